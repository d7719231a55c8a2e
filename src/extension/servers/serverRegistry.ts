import { type Disposable, EventEmitter } from 'vscode';
import type { DevState } from '../../shared/model/dev';
import type { ServerId } from '../../shared/model/server';
import { isActive, type ServerSnapshot, type ServerState } from '../../shared/model/state';
import { visible } from '../../shared/text/visible';
import type { ConfigSource, SourceContent } from '../sources/configSource';
import { DisposableStore } from '../util/disposableStore';
import { entryDiagnosis } from './hostDiagnoses';
import type { ConfiguredServer, KnownServer } from './knownServer';
import { launchFolder } from './launchFolder';
import { type Candidate, type MergedServer, mergeServers } from './mergeServers';
import { SourceReader } from './sourceReader';

/** One server has changed, or (undefined) the list of servers has. */
export type RegistryChange = ServerId | undefined;

/** All servers of all sources, joined with what the proxy reports of them. Every view is drawn from it. */
export class ServerRegistry implements Disposable {
  readonly #changed = new EventEmitter<RegistryChange>();
  readonly onDidChange = this.#changed.event;
  readonly #disposables = new DisposableStore();
  readonly #reader: SourceReader;
  #merged: ReadonlyMap<ServerId, MergedServer> = new Map();
  /** The id of a server, by the id that each of its entries has by itself. */
  #ids: ReadonlyMap<ServerId, ServerId> = new Map();
  readonly #snapshots = new Map<ServerId, ServerSnapshot>();
  readonly #dev = new Map<ServerId, DevState>();

  constructor(private readonly typed: ConfigSource) {
    this.#reader = new SourceReader(typed, () => this.#take());
    for (const item of [this.#changed, this.#reader]) this.#disposables.add(item);
  }

  /** Replaces the sources by `found`, and reads them all. */
  useSources(found: readonly ConfigSource[]): Promise<void> {
    return this.#reader.use(found);
  }

  /** Reads one source again, or all of them. */
  reload(source?: ConfigSource): Promise<void> {
    return this.#reader.reload(source);
  }

  /** In the order of their sources; servers that run without an entry come last. */
  get servers(): readonly KnownServer[] {
    const orphans = [...this.#snapshots.values()].filter(
      ({ id, state }) => !this.#ids.has(id) && isActive(state),
    );
    return [...this.#merged.keys(), ...orphans.map(({ id }) => id)].map((id) => this.#known(id));
  }

  /** @param id of the server, or the one that an entry for it would have by itself */
  get(id: ServerId): KnownServer | undefined {
    const known = this.#ids.get(id) ?? id;
    return this.#merged.has(known) || this.#snapshots.has(known) ? this.#known(known) : undefined;
  }

  /** What each source holds, in order. */
  get contents(): ReadonlyMap<ConfigSource, SourceContent> {
    return this.#reader.contents;
  }

  /** Takes what the proxy, or the host while it prepares a launch, says of a server. */
  update(snapshot: ServerSnapshot): void {
    const { id } = snapshot;
    const wasActive = this.#isActive(id);
    this.#snapshots.set(id, snapshot);
    const hasTurned = wasActive !== this.#isActive(id);
    // A server that runs stands by its own id, and one that stopped may be one with another entry again.
    const hasTwins = (this.#merged.get(this.#ids.get(id) ?? id)?.entries.length ?? 0) !== 1;
    if (hasTurned && hasTwins) this.#merge();
    this.#changed.fire(hasTurned && hasTwins ? undefined : id);
  }

  /** Takes what the host says of a server's development; undefined: nothing. */
  setDev(id: ServerId, dev: DevState | undefined): void {
    if (dev === undefined) this.#dev.delete(id);
    else this.#dev.set(id, dev);
    if (this.get(id) !== undefined) this.#changed.fire(id);
  }

  /** Sets the state alone; what it ran before and what it offered is forgotten. */
  setState(id: ServerId, state: ServerState): void {
    const known = this.get(id);
    if (known !== undefined) this.update({ id, name: known.name, state, warnings: [] });
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #take(): void {
    this.#merge();
    for (const id of this.#snapshots.keys()) {
      if (!this.#ids.has(id) && !this.#isActive(id)) this.#snapshots.delete(id);
    }
    this.#changed.fire(undefined);
  }

  #merge(): void {
    const before = new Set(this.#merged.keys());
    const servers = mergeServers(
      candidatesOf(this.contents),
      (id) => this.#isActive(id),
      before,
      this.typed.key,
    );
    this.#merged = new Map(servers.map((server) => [server.id, server]));
    this.#ids = new Map(
      servers.flatMap(({ id, entries }) => entries.map((entry) => [entry.id, id])),
    );
  }

  #isActive(id: ServerId): boolean {
    const snapshot = this.#snapshots.get(id);
    return snapshot !== undefined && isActive(snapshot.state);
  }

  #known(id: ServerId): KnownServer {
    const [configured, ...alsoIn] =
      this.#merged.get(id)?.entries.map((entry) => entry.configured) ?? [];
    const reported = this.#snapshots.get(id);
    // Every view shows names: here they become fit for it.
    const name = visible(configured?.entry.name ?? reported?.name ?? id);
    const dev = this.#dev.get(id);
    const known: ServerSnapshot = reported
      ? { ...reported, name }
      : { id, name, state: unstarted(configured), warnings: [] };
    const snapshot = dev === undefined ? known : { ...known, dev };
    return { id, name, snapshot, alsoIn, ...(configured === undefined ? {} : { configured }) };
  }
}

function candidatesOf(contents: ReadonlyMap<ConfigSource, SourceContent>): Candidate[] {
  return [...contents].flatMap(([source, { config, uri }]) =>
    config.entries.map((entry) => ({
      id: `${source.key}/${entry.name}`,
      folder: launchFolder(source.folder),
      configured: {
        entry,
        source,
        inputs: config.inputs,
        ...(uri === undefined ? {} : { location: { uri, range: entry.range } }),
      },
    })),
  );
}

/** An entry that cannot be started says so before anybody tries. */
function unstarted(configured: ConfiguredServer | undefined): ServerState {
  const diagnosis = configured && entryDiagnosis(configured);
  return diagnosis === undefined ? { status: 'idle' } : { status: 'failed', diagnosis };
}
