import type { PanelEvents } from '../rpc/connectPanel';

type EventName = keyof PanelEvents;
type Listener<E extends EventName> = NonNullable<PanelEvents[E]>;

/** What the host tells, for any number of listeners. */
export class HostEvents {
  readonly #listeners = new Map<EventName, Set<(params: never) => void>>();

  /** @returns what ends it */
  on<E extends EventName>(event: E, listener: Listener<E>): () => void {
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners);
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  /** Handlers for a connection, one for each of `events`, which hand on to the listeners of the moment. */
  handlers(events: readonly EventName[]): PanelEvents {
    const entries = events.map((event) => [
      event,
      (params: never) => {
        for (const listener of [...(this.#listeners.get(event) ?? [])]) listener(params);
      },
    ]);
    return Object.fromEntries(entries) as PanelEvents;
  }
}
