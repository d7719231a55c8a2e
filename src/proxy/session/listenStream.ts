import { setTimeout } from 'node:timers/promises';
import { SUBSCRIPTION_ID_META_KEY } from '@modelcontextprotocol/client';
import { t } from '@vscode/l10n';
import type { Disposable } from 'vscode-jsonrpc';
import { isObject } from '../transport/jsonRpc';
import { WireError } from '../transport/wireError';
import type { RawNotification } from './connection';
import type { Params } from './protocol';
import type { RunningRequest, SessionLink } from './sessionLink';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;
/** A stream that never came to be is not asked for more often than this in a row. */
const MAX_VAIN_TRIES = 20;
const nothingTold = () => t('The server tells nothing of it');

export interface ListenStreamObserver {
  /** The server agreed. `again`: after a gap, in which changes may have gone unheard. */
  onOpen(honored: Params, again: boolean): void;
  /** It broke, and is tried again after that time. */
  onBreak(message: string, waitMs: number): void;
  /** The server will not have it, or it is given up. */
  onRefused(message: string): void;
}

/** How one try ended. */
interface End {
  readonly message: string;
  readonly isFinal: boolean;
}

/**
 * Keeps one `subscriptions/listen` open in the modern era, without which no server tells of a change there
 * (MCP 2026-07-28, Subscriptions). Opens it again when it breaks.
 */
export class ListenStream {
  readonly #link: SessionLink;
  readonly #filter: Params;
  readonly #observer: ListenStreamObserver;
  readonly #stopped = new AbortController();
  readonly #subscriptions: Disposable[];
  #request: RunningRequest | undefined;
  #id: number | undefined;
  #acknowledged = false;
  #wasOpen = false;
  /** The server agreed to tell of nothing that was asked for. */
  #isDeclined = false;

  constructor(link: SessionLink, filter: Params, observer: ListenStreamObserver) {
    this.#link = link;
    this.#filter = filter;
    this.#observer = observer;
    this.#subscriptions = [
      link.connection.onNotification((notification) => this.#hear(notification)),
      link.connection.onClose(() => this.stop()),
    ];
    void this.#listen();
  }

  /** Idempotent. */
  stop(): void {
    if (this.#stopped.signal.aborted) return;
    this.#stopped.abort();
    this.#request?.cancel(t('Not listened to any more'));
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #hear({ method, params }: RawNotification): void {
    if (method === 'notifications/cancelled' && params.requestId === this.#id) {
      // The server ends the stream, and says so where there is none of its own to be closed.
      this.#request?.cancel(t('The server ended it'));
      return;
    }
    if (method !== 'notifications/subscriptions/acknowledged') return;
    const of = isObject(params._meta) ? params._meta[SUBSCRIPTION_ID_META_KEY] : undefined;
    // A server that does not say which one means the one there is.
    if (of !== undefined && of !== this.#id) return;
    const honored = isObject(params.notifications) ? params.notifications : {};
    this.#acknowledged = isAnything(honored);
    if (!this.#acknowledged) {
      // It keeps a stream open on which nothing will ever come.
      this.#isDeclined = true;
      this.#request?.cancel(nothingTold());
      return;
    }
    this.#observer.onOpen(honored, this.#wasOpen);
    this.#wasOpen = true;
  }

  async #listen(): Promise<void> {
    const { signal } = this.#stopped;
    let waitMs = FIRST_WAIT_MS / 2;
    for (let vain = 0; !signal.aborted; ) {
      this.#acknowledged = false;
      const { message, isFinal } = await this.#listenOnce();
      if (signal.aborted) return;
      vain = this.#acknowledged ? 0 : vain + 1;
      if (isFinal || vain >= MAX_VAIN_TRIES) {
        this.#observer.onRefused(message);
        this.stop();
        return;
      }
      waitMs = this.#acknowledged ? FIRST_WAIT_MS : Math.min(waitMs * 2, LONGEST_WAIT_MS);
      this.#observer.onBreak(message, waitMs);
      await setTimeout(waitMs, undefined, { signal, ref: false }).catch(() => {
        // Stopped: the loop ends.
      });
    }
  }

  async #listenOnce(): Promise<End> {
    this.#request = this.#link.send({
      method: 'subscriptions/listen',
      params: { notifications: this.#filter },
      onId: (id) => {
        this.#id = id;
      },
    });
    try {
      const answer = await this.#request.answer;
      if ('error' in answer) return { message: answer.error.message, isFinal: true };
      // A result ends it in order: at once if there is nothing to be told.
      return this.#acknowledged
        ? { message: t('The server ended it'), isFinal: false }
        : { message: nothingTold(), isFinal: true };
    } catch (error) {
      const isFinal =
        this.#isDeclined ||
        this.#link.connection.isClosed ||
        (error instanceof WireError && error.failure.kind === 'http' && !this.#wasOpen);
      return { message: error instanceof Error ? error.message : String(error), isFinal };
    }
  }
}

function isAnything(honored: Params): boolean {
  return Object.values(honored).some((value) =>
    Array.isArray(value) ? value.length > 0 : value === true,
  );
}
