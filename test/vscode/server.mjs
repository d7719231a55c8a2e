// Starts the headless VS Code on a port of 127.0.0.1 that the system chooses.

import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { projectNode } from '../../scripts/support/paths.mjs';
import { vscodeFolder } from './install.mjs';
import { processesOfRun } from './processes.mjs';

/** @typedef {import('./processes.mjs').Process} Process */

/**
 * @typedef {object} ServerOptions
 * @property {string} userDataDir
 * @property {string} extensionsDir
 * @property {string} tempDir for its sockets and caches
 * @property {boolean} [testDriver] whether an address may name an extension under development and
 *   its tests; VS Code then shows no notifications
 * @property {boolean} [workspaceTrust] whether VS Code asks for trust; by default it trusts
 * @property {boolean} [shellEnvironment] whether servers see what the user's login shell exports
 * @property {Record<string, string | undefined>} [env] added to the environment
 * @property {string[]} [remove] folders that go when all has ended
 */

/**
 * @typedef {object} Server
 * @property {number} port
 * @property {number} pid of VS Code's server
 * @property {string} token what a browser must name once, as `tkn` in the address
 * @property {string} mark what the environment of every process of this run holds
 * @property {() => Process[]} processes those of this run
 * @property {Promise<number | null>} ended its exit code, however it ended
 * @property {() => Promise<Process[]>} stop ends it; gives the processes that had to be killed
 */

/** @param {ServerOptions} options @returns {Promise<Server>} */
export async function startServer(options) {
  for (const folder of [options.userDataDir, options.extensionsDir, options.tempDir]) {
    await mkdir(folder, { recursive: true });
  }
  const mark = randomUUID();
  const token = randomUUID();
  const logFile = path.join(options.userDataDir, 'server.log');
  const command = projectNode;
  const args = [serverMain(), ...serverArguments(options, token)];
  const guard = startGuard({ command, args, mark, logFile, remove: options.remove ?? [] }, options);
  const guardPid = /** @type {number} */ (guard.pid);
  const ended = told(guard, 'ended').then(({ code }) => code ?? null);
  const { port, pid } = await listening(guard, logFile);
  /** @type {Promise<Process[]> | undefined} */
  let stopping;
  return {
    port,
    pid,
    token,
    mark,
    ended,
    processes: () => processesOfRun(mark, guardPid),
    stop: () => (stopping ??= stopGuard(guard)),
  };
}

/** The program of VS Code's server, which also installs and lists extensions. */
export const serverMain = () => path.join(vscodeFolder(), 'out/server-main.js');

/**
 * @param {ServerOptions} options
 * @param {string} token
 */
function serverArguments(options, token) {
  return [
    ...['--host', '127.0.0.1', '--port', '0', '--connection-token', token],
    ...folderArguments(options),
    ...['--accept-server-license-terms', '--telemetry-level', 'off'],
    ...(options.testDriver ? ['--enable-smoke-test-driver'] : []),
    ...(options.workspaceTrust ? [] : ['--disable-workspace-trust']),
    ...(options.shellEnvironment ? [] : ['--force-disable-user-env']),
  ];
}

/** @param {{ userDataDir: string, extensionsDir: string }} folders */
export function folderArguments({ userDataDir, extensionsDir }) {
  return [
    ...['--server-data-dir', path.join(userDataDir, 'server')],
    ...['--user-data-dir', userDataDir],
    ...['--extensions-dir', extensionsDir],
  ];
}

/**
 * In a session of its own, so that a terminal's Ctrl+C does not reach it.
 * @param {object} task
 * @param {ServerOptions} options
 */
function startGuard(task, { tempDir, env }) {
  const guard = fileURLToPath(new URL('guard.mjs', import.meta.url));
  return spawn(projectNode, [guard, JSON.stringify(task)], {
    // Elsewhere the path of a socket in there would be longer than the system allows.
    env: {
      ...cleanEnvironment(),
      ...(process.platform === 'linux' && { TMPDIR: tempDir }),
      ...env,
    },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    detached: true,
  });
}

/** What a desktop would give VS Code: nothing that npm, a test runner or an outer VS Code set. */
export function cleanEnvironment() {
  const foreign =
    /^(npm_|VITEST|VSCODE_|ELECTRON_)|^(NODE_ENV|NODE_OPTIONS|NODE_PATH|TEST|INIT_CWD)$/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

/**
 * What the guard says.
 * @typedef {object} Message
 * @property {'listening' | 'ended' | 'stopped'} type
 * @property {number} [port]
 * @property {number} [pid]
 * @property {number | null} [code]
 * @property {string} [error]
 * @property {Process[]} [killed]
 */

/**
 * @param {ChildProcess} guard
 * @param {Message['type']} type
 * @returns {Promise<Message>}
 */
function told(guard, type) {
  return new Promise((resolve) => {
    guard.on('message', (message) => {
      const one = /** @type {Message} */ (message);
      if (one.type === type) resolve(one);
    });
  });
}

/**
 * @param {ChildProcess} guard
 * @param {string} logFile
 */
async function listening(guard, logFile) {
  const message = await Promise.race([told(guard, 'listening'), told(guard, 'ended')]);
  const { port, pid } = message;
  if (port && pid) return { port, pid };
  const printed = message.error ?? readFileSync(logFile, 'utf8');
  await stopGuard(guard);
  throw new Error(`VS Code did not start:\n${printed}`);
}

/**
 * @param {ChildProcess} guard
 * @returns {Promise<Process[]>} the processes that had to be killed
 */
async function stopGuard(guard) {
  const gone = new Promise((resolve) => guard.once('exit', resolve));
  const stopped = Promise.race([told(guard, 'stopped'), gone.then(() => undefined)]);
  guard.send('stop', () => {});
  const message = await stopped;
  await gone;
  return message?.killed ?? [];
}
