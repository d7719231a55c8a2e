// Stands between a test and its VS Code: starts the server, and when it is told to stop, or the test
// is gone however it ended, it ends every process of the run and removes its folders.
//
// Its argument is JSON: { command, args, mark, logFile, remove: folders, graceMs? }: how long the
// processes have to end by themselves.
// It sends { type: 'listening', port, pid }, { type: 'ended', code } and { type: 'stopped', killed }.

import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { isExtensionHost, MARK, processesOfRun } from './processes.mjs';

const LISTENING = /Extension host agent listening on (\d+)/;
const GRACE_MS = 10_000;
/** An extension host that no window ever reached stays for hours unless it is told to end. */
const EXTENSION_HOST_GRACE_MS = 2_000;

const {
  command,
  args,
  mark,
  logFile,
  remove,
  graceMs = GRACE_MS,
} = JSON.parse(process.argv[2] ?? '{}');

const server = spawn(command, args, {
  env: { ...process.env, [MARK]: mark },
  stdio: ['ignore', 'pipe', 'pipe'],
});
const log = createWriteStream(logFile);
/** @type {string | undefined} what the server printed before it listened */
let printed = '';
for (const stream of [server.stdout, server.stderr]) {
  stream.on('data', (chunk) => {
    log.write(chunk);
    if (printed === undefined) return;
    printed += chunk;
    const [, port] = LISTENING.exec(printed) ?? [];
    if (!port) return;
    printed = undefined;
    send({ type: 'listening', port: Number(port), pid: server.pid });
  });
}
server.once('error', (error) => send({ type: 'ended', code: null, error: error.message }));
server.once('exit', (code) => send({ type: 'ended', code }));

process.on('message', stop);
process.once('disconnect', stop);
// A terminal's Ctrl+C is for the test to answer.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});

let stopping = false;
function stop() {
  if (stopping) return;
  stopping = true;
  void endRun();
}

async function endRun() {
  server.kill('SIGTERM');
  const hosts = (await remaining(Math.min(graceMs, EXTENSION_HOST_GRACE_MS))).filter(
    isExtensionHost,
  );
  for (const { pid } of hosts) kill(pid, 'SIGTERM');
  const killed = await remaining(graceMs);
  for (let left = killed; left.length > 0; left = await remaining(50)) {
    for (const { pid } of left) kill(pid, 'SIGKILL');
  }
  for (const folder of remove) {
    await rm(folder, { recursive: true, force: true, maxRetries: 10 });
  }
  send({ type: 'stopped', killed });
  process.exit();
}

/**
 * Waits for the processes of the run to end, and gives those that have not.
 * @param {number} ms at most
 */
async function remaining(ms) {
  const deadline = performance.now() + ms;
  let left = processesOfRun(mark, process.pid);
  while (left.length > 0 && performance.now() < deadline) {
    await delay(50);
    left = processesOfRun(mark, process.pid);
  }
  return left;
}

/**
 * @param {number} pid
 * @param {NodeJS.Signals} signal
 */
function kill(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended between the look and the signal.
  }
}

/** @param {object} message */
function send(message) {
  if (process.connected) process.send?.(message);
}
