import { carries, readMark } from './launchMark';
import { listProcesses, type ProcessRow, sameStart } from './processTable';

/** What is known of the root of a tree, dead or alive. */
export interface TreeRoot {
  readonly pid: number;
  /** Epoch ms. */
  readonly startedAt: number;
  /** The launch mark its processes carry, or the beginning of it; empty: they carry none. */
  readonly mark: string;
}

/**
 * The living processes of a launch: the root, its descendants, what is left of its process group, and
 * whatever else carries its mark, with all their descendants. `known` are members found by earlier looks,
 * whose parents may have died since.
 */
export async function findTree(
  root: TreeRoot,
  known: readonly ProcessRow[] = [],
): Promise<ProcessRow[]> {
  return collectTree(await listProcesses(), root, known, readMark);
}

/** The choice itself, apart from the system it is asked of. */
export function collectTree(
  rows: readonly ProcessRow[],
  root: TreeRoot,
  known: readonly ProcessRow[],
  markOf: (row: ProcessRow) => string | undefined,
): ProcessRow[] {
  const tree = new Map<number, ProcessRow>();
  const isKnown = (row: ProcessRow) =>
    (row.pid === root.pid && sameStart(row.startedAt, root.startedAt)) ||
    known.some((member) => member.pid === row.pid && sameStart(member.startedAt, row.startedAt));
  // Nothing of the launch is older than its root. This rules out pids that were given out anew, and spares
  // reading the environment of everything else.
  const young = rows.filter((row) => row.startedAt >= root.startedAt - 2_000);
  // The number of a group is not given out while it has members: a stranger with it means that ours is gone.
  const groupIsOurs =
    process.platform !== 'win32' && rows.every((row) => row.pid !== root.pid || isKnown(row));
  for (const row of young) {
    if (isKnown(row) || (groupIsOurs && row.pgid === root.pid)) tree.set(row.pid, row);
  }
  addDescendants(young, tree);
  for (const row of young) {
    if (!tree.has(row.pid) && row.pid !== process.pid && carries(markOf(row), root.mark)) {
      tree.set(row.pid, row);
    }
  }
  addDescendants(young, tree);
  tree.delete(process.pid);
  return [...tree.values()];
}

function addDescendants(rows: readonly ProcessRow[], tree: Map<number, ProcessRow>): void {
  const childrenOf = new Map<number, ProcessRow[]>();
  for (const row of rows) {
    const siblings = childrenOf.get(row.ppid);
    if (siblings) siblings.push(row);
    else childrenOf.set(row.ppid, [row]);
  }
  const queue = [...tree.keys()];
  for (let pid = queue.pop(); pid !== undefined; pid = queue.pop()) {
    for (const child of childrenOf.get(pid) ?? []) {
      if (tree.has(child.pid)) continue;
      tree.set(child.pid, child);
      queue.push(child.pid);
    }
  }
}
