import { type Disposable, type Event, EventEmitter, workspace } from 'vscode';
import { SETTINGS, SETTINGS_SECTION } from '../ids';
import type { KnownServer } from '../servers/knownServer';
import type { ServerRegistry } from '../servers/serverRegistry';
import { DisposableStore } from '../util/disposableStore';
import { targetOf } from './settingTarget';

/** In the setting: every server. */
export const ALL = '*';

const KEY = `${SETTINGS_SECTION}.${SETTINGS.watchedServers}`;

/** Which servers are offered to VS Code's chat through the relay, by the setting. */
export class WatchedServers implements Disposable {
  readonly #changed = new EventEmitter<void>();
  /** Others are watched than before, or the list of servers has changed. */
  readonly onDidChange: Event<void> = this.#changed.event;
  readonly #disposables = new DisposableStore();

  constructor(private readonly registry: ServerRegistry) {
    this.#disposables.add(this.#changed);
    this.#disposables.add(
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(KEY)) this.#changed.fire();
      }),
    );
    this.#disposables.add(
      registry.onDidChange((id) => {
        if (id === undefined) this.#changed.fire();
      }),
    );
  }

  get servers(): readonly KnownServer[] {
    const names = watchedNames();
    return this.registry.servers.filter((server) => isWatchable(server) && isNamed(server, names));
  }

  isWatched(server: KnownServer): boolean {
    return isWatchable(server) && isNamed(server, watchedNames());
  }

  /** Offers a server to the chat, or no longer. Where all were offered, the others still are. */
  async watch(server: KnownServer, watched: boolean): Promise<void> {
    const names = new Set(watchedNames());
    if (!watched && names.delete(ALL)) {
      for (const other of this.registry.servers) if (isWatchable(other)) names.add(other.name);
    }
    if (watched && !names.has(ALL)) names.add(server.name);
    if (!watched) names.delete(server.name);
    await this.#keep([...names]);
  }

  /** Offers every server to the chat, also those to come, or none. */
  async watchAll(watched: boolean): Promise<void> {
    await this.#keep(watched ? [ALL] : []);
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  async #keep(names: readonly string[]): Promise<void> {
    const settings = workspace.getConfiguration(SETTINGS_SECTION);
    const target = targetOf(settings.inspect(SETTINGS.watchedServers));
    await settings.update(SETTINGS.watchedServers, names, target);
  }
}

/** A server that only still runs can be offered to nobody. */
function isWatchable({ configured }: KnownServer): boolean {
  return configured !== undefined;
}

function isNamed({ name }: KnownServer, names: readonly string[]): boolean {
  return names.includes(ALL) || names.includes(name);
}

function watchedNames(): readonly string[] {
  const value = workspace.getConfiguration(SETTINGS_SECTION).get<unknown>(SETTINGS.watchedServers);
  return Array.isArray(value) ? value.filter((name) => typeof name === 'string') : [];
}
