import type { Fault } from '../fault';

export const runFaults: readonly Fault[] = [
  {
    code: 'run.crashed',
    name: 'an uncaught error',
    entry: (world) => world.run('run.crashed.mjs'),
    whenReady: (_world, { process: running }) => process.kill(running!.pid, 'SIGUSR2'),
    evidence: 'TypeError: city is not iterable',
    fix: 'restart',
  },
];
