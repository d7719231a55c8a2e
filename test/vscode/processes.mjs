// Which processes belong to a run: all that inherited its mark in their environment.

import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** The environment variable that marks every process of one VS Code under test. */
export const MARK = 'PORTCULLIS_VSCODE_RUN';

/**
 * @typedef {object} Process
 * @property {number} pid
 * @property {number} ppid
 * @property {string} command its command line, its arguments separated by spaces
 */

/** @param {Process} one */
export const isExtensionHost = ({ command }) => command.includes('--type=extensionHost');

/** All processes of this machine that may be seen. @returns {Process[]} */
export function allProcesses() {
  return process.platform === 'linux' ? fromProc() : fromPs();
}

/**
 * The processes below `pid`, children before grandchildren, without itself.
 * @param {number} pid
 * @param {Process[]} [processes]
 * @returns {Process[]}
 */
export function descendants(pid, processes = allProcesses()) {
  const children = processes.filter((one) => one.ppid === pid && one.pid !== pid);
  return children.flatMap((child) => [child, ...descendants(child.pid, processes)]);
}

/**
 * The processes of a run: those that inherited its mark, even when the process that started them
 * is gone. Only Linux tells the environment of a process; elsewhere it is what stands below `pid`.
 * @param {string} mark
 * @param {number} pid the process that started the run; it is not one of them
 * @returns {Process[]}
 */
export function processesOfRun(mark, pid) {
  const all = allProcesses();
  const below = descendants(pid, all);
  if (process.platform !== 'linux') return below;
  const known = new Set([pid, ...below.map((one) => one.pid)]);
  const wanted = `${MARK}=${mark}`;
  const others = all.filter((one) => {
    if (known.has(one.pid)) return false;
    return read(one.pid, 'environ').split('\0').includes(wanted);
  });
  return [...below, ...others];
}

/** @returns {Process[]} */
function fromProc() {
  return readdirSync('/proc').flatMap((name) => {
    const pid = Number(name);
    if (!Number.isInteger(pid)) return [];
    // The program's name stands in brackets and may itself hold brackets and spaces.
    const [state, ppid] = read(pid, 'stat').split(') ').at(-1)?.split(' ') ?? [];
    if (!ppid || state === 'Z') return [];
    const command = read(pid, 'cmdline').split('\0').join(' ').trim();
    return [{ pid, ppid: Number(ppid), command }];
  });
}

/**
 * @param {number} pid
 * @param {string} file
 */
function read(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return ''; // It has ended, or belongs to someone else.
  }
}

/** @returns {Process[]} */
function fromPs() {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid=,state=,command='], {
    encoding: 'utf8',
  });
  return stdout.split('\n').flatMap((line) => {
    const [, pid, ppid, state, command] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    if (!pid || state?.startsWith('Z')) return [];
    return [{ pid: Number(pid), ppid: Number(ppid), command: command ?? '' }];
  });
}
