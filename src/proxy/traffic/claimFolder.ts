import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** So many windows on one folder keep a log each that outlives them; further ones share the last. */
const MAX_CLAIMS = 16;

export interface ClaimedFolder {
  readonly folder: string;
  release(): void;
}

/**
 * A folder below `parent` that no other living process writes to: windows may share a storage folder, but
 * two logs must not be written into one file. The one left by an ended process is taken up again.
 */
export function claimFolder(parent: string): ClaimedFolder {
  let folder = parent;
  for (let slot = 0; slot < MAX_CLAIMS; slot++) {
    folder = path.join(parent, String(slot));
    const lock = path.join(folder, 'owner');
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      if (isHeld(lock)) continue;
      writeFileSync(lock, String(process.pid));
      return { folder, release: () => rmSync(lock, { force: true }) };
    } catch {
      // Whoever writes there meets the same, and says so.
      break;
    }
  }
  return { folder, release: () => {} };
}

/** Folders below `parent` that an ended process has left, and nobody has taken up again. */
export function unclaimedFolders(parent: string): string[] {
  const slots = Array.from({ length: MAX_CLAIMS }, (_, slot) => path.join(parent, String(slot)));
  return slots.filter((folder) => existsSync(folder) && !isHeld(path.join(folder, 'owner')));
}

function isHeld(lock: string): boolean {
  let pid: number;
  try {
    pid = Number.parseInt(readFileSync(lock, 'utf8'), 10);
  } catch {
    return false;
  }
  return Number.isInteger(pid) && pid > 0 && isAlive(pid);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
