import { type Disposable, EventEmitter } from 'vscode';
import type { ServerId } from '../../shared/model/server';
import type { Catalog } from '../../shared/model/session';
import { isReady } from '../../shared/model/state';
import type { ProxySupervisor } from '../supervisor/proxySupervisor';
import { DisposableStore } from '../util/disposableStore';
import type { ServerRegistry } from './serverRegistry';

/** What ready servers offer, fetched when somebody looks. */
export class CatalogCache implements Disposable {
  readonly #catalogs = new Map<ServerId, Promise<Catalog>>();
  readonly #changed = new EventEmitter<ServerId>();
  readonly onDidChange = this.#changed.event;
  readonly #disposables = new DisposableStore();

  constructor(
    private readonly registry: ServerRegistry,
    private readonly supervisor: ProxySupervisor,
  ) {
    this.#disposables.add(this.#changed);
    this.#disposables.add(
      supervisor.notifications.on('inspector/catalogChanged', ({ serverId }) => {
        this.#catalogs.delete(serverId);
        this.#changed.fire(serverId);
      }),
    );
    this.#disposables.add(registry.onDidChange((id) => this.#forget(id)));
  }

  /** The lists of a ready server; undefined when it is not ready or they cannot be had. */
  async get(id: ServerId): Promise<Catalog | undefined> {
    const server = this.registry.get(id);
    if (server === undefined || !isReady(server.snapshot.state)) return undefined;
    let catalog = this.#catalogs.get(id);
    if (catalog === undefined) {
      catalog = this.supervisor.request('inspector/catalog', { serverId: id });
      this.#catalogs.set(id, catalog);
    }
    return catalog.catch(() => {
      this.#catalogs.delete(id);
      return undefined;
    });
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #forget(id: ServerId | undefined): void {
    const state = id === undefined ? undefined : this.registry.get(id)?.snapshot.state;
    if (id !== undefined && (state === undefined || !isReady(state))) this.#catalogs.delete(id);
  }
}
