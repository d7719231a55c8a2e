import { execFile } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { ProcessRow } from './processTable';
import { findTree, type TreeRoot } from './processTree';

const run = promisify(execFile);

/** How often the tree is looked at again: nobody tells us of the end of a process that is not our child. */
const POLL_MS = 25;

/** Sends `signal` to each; those that are gone already do not count. */
export async function signalAll(
  rows: readonly ProcessRow[],
  signal: 'SIGTERM' | 'SIGKILL',
): Promise<void> {
  if (process.platform === 'win32') {
    // Windows knows no signals, and asks no console program to leave: /F is the only way.
    if (signal === 'SIGKILL' && rows.length > 0) {
      const pids = rows.flatMap(({ pid }) => ['/PID', String(pid)]);
      await run('taskkill', ['/T', '/F', ...pids], { windowsHide: true }).catch(() => {});
    }
    return;
  }
  for (const { pid } of rows) {
    try {
      process.kill(pid, signal);
    } catch {
      // Gone between the look and the signal.
    }
  }
}

/**
 * Ends every process of a launch: SIGTERM, up to `graceMs` of patience, SIGKILL, and up to `killMs` until
 * they are really gone. Looks again each time, because a dying process may still start others.
 * @returns what is left, which is nothing unless the system refuses us (another user's process).
 */
export async function killTree(
  root: TreeRoot,
  options: { graceMs: number; killMs: number; known?: readonly ProcessRow[] },
): Promise<ProcessRow[]> {
  let tree = await findTree(root, options.known);
  if (tree.length > 0 && options.graceMs > 0) {
    await signalAll(tree, 'SIGTERM');
    tree = await untilGone(root, tree, options.graceMs);
  }
  const end = performance.now() + options.killMs;
  while (tree.length > 0) {
    await signalAll(tree, 'SIGKILL');
    tree = await untilGone(root, tree, Math.min(POLL_MS * 4, options.killMs));
    if (performance.now() >= end) break;
  }
  return tree;
}

/** Looks until all are gone or `ms` are over. @returns those that are left. */
export async function untilGone(
  root: TreeRoot,
  known: readonly ProcessRow[],
  ms: number,
): Promise<ProcessRow[]> {
  const end = performance.now() + ms;
  let tree = await findTree(root, known);
  let pause = 5;
  while (tree.length > 0 && performance.now() < end) {
    await delay(Math.min(pause, Math.max(end - performance.now(), 1)));
    pause = Math.min(pause * 2, POLL_MS * 4);
    tree = await findTree(root, [...known, ...tree]);
  }
  return tree;
}
