import { readFileSync } from 'node:fs';

/**
 * Every process of a launch inherits this variable. It finds the ones that left the process group and lost
 * their parent, which no walk of the tree finds any more.
 */
export const LAUNCH_MARK = 'PORTCULLIS_LAUNCH';

/** The mark of all launches of one proxy: its pid alone could come again. */
export function markPrefix(proxyPid: number, proxyStartedAt: number): string {
  return `${proxyPid}.${Math.round(proxyStartedAt)}.`;
}

/** The mark a process carries; undefined where the system does not show it (Linux shows it for our own user). */
export function readMark(pid: number): string | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    const environ = readFileSync(`/proc/${pid}/environ`, 'latin1');
    const at = `\0${environ}`.indexOf(`\0${LAUNCH_MARK}=`);
    if (at < 0) return undefined;
    const from = at + LAUNCH_MARK.length + 1;
    const end = environ.indexOf('\0', from);
    return environ.slice(from, end < 0 ? undefined : end);
  } catch {
    return undefined;
  }
}

/** Whether `mark` is `wanted`, or begins with it. An empty `wanted` is no mark. */
export function carries(mark: string | undefined, wanted: string): boolean {
  return wanted !== '' && mark !== undefined && mark.startsWith(wanted);
}
