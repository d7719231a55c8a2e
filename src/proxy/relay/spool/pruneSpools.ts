import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { isAlive } from '../../process/processTable';
import { parseSpoolName } from './spoolName';

const DAY_MS = 24 * 60 * 60 * 1000;

export interface SpoolLimits {
  /** Older ones go, in ms. */
  readonly maxAge: number;
  /** The oldest go when all together are larger, in bytes. */
  readonly maxBytes: number;
}

const LIMITS: SpoolLimits = { maxAge: 7 * DAY_MS, maxBytes: 512 * 1024 * 1024 };

/**
 * Removes what nobody has come for. What a tap that lives has written is left to the tap. Never rejects: what
 * cannot be removed now can be later.
 */
export async function pruneSpools(folder: string, limits: SpoolLimits = LIMITS): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  const found = await Promise.all(names.map((name) => look(folder, name)));
  const files = found.filter((file) => file !== undefined).sort((a, b) => b.time - a.time);
  let bytes = 0;
  for (const { file, size, time } of files) {
    bytes += size;
    if (bytes <= limits.maxBytes && Date.now() - time <= limits.maxAge) continue;
    await rm(file, { force: true }).catch(() => {});
  }
}

async function look(folder: string, name: string) {
  const parsed = parseSpoolName(name);
  if (!parsed || isAlive(parsed.pid)) return undefined;
  const file = path.join(folder, name);
  const stats = await stat(file).catch(() => undefined);
  return stats && { file, size: stats.size, time: stats.mtimeMs };
}
