import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { readProcFile } from './procFile';

const run = promisify(execFile);

/** How much memory a process holds, in bytes; undefined when it is gone or the system does not say. */
export async function residentMemory(pid: number): Promise<number | undefined> {
  try {
    const kib = process.platform === 'linux' ? fromProc(pid) : await fromTool(pid);
    return Number.isFinite(kib) ? kib * 1024 : undefined;
  } catch {
    return undefined;
  }
}

/** proc_pid_status(5) */
function fromProc(pid: number): number {
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readProcFile(`/proc/${pid}/status`))?.[1]);
}

async function fromTool(pid: number): Promise<number> {
  if (process.platform !== 'win32') {
    const { stdout } = await run('ps', ['-o', 'rss=', '-p', `${pid}`]);
    return Number.parseInt(stdout, 10);
  }
  const filter = ['/fi', `PID eq ${pid}`, '/fo', 'csv', '/nh'];
  const { stdout } = await run('tasklist', filter, { windowsHide: true });
  // "node.exe","4711","Console","1","52,140 K": how thousands are parted depends on the language.
  const held = /,"([^"]+)K"\s*$/.exec(stdout)?.[1];
  return held === undefined ? Number.NaN : Number(held.replace(/\D/g, ''));
}
