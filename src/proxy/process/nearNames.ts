import { readdir } from 'node:fs/promises';
import path from 'node:path';

const MAX_NAMES = 3;

/** Programs in `folders` whose name is at most two letters away from that of `command`, nearest first. */
export async function nearNames(command: string, folders: readonly string[]): Promise<string[]> {
  const wanted = path.basename(command).toLowerCase();
  const lists = await Promise.all(
    [...new Set(folders)].map((folder) => readdir(folder).catch(() => [] as string[])),
  );
  const limit = wanted.length <= 3 ? 1 : 2;
  return [...new Set(lists.flat())]
    .map((name) => ({ name, distance: editDistance(wanted, name.toLowerCase(), limit) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance || a.name.localeCompare(b.name))
    .slice(0, MAX_NAMES)
    .map(({ name }) => name);
}

/** Insertions, deletions, replacements and swaps of neighbours; anything above `limit` is `limit + 1`. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let best = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, beforeLast[j - 2]! + 1);
      }
      row.push(best);
    }
    beforeLast = last;
    last = row;
  }
  return Math.min(last[b.length]!, limit + 1);
}
