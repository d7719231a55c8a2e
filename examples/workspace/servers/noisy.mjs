// Works, but logs to stdout, which belongs to the protocol.
console.log('Loading configuration…');
console.log('Ready to serve!');
await import('./weather.mjs');
