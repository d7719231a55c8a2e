import { randomUUID } from 'node:crypto';
import { t } from '@vscode/l10n';
import { type CatalogContent, diffCatalogs } from '../../shared/catalog/diffCatalogs';
import type {
  CatalogChanges,
  CatalogSnapshot,
  CatalogSnapshots,
} from '../../shared/model/catalogChanges';
import type { ServerId } from '../../shared/model/server';
import type { Catalog, SessionId } from '../../shared/model/session';
import { CatalogFile, type KeptCatalogs, type KeptSnapshot } from './catalogFile';

/** More than anybody compares with; the oldest goes first. */
const MAX_TAKEN = 20;
const METHODS = {
  tools: 'tools/list',
  resources: 'resources/list',
  resourceTemplates: 'resources/templates/list',
  prompts: 'prompts/list',
} as const;
const NOTHING: CatalogContent = { tools: [], resources: [], resourceTemplates: [], prompts: [] };

interface ServerHistory {
  readonly file: CatalogFile;
  kept: KeptCatalogs;
  /** Settles when what was kept last is written. */
  written: Promise<void>;
}

/**
 * What each server offered: now, at the end of its run before, and whenever a person chose to keep it. So one
 * sees what an edit of the server has changed, down to the schema of a tool.
 */
export class CatalogHistory {
  readonly #servers = new Map<ServerId, Promise<ServerHistory>>();

  /** @param folder made when the first server is kept */
  constructor(
    private readonly folder: string,
    private readonly log: (level: 'warn', message: string) => void,
  ) {}

  /** Takes note of the lists of a session; those that could not be had are taken to be as they were. */
  async record(serverId: ServerId, sessionId: SessionId, catalog: Catalog): Promise<void> {
    const history = await this.#of(serverId);
    const { latest, previous } = history.kept;
    const content = completed(catalog, latest?.content ?? NOTHING);
    const snapshot = { id: sessionId, takenAt: Date.now(), content };
    const before = latest?.id === sessionId ? previous : latest;
    await this.#keep(history, { ...history.kept, latest: snapshot, previous: before });
  }

  /** What can be compared with, the latest first. */
  async snapshots(serverId: ServerId): Promise<CatalogSnapshots> {
    const { kept } = await this.#of(serverId);
    return snapshotsOf(kept).map(({ summary }) => summary);
  }

  /**
   * What has changed since a snapshot; without one, since the run before.
   * @throws when there is no such snapshot
   */
  async changes(serverId: ServerId, since?: string): Promise<CatalogChanges> {
    const { kept } = await this.#of(serverId);
    const all = snapshotsOf(kept);
    const chosen =
      since === undefined
        ? all.find(({ summary }) => summary.kind === 'start')
        : all.find(({ summary }) => summary.id === since);
    if (since !== undefined && !chosen) throw new Error(t('This snapshot is not kept any more.'));
    if (!chosen || !kept.latest) return { since: null, changes: [] };
    return {
      since: chosen.summary,
      changes: diffCatalogs(chosen.content, kept.latest.content),
    };
  }

  /**
   * Keeps the lists as they are now.
   * @throws when the server has never been listed
   */
  async take(serverId: ServerId, label?: string): Promise<CatalogSnapshot> {
    const history = await this.#of(serverId);
    const { latest, taken } = history.kept;
    if (!latest) throw new Error(t('The server has not listed anything yet.'));
    const snapshot: KeptSnapshot = {
      id: randomUUID(),
      takenAt: Date.now(),
      content: latest.content,
      ...(label === undefined ? {} : { label }),
    };
    await this.#keep(history, {
      ...history.kept,
      taken: [...taken, snapshot].slice(-MAX_TAKEN),
    });
    return summaryOf(snapshot, 'taken');
  }

  /** No effect where it is gone already. */
  async remove(serverId: ServerId, id: string): Promise<void> {
    const history = await this.#of(serverId);
    const taken = history.kept.taken.filter((snapshot) => snapshot.id !== id);
    await this.#keep(history, { ...history.kept, taken });
  }

  #of(serverId: ServerId): Promise<ServerHistory> {
    let history = this.#servers.get(serverId);
    if (!history) {
      const file = new CatalogFile(this.folder, serverId);
      history = file.read().then((kept) => ({ file, kept, written: Promise.resolve() }));
      this.#servers.set(serverId, history);
    }
    return history;
  }

  /** What cannot be written is known for as long as this process lives. */
  #keep(history: ServerHistory, kept: KeptCatalogs): Promise<void> {
    history.kept = kept;
    history.written = history.written.then(async () => {
      // Of several changes that waited, the last one holds all.
      if (history.kept !== kept) return;
      try {
        await history.file.write(kept);
      } catch (error) {
        this.log('warn', `What a server offers could not be kept: ${String(error)}`);
      }
    });
    return history.written;
  }
}

/** A list that failed halfway says nothing of what the server offers. */
function completed(catalog: Catalog, known: CatalogContent): CatalogContent {
  const failed = new Set(catalog.errors.map(({ method }) => method));
  const listOf = <K extends keyof CatalogContent>(key: K): CatalogContent[K] =>
    failed.has(METHODS[key]) && catalog[key].length === 0 ? known[key] : catalog[key];
  return {
    tools: listOf('tools'),
    resources: listOf('resources'),
    resourceTemplates: listOf('resourceTemplates'),
    prompts: listOf('prompts'),
  };
}

function snapshotsOf({ previous, taken }: KeptCatalogs) {
  const start = previous ? [{ ...previous, kind: 'start' as const }] : [];
  return [...start, ...taken.map((one) => ({ ...one, kind: 'taken' as const }))]
    .map(({ kind, content, ...rest }) => ({ content, summary: summaryOf(rest, kind) }))
    .sort((a, b) => b.summary.takenAt - a.summary.takenAt);
}

function summaryOf(
  { id, label, takenAt }: Omit<KeptSnapshot, 'content'>,
  kind: CatalogSnapshot['kind'],
): CatalogSnapshot {
  return { id, kind, takenAt, ...(label === undefined ? {} : { label }) };
}
