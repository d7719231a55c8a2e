import { t } from '@vscode/l10n';
import { Emitter } from 'vscode-jsonrpc/node';
import type { Subscription } from '../../shared/model/sessionState';
import { ListenStream } from './listenStream';
import type { Params } from './protocol';
import type { SessionLink } from './sessionLink';
import type { SessionLog } from './sessionLog';

const REQUEST_TIMEOUT_MS = 60_000;
const UPDATED = 'notifications/resources/updated';

/** The resources whose changes the server tells of, and when it last did. */
export class Subscriptions {
  readonly #link: SessionLink;
  readonly #log: SessionLog;
  readonly #records = new Map<string, Subscription>();
  /** Modern era: each has a stream of its own, so that none has a gap when another comes or goes. */
  readonly #streams = new Map<string, ListenStream>();
  readonly #changed = new Emitter<Subscription>();

  readonly onDidChange = this.#changed.event;

  constructor(link: SessionLink, log: SessionLog) {
    this.#link = link;
    this.#log = log;
    link.connection.onNotification(({ method, params }) => {
      if (method === UPDATED) this.#updated(params);
    });
  }

  list(): readonly Subscription[] {
    return [...this.#records.values()];
  }

  /**
   * Resolves when the server was asked (legacy era: has agreed). What becomes of it stands in the list.
   * @throws Error with what the server answered instead; WireError
   */
  async subscribe(uri: string): Promise<void> {
    const known = this.#records.get(uri);
    if (known && known.status !== 'refused') return;
    this.#streams.get(uri)?.stop();
    const { message: _refusal, ...before } = known ?? { changes: 0 };
    this.#put({ ...before, uri, status: 'opening' });
    if (this.#link.isModern) this.#listen(uri);
    else await this.#request('resources/subscribe', uri);
  }

  /** @throws Error with what the server answered instead; WireError */
  async unsubscribe(uri: string): Promise<void> {
    const record = this.#records.get(uri);
    if (!record) return;
    this.#records.delete(uri);
    this.#changed.fire(record);
    const stream = this.#streams.get(uri);
    this.#streams.delete(uri);
    if (stream) stream.stop();
    else if (record.status !== 'refused') await this.#send('resources/unsubscribe', uri);
  }

  /** Subscribes in this session to what one that is over was subscribed to. */
  async resume(before: readonly Subscription[]): Promise<void> {
    for (const { uri, changes, changedAt } of before) {
      this.#records.set(uri, {
        uri,
        status: 'refused',
        changes,
        ...(changedAt !== undefined && { changedAt }),
      });
      await this.subscribe(uri).catch((error: Error) =>
        this.#log.note(
          'warning',
          t('{0} could not be subscribed to again: {1}', uri, error.message),
        ),
      );
    }
  }

  async #request(method: string, uri: string): Promise<void> {
    try {
      await this.#send(method, uri);
      this.#become(uri, { status: 'active' });
    } catch (error) {
      this.#become(uri, { status: 'refused', message: (error as Error).message });
      throw error;
    }
  }

  async #send(method: string, uri: string): Promise<void> {
    const request = { method, params: { uri }, timeout: REQUEST_TIMEOUT_MS };
    const answer = await this.#link.send(request).answer;
    if ('error' in answer) throw new Error(answer.error.message);
  }

  #listen(uri: string): void {
    const stream = new ListenStream(
      this.#link,
      { resourceSubscriptions: [uri] },
      {
        onOpen: (_honored, again) => {
          this.#become(uri, { status: 'active' });
          if (again) this.#log.note('notice', t('{0} is subscribed to again.', uri));
        },
        onBreak: (message, waitMs) => {
          this.#become(uri, { status: 'broken', message });
          this.#log.note(
            'warning',
            t(
              'The subscription to {0} broke ({1}). It is opened again in {2} ms.',
              uri,
              message,
              waitMs,
            ),
          );
        },
        onRefused: (message) => {
          this.#become(uri, { status: 'refused', message });
          this.#log.note(
            'warning',
            t('The server does not tell of changes of {0}: {1}', uri, message),
          );
        },
      },
    );
    this.#streams.set(uri, stream);
  }

  #updated({ uri }: Params): void {
    if (typeof uri !== 'string') return;
    // A server may tell of a part of what was subscribed to (MCP 2025-11-25, ResourceUpdatedNotification).
    const record = this.#records.get(uri) ?? this.#parentOf(uri);
    if (record) this.#put({ ...record, changes: record.changes + 1, changedAt: Date.now() });
  }

  #parentOf(uri: string): Subscription | undefined {
    return this.list().find((one) => uri.startsWith(one.uri.replace(/\/?$/, '/')));
  }

  #become(uri: string, { status, message }: Pick<Subscription, 'status' | 'message'>): void {
    const record = this.#records.get(uri);
    if (!record) return;
    const { message: _before, ...rest } = record;
    this.#put({ ...rest, status, ...(message !== undefined && { message }) });
  }

  #put(record: Subscription): void {
    this.#records.set(record.uri, record);
    this.#changed.fire(record);
  }
}
