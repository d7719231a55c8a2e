import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { findProcess, sameStart } from '../process/processTable';

const RecordSchema = v.object({
  /** Empty for what the proxy itself has bound. */
  serverId: v.string(),
  /** The workspace of the window, by the folder of its data: a server's id is unique within it only. */
  home: v.string(),
  /** Of the root process. */
  pid: v.number(),
  /** Epoch ms. */
  startedAt: v.number(),
  command: v.string(),
  port: v.optional(v.number()),
  mark: v.string(),
  proxy: v.object({ pid: v.number(), startedAt: v.number() }),
});
/** Something of ours that lives outside the memory of one proxy: a process, and perhaps a port. */
export type LaunchRecord = v.InferOutput<typeof RecordSchema>;

const FOLDER = 'launches';

/**
 * What this proxy has launched and bound, as one file for each launch in a folder that all windows share: so
 * each window knows the others' processes, and what a proxy that was killed left behind.
 */
export class LaunchTable {
  readonly #folder: string;
  readonly #proxy: LaunchRecord['proxy'];
  /** See `LaunchRecord.home`. */
  readonly home: string;
  readonly #own = new Map<string, LaunchRecord>();
  #count = 0;

  /**
   * @param sharedPath a folder that all windows are given
   * @param home a folder that only windows of the same workspace are given
   */
  constructor(sharedPath: string, proxy: LaunchRecord['proxy'], home = sharedPath) {
    this.#folder = path.join(sharedPath, FOLDER);
    this.#proxy = proxy;
    this.home = home;
    mkdirSync(this.#folder, { recursive: true });
  }

  /** Written before it returns: a proxy may be killed at any moment. @returns what removes it again. */
  add(record: Omit<LaunchRecord, 'proxy' | 'home'>): () => void {
    const name = `${this.#proxy.pid}-${++this.#count}.json`;
    const full = { ...record, proxy: this.#proxy, home: this.home };
    this.#own.set(name, full);
    try {
      writeFileSync(path.join(this.#folder, name), JSON.stringify(full), { mode: 0o600 });
    } catch {
      // A full disk keeps no server from starting: other windows do not know of it then.
    }
    return () => {
      this.#own.delete(name);
      this.remove(name);
    };
  }

  /** What this proxy has launched and bound. */
  get own(): readonly LaunchRecord[] {
    return [...this.#own.values()];
  }

  /** The records of other proxies by file name, living or dead. */
  others(): Map<string, LaunchRecord> {
    const found = new Map<string, LaunchRecord>();
    for (const name of readdirSync(this.#folder)) {
      if (!name.endsWith('.json') || this.#own.has(name)) continue;
      const record = this.#read(name);
      if (record) found.set(name, record);
    }
    return found;
  }

  remove(name: string): void {
    rmSync(path.join(this.#folder, name), { force: true });
  }

  #read(name: string): LaunchRecord | undefined {
    try {
      const text = readFileSync(path.join(this.#folder, name), 'utf8');
      const parsed = v.safeParse(RecordSchema, JSON.parse(text));
      return parsed.success ? parsed.output : undefined;
    } catch {
      // Removed, or being written, by its owner.
      return undefined;
    }
  }
}

/** True if that very process lives; a pid that was given out again is another. */
export async function livesStill(of: { pid: number; startedAt: number }): Promise<boolean> {
  const row = await findProcess(of.pid);
  return row !== undefined && sameStart(row.startedAt, of.startedAt);
}
