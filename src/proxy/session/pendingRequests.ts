import { randomUUID } from 'node:crypto';
import { t } from '@vscode/l10n';
import { Emitter } from 'vscode-jsonrpc/node';
import type {
  PendingRequest,
  PendingRequestId,
  PendingRequestOrigin,
  PendingRequestStatus,
  RequestAnswer,
} from '../../shared/model/pendingRequest';
import type { TaskId } from '../../shared/model/task';
import { ServerClock } from '../clock/serverClock';
import type { Params } from './protocol';

/** How many may wait: no person answers more, and a server must not fill the memory with them. */
export const MAX_PENDING = 1000;
/** How many of those that have ended are remembered. */
const MAX_ENDED = 200;

export interface NewRequest {
  readonly method: string;
  readonly params: Params;
  readonly origin: PendingRequestOrigin;
  readonly taskId?: string | undefined;
}

/** How a request of the server ended. */
export interface PendingOutcome {
  readonly status: Exclude<PendingRequestStatus, 'pending'>;
  /** What a server that waits is to be told; absent when there is none that waits. */
  readonly answer?: RequestAnswer;
}

/** How a person answers. */
export type PersonsAnswer =
  | RequestAnswer
  /** Says no. */
  | { readonly action: 'decline' }
  /** Says neither yes nor no. */
  | { readonly action: 'cancel' };

interface Waiting {
  readonly settle: (outcome: PendingOutcome) => void;
  readonly endTimer: () => void;
}

/** "User rejected sampling request" (MCP 2025-11-25, Sampling, Error Handling). */
const REJECTED = -1;
const REQUEST_TIMEOUT = -32001;

/** What the server asks of a person, until it is answered, and for a while after. */
export class PendingRequests {
  readonly #ids: Pick<PendingRequest, 'serverId' | 'sessionId'>;
  readonly #timeoutMs: number;
  readonly #clock: ServerClock;
  readonly #records = new Map<PendingRequestId, PendingRequest>();
  readonly #waiting = new Map<PendingRequestId, Waiting>();
  readonly #changed = new Emitter<PendingRequest>();

  /** One came, or ended. */
  readonly onDidChange = this.#changed.event;

  /**
   * @param timeoutMs after which nobody is waited for any longer; 0: never
   * @param before those of a session in whose place this one comes; all have ended
   * @param clock by which the time is measured
   */
  constructor(
    ids: Pick<PendingRequest, 'serverId' | 'sessionId'>,
    timeoutMs: number,
    before: readonly PendingRequest[] = [],
    clock = new ServerClock(),
  ) {
    this.#ids = ids;
    this.#clock = clock;
    this.#timeoutMs = timeoutMs;
    for (const record of before) this.#records.set(record.id, record);
  }

  /** Oldest first. */
  list(): readonly PendingRequest[] {
    return [...this.#records.values()];
  }

  get(id: PendingRequestId): PendingRequest | undefined {
    return this.#records.get(id);
  }

  /** As many wait as may. */
  get isFull(): boolean {
    return this.#waiting.size >= MAX_PENDING;
  }

  /** Puts it before the person. The outcome never rejects. */
  ask(request: NewRequest): { record: PendingRequest; outcome: Promise<PendingOutcome> } {
    const receivedAt = Date.now();
    const record: PendingRequest = {
      ...this.#recordOf(request, receivedAt),
      status: 'pending',
      ...(this.#timeoutMs > 0 && { deadline: receivedAt + this.#timeoutMs }),
    };
    const { promise: outcome, resolve: settle } = Promise.withResolvers<PendingOutcome>();
    this.#waiting.set(record.id, { settle, endTimer: this.#limit(record) });
    this.#put(record);
    return { record, outcome };
  }

  /** Notes one that the session has answered itself. */
  note(request: NewRequest, result: unknown): void {
    const now = Date.now();
    this.#put({
      ...this.#recordOf(request, now),
      status: 'answered',
      endedAt: now,
      answer: { result },
      automatic: true,
    });
    this.#forget();
  }

  /** @throws Error when it does not wait for an answer (any more) */
  answer(id: PendingRequestId, answer: PersonsAnswer): void {
    const record = this.#records.get(id);
    if (record?.status !== 'pending') {
      throw new Error(
        record
          ? t('The request waits for no answer: {0}.', record.status)
          : t('The request waits for no answer: it is unknown.'),
      );
    }
    if (!('action' in answer)) {
      const action = actionOf(record, answer);
      this.#end(id, STATUS_OF[action], answer);
    } else {
      this.#end(id, STATUS_OF[answer.action], refusalOf(record, answer.action));
    }
  }

  /** It needs no answer any more. No effect on one that has ended. */
  drop(id: PendingRequestId, status: 'withdrawn' | 'cancelled' | 'lost'): void {
    const record = this.#records.get(id);
    if (record?.status === 'pending') this.#end(id, status);
  }

  /** What belongs to a task that has ended needs no answer any more. */
  dropOfTask(taskId: TaskId): void {
    for (const { id, ...record } of this.list()) {
      if (record.taskId === taskId) this.drop(id, 'withdrawn');
    }
  }

  /** What was begun at the address of this elicitation is complete (`notifications/elicitation/complete`). */
  complete(elicitationId: unknown): void {
    if (typeof elicitationId !== 'string') return;
    for (const record of this.#records.values()) {
      if (record.params.elicitationId !== elicitationId || record.completedAt !== undefined)
        continue;
      this.#put({ ...record, completedAt: Date.now() });
    }
  }

  /** The session is over. */
  end(): void {
    for (const id of [...this.#waiting.keys()]) this.drop(id, 'lost');
  }

  #recordOf({ method, params, origin, taskId }: NewRequest, receivedAt: number) {
    return {
      id: randomUUID(),
      ...this.#ids,
      method,
      params,
      origin,
      ...(taskId !== undefined && { taskId }),
      receivedAt,
    };
  }

  #limit(record: PendingRequest): () => void {
    if (this.#timeoutMs <= 0) return () => {};
    return this.#clock.after(this.#timeoutMs, () => this.#expire(record), {
      unref: true,
      onMoved: (deadline) => this.#put({ ...this.#records.get(record.id)!, deadline }),
    });
  }

  #expire(record: PendingRequest): void {
    const message = t('Nobody answered within {0} ms', this.#timeoutMs);
    const answer: RequestAnswer =
      record.method === 'elicitation/create'
        ? { result: { action: 'cancel' } }
        : { error: { code: REQUEST_TIMEOUT, message } };
    this.#end(record.id, 'timedOut', answer);
  }

  #end(id: PendingRequestId, status: PendingOutcome['status'], answer?: RequestAnswer): void {
    const waiting = this.#waiting.get(id);
    const record = this.#records.get(id);
    if (!waiting || !record) return;
    this.#waiting.delete(id);
    waiting.endTimer();
    const outcome = { status, ...(answer && { answer }) };
    this.#put({ ...record, ...outcome, endedAt: Date.now() });
    waiting.settle(outcome);
    this.#forget();
  }

  #put(record: PendingRequest): void {
    this.#records.set(record.id, record);
    this.#changed.fire(record);
  }

  #forget(): void {
    let surplus = this.#records.size - this.#waiting.size - MAX_ENDED;
    for (const id of this.#records.keys()) {
      if (surplus <= 0) return;
      if (this.#waiting.has(id)) continue;
      this.#records.delete(id);
      surplus--;
    }
  }
}

const STATUS_OF = { accept: 'answered', decline: 'declined', cancel: 'cancelled' } as const;

/** What an answer to an elicitation says; anything else is an answer. */
function actionOf({ method }: PendingRequest, answer: RequestAnswer): keyof typeof STATUS_OF {
  if ('error' in answer) return 'decline';
  const { result } = answer;
  if (method !== 'elicitation/create' || typeof result !== 'object' || result === null) {
    return 'accept';
  }
  const { action } = result as { readonly action?: unknown };
  return action === 'decline' || action === 'cancel' ? action : 'accept';
}

function refusalOf({ method }: PendingRequest, action: 'decline' | 'cancel'): RequestAnswer {
  if (method === 'elicitation/create') return { result: { action } };
  return { error: { code: REJECTED, message: t('The user rejected {0}', method) } };
}
