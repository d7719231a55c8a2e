import { readdirSync, rmdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { indexPath } from './indexFile';
import type { ServerLog } from './serverLog';

/** A file of traffic, or a segment that is in use. */
export interface KeptFile {
  /** In bytes. */
  readonly size: number;
  /** When it was last written to, in epoch ms. */
  readonly time: number;
  remove(): void;
}

/** Removes what is too old, and then the oldest until the rest is small enough. */
export function keepWithin(
  files: readonly KeptFile[],
  limits: { readonly maxBytes: number; readonly before: number },
): void {
  let size = files.reduce((sum, file) => sum + file.size, 0);
  for (const file of files.toSorted((a, b) => a.time - b.time)) {
    if (file.time >= limits.before && size <= limits.maxBytes) return;
    file.remove();
    size -= file.size;
  }
}

/** What cannot be read is as if it were not: whoever writes there meets the same, and says so. */
export function foldersIn(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  } catch {
    return [];
  }
}

/** Those of a log that is open. */
export function segmentFiles(log: ServerLog): KeptFile[] {
  return log.segments.all.map((segment) => ({
    size: segment.store.size - segment.store.memoryBytes,
    time: segment.lastTime,
    remove: () => log.drop(segment),
  }));
}

/** The files in a server's folder that nobody reads or writes. What cannot be read is as if it were not. */
export function filesIn(folder: string): KeptFile[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.ndjson'))
      .map((name) => keptFile(path.join(folder, name)));
  } catch {
    return [];
  }
}

function keptFile(file: string): KeptFile {
  const { size, mtimeMs } = statSync(file);
  return {
    size,
    time: mtimeMs,
    remove: () => {
      try {
        rmSync(file, { force: true });
        rmSync(indexPath(file), { force: true });
        // Succeeds with the last one.
        rmdirSync(path.dirname(file));
      } catch {
        // It holds more, or is tried again the next time.
      }
    },
  };
}
