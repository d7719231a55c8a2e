import { GUARDIAN_ARGUMENT } from '../proxy/process/guardianClient';

const [, script = '', ...argv] = process.argv;

// Imported when it is known what this process is to be: a guardian must stay small.
if (argv.includes(GUARDIAN_ARGUMENT)) {
  void import('../proxy/process/guardian').then(({ runGuardian }) =>
    runGuardian(process.stdin).finally(() => process.exit()),
  );
} else {
  // Who reads us may go at any time; nothing is left to say to him then.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  void import('./run')
    .then(({ run }) => run(argv, script))
    .then(
      (code) => leave(code),
      (error: unknown) => {
        process.stderr.write(`portcullis: ${String((error as Error)?.stack ?? error)}\n`);
        leave(1);
      },
    );
}

/** When what was written has left: a pipe may be slow. */
function leave(code: number): void {
  process.exitCode = code;
  process.stdout.write('', () => process.stderr.write('', () => process.exit()));
}
