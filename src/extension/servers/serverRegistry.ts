import { type Disposable, EventEmitter } from 'vscode';
import type { ServerId } from '../../shared/model/server';
import { isActive, type ServerSnapshot, type ServerState } from '../../shared/model/state';
import { visible } from '../../shared/text/visible';
import type { ConfigSource, SourceContent } from '../sources/configSource';
import { DisposableStore } from '../util/disposableStore';
import { entryDiagnosis } from './hostDiagnoses';
import type { ConfiguredServer, KnownServer } from './knownServer';

/** One server has changed, or (undefined) the list of servers has. */
export type RegistryChange = ServerId | undefined;

/** All servers of all sources, joined with what the proxy reports of them. Every view is drawn from it. */
export class ServerRegistry implements Disposable {
  readonly #changed = new EventEmitter<RegistryChange>();
  readonly onDidChange = this.#changed.event;
  readonly #disposables = new DisposableStore();
  readonly #sourceDisposables = new DisposableStore();
  readonly #contents = new Map<ConfigSource, SourceContent>();
  #configured = new Map<ServerId, ConfiguredServer>();
  readonly #snapshots = new Map<ServerId, ServerSnapshot>();

  constructor(private readonly typed: ConfigSource) {
    for (const item of [this.#changed, this.#sourceDisposables]) this.#disposables.add(item);
    this.#disposables.add(typed.onDidChange(() => void this.reload(typed)));
  }

  /** Replaces the sources by `found`, and reads them all. */
  async useSources(found: readonly ConfigSource[]): Promise<void> {
    this.#sourceDisposables.clear();
    this.#contents.clear();
    for (const source of found) {
      this.#sourceDisposables.add(source);
      this.#sourceDisposables.add(source.onDidChange(() => void this.reload(source)));
    }
    await this.#read([...found, this.typed]);
  }

  /** Reads one source again, or all of them. */
  async reload(source?: ConfigSource): Promise<void> {
    await this.#read(source === undefined ? [...this.#contents.keys()] : [source]);
  }

  /** In the order of their sources; servers that run without an entry come last. */
  get servers(): readonly KnownServer[] {
    const orphans = [...this.#snapshots.values()].filter(
      ({ id, state }) => !this.#configured.has(id) && isActive(state),
    );
    return [...this.#configured.keys(), ...orphans.map(({ id }) => id)].map((id) =>
      this.#known(id),
    );
  }

  get(id: ServerId): KnownServer | undefined {
    return this.#configured.has(id) || this.#snapshots.has(id) ? this.#known(id) : undefined;
  }

  /** What each source holds, in order. */
  get contents(): ReadonlyMap<ConfigSource, SourceContent> {
    return this.#contents;
  }

  /** Takes what the proxy, or the host while it prepares a launch, says of a server. */
  update(snapshot: ServerSnapshot): void {
    const wasActive = isActive(this.#snapshots.get(snapshot.id)?.state ?? { status: 'idle' });
    this.#snapshots.set(snapshot.id, snapshot);
    const orphan = !this.#configured.has(snapshot.id);
    this.#changed.fire(orphan && wasActive !== isActive(snapshot.state) ? undefined : snapshot.id);
  }

  /** Sets the state alone; what it ran before and what it offered is forgotten. */
  setState(id: ServerId, state: ServerState): void {
    const known = this.get(id);
    if (known !== undefined) this.update({ id, name: known.name, state, warnings: [] });
  }

  dispose(): void {
    this.#disposables.dispose();
    this.typed.dispose();
  }

  async #read(sources: readonly ConfigSource[]): Promise<void> {
    const contents = await Promise.all(
      sources.map(async (source) => [source, await source.read()] as const),
    );
    for (const [source, content] of contents) this.#contents.set(source, content);
    this.#configured = configuredServers(this.#contents);
    for (const [id, { state }] of this.#snapshots) {
      if (!this.#configured.has(id) && !isActive(state)) this.#snapshots.delete(id);
    }
    this.#changed.fire(undefined);
  }

  #known(id: ServerId): KnownServer {
    const configured = this.#configured.get(id);
    const reported = this.#snapshots.get(id);
    // Every view shows names: here they become fit for it.
    const name = visible(configured?.entry.name ?? reported?.name ?? id);
    const snapshot = reported
      ? { ...reported, name }
      : { id, name, state: unstarted(configured), warnings: [] };
    return { id, name, snapshot, alsoIn: [], ...(configured === undefined ? {} : { configured }) };
  }
}

function configuredServers(
  contents: ReadonlyMap<ConfigSource, SourceContent>,
): Map<ServerId, ConfiguredServer> {
  const servers = new Map<ServerId, ConfiguredServer>();
  for (const [source, { config, uri }] of contents) {
    for (const entry of config.entries) {
      servers.set(`${source.key}/${entry.name}`, {
        entry,
        source,
        inputs: config.inputs,
        ...(uri === undefined ? {} : { location: { uri, range: entry.range } }),
      });
    }
  }
  return servers;
}

/** An entry that cannot be started says so before anybody tries. */
function unstarted(configured: ConfiguredServer | undefined): ServerState {
  const diagnosis = configured && entryDiagnosis(configured);
  return diagnosis === undefined ? { status: 'idle' } : { status: 'failed', diagnosis };
}
