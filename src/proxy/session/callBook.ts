import { randomUUID } from 'node:crypto';
import { Emitter } from 'vscode-jsonrpc/node';
import type { ServerId } from '../../shared/model/server';
import type { CallId, CallRecord } from '../../shared/model/session';
import { throttle } from '../traffic/throttle';
import { WireError } from '../transport/wireError';
import { CallMemory } from './callMemory';
import { type Answer, InvalidAnswerError } from './connection';
import type { Params } from './protocol';
import { type SessionLink, Stopped } from './sessionLink';

/** Progress may come faster than anyone can see it. */
const PROGRESS_MS = 50;

export interface CallRequest {
  readonly method: string;
  readonly params: Params;
  /** In ms; absent or 0: no limit. Progress does not extend it. */
  readonly timeout?: number;
}

interface Running {
  /** Of the round that is under way. */
  progressToken: unknown;
  readonly announce: ReturnType<typeof throttle>;
  cancel(): void;
}

/** The requests that a person makes: sent as they are, their answers kept as they came. */
export class CallBook {
  readonly #serverId: ServerId;
  readonly #link: SessionLink;
  /** HTTP headers that belong to a request. */
  readonly #headersFor: (method: string, params: Params) => Readonly<Record<string, string>>;
  readonly #memory = new CallMemory();
  readonly #running = new Map<CallId, Running>();
  readonly #changed = new Emitter<CallRecord>();

  readonly onDidChange = this.#changed.event;

  constructor(
    serverId: ServerId,
    link: SessionLink,
    headersFor: (method: string, params: Params) => Readonly<Record<string, string>>,
  ) {
    this.#serverId = serverId;
    this.#link = link;
    this.#headersFor = headersFor;
    link.connection.onNotification(({ method, params }) => {
      if (method === 'notifications/progress') this.#progress(params);
    });
  }

  start({ method, params, timeout }: CallRequest): CallRecord {
    const record: CallRecord = {
      id: randomUUID(),
      serverId: this.#serverId,
      method,
      params,
      status: 'running',
      startedAt: Date.now(),
    };
    const running: Running = {
      progressToken: undefined,
      announce: throttle(() => this.#announce(record.id), PROGRESS_MS),
      cancel: () => request.cancel('Cancelled by the user'),
    };
    this.#running.set(record.id, running);
    this.#memory.put(record, 0);
    const request = this.#link.send({
      method,
      params,
      headers: this.#headersFor(method, params),
      ...(timeout !== undefined && { timeout }),
      onToken: (token) => {
        running.progressToken = token;
      },
    });
    request.answer.then(
      (answer) => this.#end(record.id, outcomeOfAnswer(answer), answer.size),
      (error) => this.#end(record.id, outcomeOfError(error), 0),
    );
    this.#changed.fire(record);
    return record;
  }

  cancel(id: CallId): void {
    this.#running.get(id)?.cancel();
  }

  cancelAll(): void {
    for (const id of this.#running.keys()) this.cancel(id);
  }

  /** Oldest first; older ones without their results. */
  list(): readonly CallRecord[] {
    return this.#memory.list();
  }

  get(id: CallId): CallRecord | undefined {
    return this.#memory.get(id);
  }

  #announce(id: CallId): void {
    const record = this.#memory.get(id);
    if (record) this.#changed.fire(record);
  }

  #progress(params: Params): void {
    const { progressToken, progress, total, message } = params;
    if (typeof progress !== 'number') return;
    for (const [id, running] of this.#running) {
      if (running.progressToken !== progressToken) continue;
      this.#memory.change(id, {
        progress: {
          progress,
          ...(typeof total === 'number' && { total }),
          ...(typeof message === 'string' && { message }),
        },
      });
      running.announce();
      return;
    }
  }

  #end(id: CallId, outcome: Partial<CallRecord>, size: number): void {
    this.#running.get(id)?.announce.stop();
    this.#running.delete(id);
    const record = this.#memory.change(id, { ...outcome, endedAt: Date.now() }, size);
    if (record) this.#changed.fire(record);
  }
}

function outcomeOfAnswer(answer: Answer): Partial<CallRecord> {
  return 'error' in answer
    ? { status: 'failed', error: answer.error }
    : { status: 'succeeded', result: answer.result };
}

function outcomeOfError(error: unknown): Partial<CallRecord> {
  if (error instanceof Stopped) return { status: error.why, error: { message: error.message } };
  const message = error instanceof Error ? error.message : String(error);
  return { status: 'failed', error: { message, ...dataOf(error) } };
}

/** What the server did say, when it was no proper answer. */
function dataOf(error: unknown): { data: unknown } | undefined {
  if (error instanceof InvalidAnswerError) return { data: error.raw };
  if (error instanceof WireError && error.failure.kind === 'http') {
    const { status, headers, bodyHead } = error.failure.exchange;
    return { data: { status, headers, bodyHead } };
  }
  return undefined;
}
