import { spawn } from 'node:child_process';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { baseEnvironment, joinPaths } from './serverEnvironment';

/** A shell whose start-up files take longer is not waited for. */
const TIMEOUT_MS = 3_000;
const BEGIN = '__PORTCULLIS_PATH_BEGIN__';
const END = '__PORTCULLIS_PATH_END__';

/** Folders that every program gets, started from a dock or not. */
const SYSTEM = new Set([
  '/bin',
  '/sbin',
  '/usr/bin',
  '/usr/sbin',
  '/usr/local/bin',
  '/usr/local/sbin',
  '/usr/games',
  '/usr/local/games',
  '/snap/bin',
]);

/** True if no start-up file of the user's had a hand in this PATH, as when VS Code was started from a dock. */
export function isPoorPath(value: string): boolean {
  return value.split(':').every((folder) => folder === '' || SYSTEM.has(folder));
}

/**
 * The PATH a terminal would have: the host's own where that is rich enough, otherwise what the user's login
 * shell says, with the host's after it. Takes up to 3 s; never rejects.
 */
export async function loginShellPath(host: NodeJS.ProcessEnv = process.env): Promise<string> {
  const own = host.PATH ?? host.Path ?? '';
  if (process.platform === 'win32' || !isPoorPath(own)) return own;
  const said = await askShell(host.SHELL || '/bin/sh', host);
  return said ? joinPaths(said, own) : own;
}

function askShell(shell: string, host: NodeJS.ProcessEnv): Promise<string | undefined> {
  return new Promise((resolve) => {
    // fish prints a list with spaces; `env` prints what programs get, whatever the shell.
    const script = `echo; echo ${BEGIN}; /usr/bin/env; echo ${END}`;
    const child = spawn(shell, shellArguments(shell, script), {
      env: baseEnvironment(host),
      stdio: ['ignore', 'pipe', 'ignore'],
      // A group of its own: an interactive shell would take hold of our terminal, and start-up files leave
      // children that must end with it.
      detached: true,
    });
    let output = '';
    const settle = () => {
      clearTimeout(timer);
      killGroup(child.pid);
      child.stdout.destroy();
      resolve(readPath(output));
    };
    const timer = setTimeout(settle, TIMEOUT_MS);
    child.once('error', settle);
    child.once('exit', settle);
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
      if (output.includes(`\n${END}`)) settle();
    });
  });
}

function shellArguments(shell: string, script: string): string[] {
  const name = path.basename(shell);
  if (name === 'csh' || name === 'tcsh') return ['-ic', script];
  if (name === 'sh' || name === 'dash') return ['-lc', script];
  return ['-ilc', script];
}

function killGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // Gone already.
  }
}

/** Start-up files may print anything before and after. */
export function readPath(output: string): string | undefined {
  const plain = stripVTControlCharacters(output);
  const between = plain.slice(plain.indexOf(`${BEGIN}\n`), plain.lastIndexOf(END));
  return /^PATH=(.+)$/m.exec(between)?.[1];
}
