import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';

const SERVERS = path.resolve(import.meta.dirname, '../../fixtures/servers');

/** What stands after `--`: a server of the fixtures over stdio. */
export const fixture = (name: string, ...args: string[]) => [
  '--',
  process.execPath,
  path.join(SERVERS, name),
  ...args,
];

/** Tools, a resource and a prompt, over stdio, in both eras. */
export const MODERN = fixture('modernServer.mjs', 'stdio');

/** An entry of a configuration file. */
export const entry = (name: string, ...args: string[]) => ({
  command: process.execPath,
  args: [path.join(SERVERS, name), ...args],
});

/** One that Portcullis launches over HTTP: belongs under `portcullis.servers`. */
export const httpEntry = (name: string) => ({
  ...entry(name),
  type: 'http',
  env: { PORT: '${port}' },
  url: 'http://127.0.0.1:${port}/mcp',
});

export function writeConfig(folder: string, name: string, content: unknown): string {
  const file = path.join(folder, name);
  writeFileSync(file, JSON.stringify(content));
  return file;
}

/** Starts the modern server over HTTP, which is not under inspection. `told` resolves when it says so. */
export async function serveModern(): Promise<{ url: string; told(word: string): Promise<void> }> {
  const child = spawn(process.execPath, [path.join(SERVERS, 'modernServer.mjs'), 'http'], {
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const lines = createInterface({ input: child.stderr });
  const heard = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve) => {
      lines.on('line', (line) => {
        const found = pattern.exec(line);
        if (found) resolve(found);
      });
    });
  const [, port] = await heard(/^listening (\d+)$/);
  return {
    url: `http://127.0.0.1:${port}/mcp`,
    told: async (word) => {
      await heard(new RegExp(`^${word}$`));
    },
  };
}

/** Where `tellingServer.mjs` tells what happens to it, a line each: `called slow`, `cancelled`; `gone` when it has ended. */
export async function listenToServer(): Promise<{
  readonly env: Readonly<Record<string, string>>;
  /** The first line that begins so, now or later, without that beginning. */
  told(beginning: string): Promise<string>;
}> {
  const lines: string[] = [];
  const heard = new EventEmitter();
  const listener = createServer((socket) => {
    createInterface({ input: socket }).on('line', (line) => {
      lines.push(line);
      heard.emit('line');
    });
    socket.once('close', () => {
      lines.push('gone');
      heard.emit('line');
    });
    // A server that is killed resets the connection.
    socket.on('error', () => {});
  });
  onTestFinished(() => {
    listener.close();
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  return {
    env: { TELL: String((listener.address() as AddressInfo).port) },
    told: async (beginning) => {
      for (;;) {
        const line = lines.find((one) => one.startsWith(beginning));
        if (line !== undefined) return line.slice(beginning.length).trim();
        await once(heard, 'line');
      }
    },
  };
}

/** How many processes have this in their command line, but for the one that looks. */
export function countProcesses(word: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn('ps', ['-eo', 'args='], { stdio: ['ignore', 'pipe', 'ignore'] });
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
    child.once('error', reject);
    child.once('close', () => {
      resolve(text.split('\n').filter((line) => line.includes(word)).length);
    });
  });
}
