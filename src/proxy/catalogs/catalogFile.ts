import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import type { CatalogContent } from '../../shared/catalog/diffCatalogs';
import type { ServerId } from '../../shared/model/server';

const list = v.array(v.record(v.string(), v.unknown()));
const ContentSchema = v.object({
  tools: list,
  resources: list,
  resourceTemplates: list,
  prompts: list,
});
const SnapshotSchema = v.object({
  id: v.string(),
  label: v.optional(v.string()),
  takenAt: v.number(),
  content: ContentSchema,
});
const FileSchema = v.object({
  version: v.literal(1),
  serverId: v.string(),
  /** Of the run that goes on, or the last one. */
  latest: v.optional(SnapshotSchema),
  /** Of the run before. */
  previous: v.optional(SnapshotSchema),
  taken: v.array(SnapshotSchema),
});

export interface KeptSnapshot {
  readonly id: string;
  readonly label?: string | undefined;
  readonly takenAt: number;
  readonly content: CatalogContent;
}

/** What is kept of one server's lists. */
export interface KeptCatalogs {
  readonly latest?: KeptSnapshot | undefined;
  readonly previous?: KeptSnapshot | undefined;
  /** Oldest first. */
  readonly taken: readonly KeptSnapshot[];
}

/** The file in which the lists of one server are kept from one run to the next. */
export class CatalogFile {
  readonly #file: string;

  constructor(
    folder: string,
    private readonly serverId: ServerId,
  ) {
    const hash = createHash('sha256').update(serverId).digest('hex').slice(0, 32);
    this.#file = path.join(folder, `${hash}.json`);
  }

  /** Nothing where there is no file, or one that cannot be understood: then the history begins anew. */
  async read(): Promise<KeptCatalogs> {
    try {
      const parsed = v.parse(FileSchema, JSON.parse(await readFile(this.#file, 'utf8')));
      // The server's words, as it sent them: nothing of them was checked when they came either.
      if (parsed.serverId === this.serverId) return parsed as unknown as KeptCatalogs;
    } catch {
      // Below.
    }
    return { taken: [] };
  }

  /**
   * Replaces the file at once: a crash leaves the old one or the new one.
   * @throws when it cannot be written
   */
  async write(kept: KeptCatalogs): Promise<void> {
    const temporary = `${this.#file}.${process.pid}`;
    await mkdir(path.dirname(this.#file), { recursive: true });
    try {
      await writeFile(temporary, JSON.stringify({ version: 1, serverId: this.serverId, ...kept }));
      await rename(temporary, this.#file);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  }
}
