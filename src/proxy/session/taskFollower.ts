import { t } from '@vscode/l10n';
import { isTerminal, type TaskRecord } from '../../shared/model/task';
import { isObject } from '../transport/jsonRpc';
import type { Answer } from './connection';
import { type Answering, InputCollection, readInputRequests } from './inputRequests';
import type { Params } from './protocol';
import { type SessionLink, Stopped } from './sessionLink';
import { readTask } from './taskProtocol';

/** Where the server does not say how often it wants to be asked. */
const DEFAULT_POLL_MS = 1000;
/** A server that wants to be asked without a pause is given one all the same. */
const SHORTEST_POLL_MS = 20;
const LONGEST_POLL_MS = 2 ** 31 - 1;
const POLL_TIMEOUT_MS = 60_000;
/** How many questions in a row may fail before it is given up. */
const MAX_FAILURES = 5;

export type TaskChange = Partial<Omit<TaskRecord, 'id' | 'serverId' | 'sessionId'>>;

export interface TaskFollowerHost {
  readonly link: SessionLink;
  readonly answering: Answering;
  record(): TaskRecord;
  change(change: TaskChange): void;
}

/** Asks about one task, as often as the server wants, until it has ended; fetches its result. */
export class TaskFollower {
  readonly #host: TaskFollowerHost;
  readonly #stopped = new AbortController();
  /** Keys of what the server asked for, which come again until they are answered. */
  readonly #asked = new Set<string>();
  #input: InputCollection | undefined;
  #result: Promise<void> | undefined;
  #wake: () => void = () => {};
  /** Asked for now, while it was busy. */
  #nudged = false;
  /** It was asked about after it had ended. */
  #askedForEnd = false;

  constructor(host: TaskFollowerHost) {
    this.#host = host;
    void this.#follow();
  }

  /** The server told of the task by itself. */
  told(task: Params): void {
    this.#take(task);
    if (isTerminal(this.#host.record().status)) this.nudge();
  }

  /** Asks now. */
  nudge(): void {
    this.#nudged = true;
    this.#wake();
  }

  /** Asks no more. What a person was asked for it is dropped. */
  stop(status: 'withdrawn' | 'lost' = 'lost'): void {
    this.#stopped.abort();
    this.#wake();
    this.#input?.drop(status);
  }

  async #follow(): Promise<void> {
    const { record, change } = this.#host;
    const { signal } = this.#stopped;
    this.#take(record().task);
    for (let failures = 0; this.#wantsNews(); ) {
      if (!isTerminal(record().status)) await this.#pause();
      if (signal.aborted) return;
      if (!this.#wantsNews()) break;
      const problem = await this.#ask();
      failures = problem === undefined ? 0 : failures + 1;
      if (problem && (problem.isFinal || failures >= MAX_FAILURES)) {
        this.#giveUp(problem.message);
        return;
      }
    }
    this.#host.answering.pending.dropOfTask(record().id);
    await this.#fetchResult();
    if (!signal.aborted) change({ isFollowed: false });
  }

  /** It has not ended; or, in the modern era, only its status is known: the result stands in the task. */
  #wantsNews(): boolean {
    const { status, result, error } = this.#host.record();
    if (!isTerminal(status)) return true;
    const isKnown = status === 'cancelled' || result !== undefined || error !== undefined;
    return this.#host.link.isModern && !isKnown && !this.#askedForEnd;
  }

  #giveUp(problem: string): void {
    this.stop('withdrawn');
    this.#host.change({ isFollowed: false, problem });
  }

  async #pause(): Promise<void> {
    const wanted = this.#host.record().pollInterval ?? DEFAULT_POLL_MS;
    if (this.#nudged) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const ms = Math.min(Math.max(wanted, SHORTEST_POLL_MS), LONGEST_POLL_MS);
    const timer = setTimeout(resolve, ms);
    timer.unref();
    this.#wake = resolve;
    await promise;
    clearTimeout(timer);
  }

  /** What went wrong, if something did; final: asking again would not help. */
  async #ask(): Promise<{ message: string; isFinal: boolean } | undefined> {
    const { link, record } = this.#host;
    const params = { taskId: record().id };
    this.#nudged = false;
    this.#askedForEnd = isTerminal(record().status);
    try {
      const asked = link.send({ method: 'tasks/get', params, timeout: POLL_TIMEOUT_MS });
      const answer = await asked.answer;
      if ('error' in answer) return { message: answer.error.message, isFinal: true };
      if (readTask(answer.result)) this.#take(answer.result);
      else return { message: t('The answer to tasks/get is no task'), isFinal: false };
    } catch (error) {
      const isFinal = link.connection.isClosed;
      return { message: error instanceof Error ? error.message : String(error), isFinal };
    }
    return undefined;
  }

  #take(task: Params): void {
    const facts = readTask(task);
    const { record, change, link } = this.#host;
    if (!facts || facts.id !== record().id) return;
    // What has ended stays so, whatever is told late.
    if (isTerminal(record().status) && facts.status !== record().status) return;
    const { id: _id, ...rest } = facts;
    change({ ...rest, task, updatedAt: Date.now(), ...(link.isModern ? outcomeOf(task) : {}) });
    if (facts.status !== 'input_required') return;
    if (link.isModern) this.#collectInput(task.inputRequests);
    // The server then sends its questions, on the stream of this request where it needs one.
    else void this.#fetchResult();
  }

  /** Modern era: the result stands in the task. Legacy era: it is asked for, once. */
  #fetchResult(): Promise<void> {
    if (this.#host.link.isModern || this.#host.record().status === 'cancelled') {
      return Promise.resolve();
    }
    this.#result ??= this.#requestResult();
    return this.#result;
  }

  async #requestResult(): Promise<void> {
    const { link, record, change } = this.#host;
    const sent = link.send({ method: 'tasks/result', params: { taskId: record().id } });
    const stop = () => sent.cancel(t('The task is not followed any more'));
    this.#stopped.signal.addEventListener('abort', stop, { once: true });
    try {
      change(outcomeOf(await sent.answer));
      // It has ended, though nobody has said so yet.
      if (!isTerminal(record().status)) this.nudge();
    } catch (error) {
      this.#result = undefined;
      if (error instanceof Stopped) return;
      change({ problem: error instanceof Error ? error.message : String(error) });
    } finally {
      this.#stopped.signal.removeEventListener('abort', stop);
    }
  }

  /** Each question once; all that are open are answered together. */
  #collectInput(inputRequests: unknown): void {
    const { answering, record, change } = this.#host;
    const read = readInputRequests(inputRequests, answering.offers);
    if ('fault' in read) {
      change({ problem: t('The server cannot be given the input that it wants: {0}', read.fault) });
      return;
    }
    const taskId = record().id;
    const fresh = read.requests.filter(({ key }) => !this.#asked.has(key));
    if (fresh.length === 0) return;
    for (const { key } of fresh) this.#asked.add(key);
    const input = new InputCollection(
      fresh,
      answering,
      (key) => ({ kind: 'task', taskId, key }),
      taskId,
    );
    this.#input = input;
    void input.collected.then((collected) => {
      if (collected.kind === 'responses') void this.#update(collected.responses);
      else if (!this.#stopped.signal.aborted && !isTerminal(record().status)) {
        change({ problem: t('{0} has no answer: {1}', collected.method, collected.status) });
      }
    });
  }

  async #update(inputResponses: Params): Promise<void> {
    const { link, record, change } = this.#host;
    if (this.#stopped.signal.aborted) return;
    const params = { taskId: record().id, inputResponses };
    let answer: Answer | undefined;
    let message = '';
    try {
      answer = await link.send({ method: 'tasks/update', params, timeout: POLL_TIMEOUT_MS }).answer;
      if ('error' in answer) message = answer.error.message;
    } catch (error) {
      message = error instanceof Error ? error.message : String(error);
    }
    if (message !== '') change({ problem: t('The answers could not be given: {0}', message) });
    else this.nudge();
  }
}

function outcomeOf(of: object): TaskChange {
  const { result, error } = of as { readonly result?: unknown; readonly error?: unknown };
  const isError = isObject(error) && typeof error.message === 'string';
  return {
    ...(result !== undefined && { result }),
    ...(isError && { error: error as unknown as NonNullable<TaskRecord['error']> }),
  };
}
