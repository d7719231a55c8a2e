import { readProcFile } from './procFile';

/**
 * Every process of a launch inherits this variable. It finds the ones that left the process group and lost
 * their parent, which no walk of the tree finds any more.
 */
export const LAUNCH_MARK = 'PORTCULLIS_LAUNCH';

/** The mark of all launches of one proxy: its pid alone could come again. */
export function markPrefix(proxyPid: number, proxyStartedAt: number): string {
  return `${proxyPid}.${Math.round(proxyStartedAt)}.`;
}

/** Between fork and exec, a process still shows the environment of its parent. */
const SETTLED_MS = 2_000;
const MAX_KNOWN = 4_096;
const known = new Map<number, { startedAt: number; mark: string | undefined }>();

/** The mark a process carries; undefined where the system does not show it (Linux shows it for our own user). */
export function readMark({
  pid,
  startedAt,
}: {
  pid: number;
  startedAt: number;
}): string | undefined {
  if (process.platform !== 'linux') return undefined;
  const seen = known.get(pid);
  if (seen?.startedAt === startedAt) return seen.mark;
  const mark = markIn(pid);
  if (known.size >= MAX_KNOWN) known.clear();
  if (mark !== undefined || Date.now() - startedAt > SETTLED_MS)
    known.set(pid, { startedAt, mark });
  return mark;
}

function markIn(pid: number): string | undefined {
  try {
    const environ = `\0${readProcFile(`/proc/${pid}/environ`)}`;
    const at = environ.indexOf(`\0${LAUNCH_MARK}=`);
    if (at < 0) return undefined;
    const from = at + LAUNCH_MARK.length + 2;
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
