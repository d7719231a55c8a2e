import { type Disposable, EventEmitter } from 'vscode';
import type { RelayedClient } from '../../shared/model/relayedClient';
import type { ServerId } from '../../shared/model/server';
import type { ProxySupervisor } from '../supervisor/proxySupervisor';
import { DisposableStore } from '../util/disposableStore';

/** Which other MCP clients speak to servers through this window, as the proxy tells. */
export class OtherClients implements Disposable {
  readonly #clients = new Map<ServerId, readonly RelayedClient[]>();
  readonly #disposables = new DisposableStore();
  readonly #changed = this.#disposables.add(new EventEmitter<ServerId>());
  /** Others speak to that server than before. */
  readonly onDidChange = this.#changed.event;

  constructor(supervisor: Pick<ProxySupervisor, 'notifications' | 'onDidStart'>) {
    this.#disposables.add(
      supervisor.notifications.on('relay/clientsChanged', ({ serverId, clients }) => {
        this.#clients.set(serverId, clients);
        this.#changed.fire(serverId);
      }),
    );
    // Nobody was connected to a proxy that has only just begun.
    this.#disposables.add(supervisor.onDidStart(() => this.#forget()));
  }

  of(id: ServerId): readonly RelayedClient[] {
    return this.#clients.get(id) ?? [];
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #forget(): void {
    const ids = [...this.#clients.keys()];
    this.#clients.clear();
    for (const id of ids) this.#changed.fire(id);
  }
}
