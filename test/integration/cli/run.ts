import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';

const PROGRAMS = path.resolve(import.meta.dirname, '../../fixtures/faults');

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The path of a program of the fixtures. */
export const program = (name: string) => path.join(PROGRAMS, name);

/** Runs the command line to its end. */
export function portcullis(script: string, ...args: string[]): Promise<Outcome> {
  return outcome(start(script, args));
}

export function start(script: string, args: readonly string[]): ChildProcess {
  return begin(process.execPath, [script, ...args]);
}

export function begin(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): ChildProcess {
  const child = spawn(command, args, { env: { ...process.env, NO_COLOR: '1', ...env } });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return child;
}

export function outcome(child: ChildProcess): Promise<Outcome> {
  const text = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream]?.setEncoding('utf8').on('data', (chunk: string) => {
      text[stream] += chunk;
    });
  }
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, ...text })));
}

/** Starts a server that is not under inspection. Resolves when it listens. */
export async function serve(name: string, port = 0): Promise<{ port: number; url: string }> {
  const child = spawn(process.execPath, [program(name)], {
    env: { ...process.env, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  for await (const line of createInterface({ input: child.stderr })) {
    const found = /^Listening on (http:\/\/\S+:(\d+))$/.exec(line);
    if (found) return { port: Number(found[2]), url: `${found[1]}/mcp` };
  }
  throw new Error(`${name} did not listen.`);
}
