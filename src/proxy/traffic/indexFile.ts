import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { EntryColumns } from './entryColumns';
import type { LogNames } from './nameTable';

/** Below it, a segment is read as fast as an index of it. In bytes. */
const WORTH = 256 * 1024;
const VERSION = 1;
const LF = 0x0a;

interface IndexHead {
  readonly version: number;
  /** Of the segment that it is an index of, in bytes: of a longer or shorter one it is not. */
  readonly size: number;
  readonly count: number;
  readonly methods: readonly string[];
  readonly sessions: readonly string[];
}

export function indexPath(segment: string): string {
  return `${segment}.index`;
}

/** Keeps the index of a segment beside it, so that it need not be read through at the next start. */
export function writeIndex(segment: string, size: number, columns: EntryColumns, names: LogNames) {
  if (size < WORTH) return;
  const head: IndexHead = {
    version: VERSION,
    size,
    count: columns.count,
    methods: names.methods.all,
    sessions: names.sessions.all,
  };
  const file = indexPath(segment);
  try {
    const bytes = Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), columns.encode()]);
    writeFileSync(`${file}.part`, bytes, { mode: 0o600 });
    renameSync(`${file}.part`, file);
  } catch {
    // The segment can be read without it.
    rmSync(`${file}.part`, { force: true });
  }
}

/** Undefined if there is none, or it is not that of a segment of this size. */
export function readIndex(
  segment: string,
  size: number,
  names: LogNames,
): EntryColumns | undefined {
  if (size < WORTH) return undefined;
  try {
    const bytes = readFileSync(indexPath(segment));
    const end = bytes.indexOf(LF);
    const head = JSON.parse(bytes.toString('utf8', 0, end)) as IndexHead;
    if (head.version !== VERSION || head.size !== size) return undefined;
    return EntryColumns.decode(bytes.subarray(end + 1), head.count, names, {
      method: head.methods,
      session: head.sessions,
    });
  } catch {
    return undefined;
  }
}
