import type { Disposable } from 'vscode';
import { type ProxyContract, proxyContract } from '../../shared/contracts/proxyContract';
import type { NotificationName, NotificationParams } from '../../shared/rpc/contract';
import type { NotificationHandlers } from '../../shared/rpc/peer';

export type ProxyEvent = NotificationName<ProxyContract>;
type Listener<N extends ProxyEvent> = (params: NotificationParams<ProxyContract, N>) => void;

/** Hands the proxy's notifications to whoever listens, across its restarts. */
export class NotificationHub {
  readonly #listeners = new Map<ProxyEvent, Set<Listener<ProxyEvent>>>();

  on<N extends ProxyEvent>(name: N, listener: Listener<N>): Disposable {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners);
    listeners.add(listener as Listener<ProxyEvent>);
    return { dispose: () => void listeners.delete(listener as Listener<ProxyEvent>) };
  }

  readonly handlers = Object.fromEntries(
    (Object.keys(proxyContract.notifications) as ProxyEvent[]).map((name) => [
      name,
      (params: never) => {
        for (const listener of this.#listeners.get(name) ?? []) listener(params);
      },
    ]),
  ) as unknown as NotificationHandlers<ProxyContract>;
}
