import { type Disposable, EventEmitter } from 'vscode';
import type { PendingRequest, PendingRequestId } from '../../shared/model/pendingRequest';
import type { ServerId } from '../../shared/model/server';
import { isActive } from '../../shared/model/state';
import type { ProxySupervisor } from '../supervisor/proxySupervisor';
import { DisposableStore } from '../util/disposableStore';
import type { ServerRegistry } from './serverRegistry';

/** What servers ask of the person and nobody has answered yet, whether a panel is open or not. */
export class WaitingRequests implements Disposable {
  readonly #waiting = new Map<ServerId, Map<PendingRequestId, PendingRequest>>();
  readonly #disposables = new DisposableStore();
  readonly #changed = this.#disposables.add(new EventEmitter<ServerId>());
  readonly #asked = this.#disposables.add(new EventEmitter<PendingRequest>());
  /** Another number of requests waits at that server. */
  readonly onDidChange = this.#changed.event;
  /** A server asks something new. */
  readonly onDidAsk = this.#asked.event;

  constructor(
    private readonly registry: Pick<ServerRegistry, 'get' | 'onDidChange'>,
    { notifications }: Pick<ProxySupervisor, 'notifications'>,
  ) {
    this.#disposables.add(
      notifications.on('inspector/pendingRequestChanged', (request) => this.#take(request)),
    );
    // When the proxy is gone, nobody says that its requests are.
    this.#disposables.add(registry.onDidChange(() => this.#forgetDead()));
  }

  /** Oldest first. */
  of(id: ServerId): readonly PendingRequest[] {
    return [...(this.#waiting.get(id)?.values() ?? [])];
  }

  get total(): number {
    return [...this.#waiting.values()].reduce((sum, { size }) => sum + size, 0);
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #take(request: PendingRequest): void {
    const { id, serverId, status } = request;
    const waiting = this.#waiting.get(serverId) ?? new Map<PendingRequestId, PendingRequest>();
    if ((status === 'pending') === waiting.has(id)) return;
    if (status === 'pending') waiting.set(id, request);
    else waiting.delete(id);
    this.#waiting.set(serverId, waiting);
    this.#changed.fire(serverId);
    if (status === 'pending') this.#asked.fire(request);
  }

  #forgetDead(): void {
    for (const [id, waiting] of this.#waiting) {
      const server = this.registry.get(id);
      if (server !== undefined && isActive(server.snapshot.state)) continue;
      this.#waiting.delete(id);
      if (waiting.size > 0) this.#changed.fire(id);
    }
  }
}
