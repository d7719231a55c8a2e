import { t } from '@vscode/l10n';
import { killTree } from './killTree';
import { findProcess, listProcesses, sameStart } from './processTable';

const GRACE_MS = 2_000;
const KILL_MS = 1_000;

/**
 * Ends a process that a person chose, with its descendants: SIGTERM, then SIGKILL.
 * @param startedAt epoch ms; guards against a pid that was given to another process since.
 * @throws when it is another process by now, or cannot be ended.
 */
export async function stopChosenProcess(pid: number, startedAt?: number): Promise<void> {
  if (pid <= 1 || pid === process.pid) throw new Error(t('Process {0} must not be stopped.', pid));
  const row = await findProcess(pid);
  if (!row) return;
  if (startedAt !== undefined && !sameStart(row.startedAt, startedAt)) {
    throw new Error(t('Process {0} is another one by now.', pid));
  }
  if (await isAncestor(pid)) throw new Error(t('Process {0} runs Portcullis itself.', pid));
  const left = await killTree({ ...row, mark: '' }, { graceMs: GRACE_MS, killMs: KILL_MS });
  if (left.length > 0) throw new Error(t('Process {0} could not be stopped.', pid));
}

/** Ending one of those would end us, and the window with us. */
async function isAncestor(pid: number): Promise<boolean> {
  const parents = new Map((await listProcesses()).map((row) => [row.pid, row.ppid]));
  let current: number | undefined = process.pid;
  while (current !== undefined && current > 1) {
    current = parents.get(current);
    if (current === pid) return true;
  }
  return false;
}
