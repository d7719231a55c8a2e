import { setTimeout } from 'node:timers/promises';
import { isObject } from '../transport/jsonRpc';
import { WireError } from '../transport/wireError';
import type { Params } from './protocol';
import type { RunningRequest, SessionLink } from './sessionLink';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;

/**
 * Keeps a `subscriptions/listen` open in the modern era, without which no server tells of a change there
 * (MCP 2026-07-28, Subscriptions). Opens it again when it breaks.
 */
export class Listening {
  readonly #link: SessionLink;
  readonly #onMissed: () => void;
  readonly #stopped = new AbortController();
  #request: RunningRequest | undefined;
  #acknowledged = false;

  /** @param onMissed called after a gap, in which changes may have gone unheard. */
  constructor(link: SessionLink, onMissed: () => void) {
    this.#link = link;
    this.#onMissed = onMissed;
    link.connection.onClose(() => this.stop());
  }

  /** Returns at once. Does nothing where changes are told unasked, or where none will ever be. */
  start(): void {
    const filter = changesOf(this.#link.negotiated.capabilities);
    if (this.#link.negotiated.era !== 'modern' || Object.keys(filter).length === 0) return;
    this.#link.connection.onNotification(({ method, params }) => {
      if (method === 'notifications/subscriptions/acknowledged') this.#acknowledge(params);
    });
    void this.#listen(filter);
  }

  stop(): void {
    this.#stopped.abort();
    this.#request?.cancel('The session ends');
  }

  #acknowledge(params: Params): void {
    const honored = params.notifications;
    this.#acknowledged = isObject(honored) && Object.keys(honored).length > 0;
  }

  async #listen(filter: Params): Promise<void> {
    const { signal } = this.#stopped;
    let waitMs = FIRST_WAIT_MS;
    while (!signal.aborted) {
      this.#acknowledged = false;
      const mayBreak = await this.#listenOnce(filter);
      if (!mayBreak) return;
      waitMs = this.#acknowledged ? FIRST_WAIT_MS : Math.min(waitMs * 2, LONGEST_WAIT_MS);
      await setTimeout(waitMs, undefined, { signal, ref: false }).catch(() => {
        // Stopped: the loop ends.
      });
      if (!signal.aborted) this.#onMissed();
    }
  }

  /** Resolves when it is over, with whether it is worth another try. */
  async #listenOnce(filter: Params): Promise<boolean> {
    this.#request = this.#link.send({
      method: 'subscriptions/listen',
      params: { notifications: filter },
    });
    try {
      // An error is a refusal. A result ends it in order: at once if there is nothing to be told.
      const answer = await this.#request.answer;
      return 'result' in answer && this.#acknowledged;
    } catch (error) {
      const broke = error instanceof WireError && error.failure.kind !== 'http';
      return broke && !this.#link.connection.isClosed;
    }
  }
}

/** All changes of lists that the server says it tells of. */
function changesOf(capabilities: Params): Params {
  const tells = (name: string) => {
    const capability = capabilities[name];
    return isObject(capability) && capability.listChanged === true;
  };
  return {
    ...(tells('tools') && { toolsListChanged: true }),
    ...(tells('prompts') && { promptsListChanged: true }),
    ...(tells('resources') && { resourcesListChanged: true }),
  };
}
