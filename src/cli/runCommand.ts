import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import type { Screen } from './checklistView';
import { EXIT } from './exitCodes';

/** As shells say that a program cannot be started. */
const NOT_FOUND = 127;
const NOT_EXECUTABLE = 126;
/** As shells tell the signal that ended a program. */
const SIGNAL_BASE = 128;

/**
 * Runs a program on our own terminal. `{url}` and `{port}` in its arguments are those of the server.
 * Resolves with its exit code, as a shell would tell it.
 */
export function runCommand(
  words: readonly string[],
  url: string | undefined,
  signal: AbortSignal,
  stderr: Screen,
): Promise<number> {
  const port = url === undefined ? '' : new URL(url).port;
  const fill = (word: string) => word.replaceAll('{url}', url ?? '').replaceAll('{port}', port);
  const [program = '', ...args] = words.map(fill);
  const env = { ...process.env, ...(url === undefined ? {} : { PORTCULLIS_URL: url }) };
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: 'inherit', env, shell: needsShell(program) });
    // A terminal interrupts the program as well; whoever interrupts only us does not.
    const stop = () => child.kill('SIGTERM');
    signal.addEventListener('abort', stop, { once: true });
    const settle = (code: number) => {
      signal.removeEventListener('abort', stop);
      resolve(code);
    };
    child.once('error', (error: NodeJS.ErrnoException) => {
      stderr.write(`portcullis: ${program} cannot be run (${error.code ?? error.message}).\n`);
      settle(error.code === 'ENOENT' ? NOT_FOUND : NOT_EXECUTABLE);
    });
    child.once('exit', (code, ended) => {
      if (signal.aborted) settle(EXIT.interrupted);
      else settle(code ?? SIGNAL_BASE + (constants.signals[ended!] ?? 0));
    });
  });
}

/** npm's programs are batch files on Windows, which only a shell can run. */
function needsShell(program: string): boolean {
  return process.platform === 'win32' && /^(?:npm|npx|pnpm|yarn)$|\.(?:cmd|bat)$/i.test(program);
}
