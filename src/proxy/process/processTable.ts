import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { parsePsTable, parseStat, parseWindowsTable } from './processTableFormats';
import { readProcFile } from './procFile';

const run = promisify(execFile);

/** One process of this machine, as far as the system shows it to us. */
export interface ProcessRow {
  readonly pid: number;
  readonly ppid: number;
  /** Process group; the pid itself where the platform has none. */
  readonly pgid: number;
  /** Epoch ms. With the pid it names a process for good: pids are given out again. */
  readonly startedAt: number;
}

/** Rows read in one go before other work gets its turn. */
const CHUNK = 256;
/** However slow a look is, the next one comes within this time. */
const MAX_REST_MS = 250;
/** Start times come from clocks of different grain; two processes of one pid are further apart. */
const START_TOLERANCE_MS = 2_000;

/** True if both tell of the same start. */
export function sameStart(a: number, b: number): boolean {
  return Math.abs(a - b) <= START_TOLERANCE_MS;
}

let pending: Promise<ProcessRow[]> | undefined;
let lastEnd = 0;
let lastMs = 0;

/**
 * All living processes; zombies count as dead. Callers of the same moment share one look, which begins after
 * they asked. Looks take no more than a third of the time when many follow one another.
 */
export function listProcesses(): Promise<ProcessRow[]> {
  pending ??= look();
  return pending;
}

async function look(): Promise<ProcessRow[]> {
  const rest = lastEnd + 2 * lastMs - performance.now();
  if (rest > 1) await delay(Math.min(rest, MAX_REST_MS));
  else await undefined;
  pending = undefined;
  const begun = performance.now();
  try {
    return await readTable();
  } finally {
    lastEnd = performance.now();
    lastMs = lastEnd - begun;
  }
}

function readTable(): Promise<ProcessRow[]> {
  if (process.platform === 'linux') return readProc();
  if (process.platform === 'win32') return readWindows();
  return readPs();
}

async function readProc(): Promise<ProcessRow[]> {
  const boot = bootTime();
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const rows: ProcessRow[] = [];
  for (let from = 0; from < pids.length; from += CHUNK) {
    if (from > 0) await new Promise(setImmediate);
    for (const pid of pids.slice(from, from + CHUNK)) {
      const row = readRow(pid, boot);
      if (row) rows.push(row);
    }
  }
  return rows;
}

function readRow(pid: number | string, boot: number): ProcessRow | undefined {
  try {
    return parseStat(readProcFile(`/proc/${pid}/stat`, true), boot);
  } catch {
    return undefined;
  }
}

/** Read anew each time: it moves when the clock is set, and so do the start times counted from it. */
function bootTime(): number {
  const seconds = /^btime (\d+)$/m.exec(readProcFile('/proc/stat'))?.[1];
  return Number(seconds ?? 0) * 1000;
}

async function readPs(): Promise<ProcessRow[]> {
  const { stdout } = await run('ps', ['-axo', 'pid=,ppid=,pgid=,stat=,lstart='], {
    env: { ...process.env, LC_ALL: 'C' },
    maxBuffer: 16 << 20,
    timeout: 5_000,
  });
  return parsePsTable(stdout);
}

async function readWindows(): Promise<ProcessRow[]> {
  const script =
    'Get-CimInstance Win32_Process | ForEach-Object { "$($_.ProcessId) $($_.ParentProcessId) ' +
    '$(([DateTimeOffset]$_.CreationDate).ToUnixTimeMilliseconds())" }';
  const { stdout } = await run(
    'powershell.exe',
    ['-NoProfile', '-NonInteractive', '-Command', script],
    {
      maxBuffer: 16 << 20,
      timeout: 10_000,
      windowsHide: true,
    },
  );
  return parseWindowsTable(stdout);
}

/** One process, or undefined when it is gone (or a zombie). */
export async function findProcess(pid: number): Promise<ProcessRow | undefined> {
  if (process.platform === 'linux') return readRow(pid, bootTime());
  return (await listProcesses()).find((row) => row.pid === pid);
}

/** Of a process of ours, at once; undefined where the system has no quick answer. */
export function startTimeOf(pid: number): number | undefined {
  return process.platform === 'linux' ? readRow(pid, bootTime())?.startedAt : undefined;
}

/** Cheap: looks at one process, and on platforms without /proc may take a zombie for alive. */
export function isAlive(pid: number): boolean {
  if (process.platform === 'linux') return readRow(pid, 0) !== undefined;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
