// Reads its input and never answers.
process.stdin.resume();
console.error('Silent server is up.');
