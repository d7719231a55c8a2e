import { randomUUID } from 'node:crypto';
import { isObject } from '../transport/jsonRpc';
import { checkMayAsk, relatedTask, resultOf } from './askPerson';
import { type Connection, INVALID_PARAMS, type IncomingRequest, RpcFailure } from './connection';
import type { Answering } from './inputRequests';
import type { PendingOutcome } from './pendingRequests';
import type { Params } from './protocol';

/** How often the server may ask how a task of ours stands, in ms. */
const POLL_INTERVAL_MS = 500;
/** How long what has ended is kept, unless the server wants less. */
const LONGEST_TTL_MS = 60 * 60 * 1000;
const MAX_TASKS = 200;

interface ReceivedTask {
  readonly taskId: string;
  status: 'working' | 'completed' | 'failed' | 'cancelled';
  statusMessage?: string;
  readonly createdAt: string;
  lastUpdatedAt: string;
  readonly ttl: number;
  readonly pollInterval: number;
}

interface Kept {
  readonly task: ReceivedTask;
  readonly pendingId: string;
  readonly outcome: Promise<PendingOutcome>;
}

/**
 * Tasks of ours: what the server asks of a person, and does not wait for on the spot (MCP 2025-11-25, Tasks,
 * where either side may be the receiver).
 */
export class ReceivedTasks {
  readonly #connection: Connection;
  readonly #answering: Answering;
  readonly #tasks = new Map<string, Kept>();

  constructor(connection: Connection, answering: Answering) {
    this.#connection = connection;
    this.#answering = answering;
    connection.handle('tasks/get', ({ taskId }) => this.#get(taskId).task);
    connection.handle('tasks/list', () => ({
      tasks: [...this.#tasks.values()].map(({ task }) => task),
    }));
    connection.handle('tasks/result', ({ taskId }) => this.#result(taskId));
    connection.handle('tasks/cancel', ({ taskId }) => this.#cancel(taskId));
  }

  /** Whether the server wants a task made of its request. */
  static isWanted({ task }: Params): boolean {
    return isObject(task);
  }

  /** Puts the request before a person, and tells at once under which id. @throws RpcFailure */
  create(method: string, params: Params, { id: rpcId }: IncomingRequest): { task: ReceivedTask } {
    checkMayAsk(method, params, this.#answering);
    const now = new Date().toISOString();
    const task: ReceivedTask = {
      taskId: randomUUID(),
      status: 'working',
      createdAt: now,
      lastUpdatedAt: now,
      ttl: ttlOf(params),
      pollInterval: POLL_INTERVAL_MS,
    };
    const { record, outcome } = this.#answering.pending.ask({
      method,
      params,
      origin: { kind: 'request', rpcId },
      taskId: relatedTask(params) ?? task.taskId,
    });
    this.#tasks.set(task.taskId, { task, pendingId: record.id, outcome });
    void outcome.then((end) => this.#ended(task, end));
    this.#forget();
    return { task: { ...task } };
  }

  #get(taskId: unknown): Kept {
    const kept = this.#tasks.get(String(taskId));
    if (!kept) throw new RpcFailure(INVALID_PARAMS, 'Task not found');
    return kept;
  }

  /** Waits for it, as the server does. */
  async #result(taskId: unknown): Promise<unknown> {
    const { outcome, task } = this.#get(taskId);
    const { answer } = await outcome;
    const result = resultOf(answer);
    const meta = { 'io.modelcontextprotocol/related-task': { taskId: task.taskId } };
    return isObject(result) ? { ...result, _meta: { ...meta, ...metaOf(result) } } : result;
  }

  #cancel(taskId: unknown): ReceivedTask {
    const { task, pendingId } = this.#get(taskId);
    if (task.status !== 'working') {
      throw new RpcFailure(INVALID_PARAMS, `The task has ended: ${task.status}`);
    }
    this.#become(task, 'cancelled', 'The server cancelled it');
    this.#answering.pending.drop(pendingId, 'withdrawn');
    return task;
  }

  #ended(task: ReceivedTask, { status, answer }: PendingOutcome): void {
    if (task.status === 'working') {
      const isDone = answer !== undefined && 'result' in answer;
      this.#become(task, isDone ? 'completed' : 'failed', `The request was ${status}`);
      // The server may ask for it as well.
      void this.#connection.notify('notifications/tasks/status', { ...task }).catch(() => {});
    }
    setTimeout(() => this.#tasks.delete(task.taskId), task.ttl).unref();
  }

  #become(task: ReceivedTask, status: ReceivedTask['status'], message: string): void {
    task.status = status;
    task.statusMessage = message;
    task.lastUpdatedAt = new Date().toISOString();
  }

  #forget(): void {
    for (const [id, { task }] of this.#tasks) {
      if (this.#tasks.size <= MAX_TASKS) return;
      if (task.status !== 'working') this.#tasks.delete(id);
    }
  }
}

function ttlOf({ task }: Params): number {
  const ttl = isObject(task) ? task.ttl : undefined;
  return typeof ttl === 'number' && ttl >= 0 ? Math.min(ttl, LONGEST_TTL_MS) : LONGEST_TTL_MS;
}

function metaOf({ _meta }: Params): Params {
  return isObject(_meta) ? _meta : {};
}
