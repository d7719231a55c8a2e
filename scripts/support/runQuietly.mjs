// Runs a tool without showing its output, and keeps the end of it for the day it fails.

import { spawn } from 'node:child_process';
import path from 'node:path';
import { root } from './paths.mjs';

const TAIL_LINES = 40;

/** A tool ended with an error; `tail` holds the last lines that it printed. */
export class ToolError extends Error {
  /**
   * @param {string} message
   * @param {string} tail
   */
  constructor(message, tail) {
    super(message);
    this.name = 'ToolError';
    this.tail = tail;
  }
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, onLine?: (line: string) => void }} [options]
 * @returns {Promise<string>} what it printed last (at most 40 lines)
 * @throws {ToolError} when it cannot be started, or ends with anything but 0
 */
export async function runQuietly(command, args, { cwd = root, env = process.env, onLine } = {}) {
  const shell = process.platform === 'win32' && !path.isAbsolute(command);
  const child = spawn(command, args, { cwd, env, shell, stdio: ['ignore', 'pipe', 'pipe'] });
  /** @type {string[]} */
  const tail = [];
  /** @param {string} text */
  const keep = (text) => {
    for (const line of text.split(/[\r\n]+/)) {
      if (line.trim() === '') continue;
      tail.push(line);
      if (tail.length > TAIL_LINES) tail.shift();
      onLine?.(line);
    }
  };
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', keep);
  const what = [path.basename(command), ...args].join(' ');
  return new Promise((resolve, reject) => {
    child.once('error', (error) => reject(new ToolError(`${what}: ${error.message}`, '')));
    child.once('close', (code, signal) => {
      const output = tail.join('\n');
      if (code === 0) resolve(output);
      else reject(new ToolError(`${what} ended with ${signal ?? `code ${code}`}`, output));
    });
  });
}

/**
 * The environment for an npm of our own: the system's Node.js first, since the project's may be
 * what is being replaced, and none of what an outer `npm start` says about itself.
 * @returns {NodeJS.ProcessEnv}
 */
export function npmEnvironment() {
  const entries = Object.entries(process.env).filter(
    ([name]) => !/^npm_(package_|lifecycle_|config_local_prefix|command|execpath)/i.test(name),
  );
  const env = Object.fromEntries(entries);
  const key = Object.keys(env).find((name) => name.toLowerCase() === 'path') ?? 'PATH';
  const own = path.join(root, 'node_modules', '.bin');
  env[key] = (env[key] ?? '')
    .split(path.delimiter)
    .filter((folder) => path.resolve(folder) !== own)
    .join(path.delimiter);
  return env;
}
