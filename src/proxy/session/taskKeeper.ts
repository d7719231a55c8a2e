import { t } from '@vscode/l10n';
import { Emitter } from 'vscode-jsonrpc/node';
import type { CallId } from '../../shared/model/session';
import { isTerminal, type TaskId, type TaskRecord } from '../../shared/model/task';
import { isObject } from '../transport/jsonRpc';
import type { Answering } from './inputRequests';
import { listAll } from './listAll';
import type { Params } from './protocol';
import { readProgress } from './readProgress';
import type { SessionLink } from './sessionLink';
import { type TaskChange, TaskFollower } from './taskFollower';
import { createdTask, listsTasks, readTask, TASK_NOTIFICATIONS } from './taskProtocol';

const MAX_ENDED = 200;
const REQUEST_TIMEOUT_MS = 60_000;

export interface TaskOrigin {
  readonly callId: CallId;
  readonly method: string;
  readonly params: Params;
  /** Under which the server tells of progress, for as long as the task lives. */
  readonly progressToken: unknown;
}

/** The server's tasks that are known, and how they stand. */
export class TaskKeeper {
  readonly #ids: Pick<TaskRecord, 'serverId' | 'sessionId'>;
  readonly #link: SessionLink;
  readonly #answering: Answering;
  readonly #records = new Map<TaskId, TaskRecord>();
  readonly #followers = new Map<TaskId, TaskFollower>();
  readonly #tokens = new Map<unknown, TaskId>();
  readonly #changed = new Emitter<TaskRecord>();

  readonly onDidChange = this.#changed.event;

  /** @param before tasks of a session in whose place this one comes */
  constructor(
    ids: Pick<TaskRecord, 'serverId' | 'sessionId'>,
    link: SessionLink,
    answering: Answering,
    before: readonly TaskRecord[] = [],
  ) {
    this.#ids = ids;
    this.#link = link;
    this.#answering = answering;
    for (const record of before) this.#records.set(record.id, record);
    link.connection.onNotification(({ method, params }) => {
      if (TASK_NOTIFICATIONS.has(method)) this.#told(params);
      else if (method === 'notifications/progress') this.#progress(params);
    });
    link.connection.onClose(() => this.#stop());
  }

  /** Oldest first. */
  list(): readonly TaskRecord[] {
    return [...this.#records.values()];
  }

  get(id: TaskId): TaskRecord | undefined {
    return this.#records.get(id);
  }

  /** Follows the task that the server made of a call, if it did. */
  created(origin: TaskOrigin, result: Params): TaskId | undefined {
    const task = createdTask(this.#link.isModern, origin.params, result);
    const id = task && readTask(task)?.id;
    if (id === undefined) return undefined;
    if (origin.progressToken !== undefined) this.#tokens.set(origin.progressToken, id);
    this.#add(task!, { callId: origin.callId, method: origin.method });
    this.#follow(id);
    return id;
  }

  /**
   * Asks the server for all its tasks, where it can be asked; follows those that have not ended.
   * @throws Error with what the server answered instead
   */
  async refresh(): Promise<readonly TaskRecord[]> {
    if (!listsTasks(this.#link.negotiated)) {
      for (const follower of this.#followers.values()) follower.nudge();
      return this.list();
    }
    const page = (cursor: string | undefined) =>
      this.#request('tasks/list', cursor === undefined ? {} : { cursor });
    const listing = await listAll(page, 'tasks');
    for (const task of listing.items.filter(isObject)) {
      const id = readTask(task)?.id;
      if (id === undefined || this.#followers.has(id)) continue;
      this.#add(task, {});
      this.#follow(id);
    }
    if ('message' in listing) throw new Error(listing.message);
    return this.list();
  }

  /**
   * Asks the server to end it. How it ends is seen as ever.
   * @throws Error with what the server answered instead
   */
  async cancel(id: TaskId): Promise<void> {
    const answer = await this.#request('tasks/cancel', { taskId: id });
    if ('error' in answer) throw new Error(answer.error.message);
    if (readTask(answer.result)) this.#told(answer.result);
    this.#followers.get(id)?.nudge();
  }

  #request(method: string, params: Params) {
    return this.#link.send({ method, params, timeout: REQUEST_TIMEOUT_MS }).answer;
  }

  #add(task: Params, origin: Pick<TaskChange, 'callId' | 'method'>): void {
    const { id, ...facts } = readTask(task)!;
    const known = this.#records.get(id);
    this.#put({
      ...known,
      ...this.#ids,
      id,
      ...facts,
      ...origin,
      task,
      updatedAt: Date.now(),
      isFollowed: false,
    });
  }

  #follow(id: TaskId): void {
    const record = () => this.#records.get(id)!;
    this.#put({ ...record(), isFollowed: true });
    const follower = new TaskFollower({
      link: this.#link,
      answering: this.#answering,
      record,
      change: (change) => this.#put({ ...record(), ...change }),
    });
    if (record().isFollowed) this.#followers.set(id, follower);
  }

  #told(task: Params): void {
    const id = readTask(task)?.id;
    if (id !== undefined) this.#followers.get(id)?.told(task);
  }

  #progress(params: Params): void {
    const id = this.#tokens.get(params.progressToken);
    const record = id === undefined ? undefined : this.#records.get(id);
    const progress = readProgress(params);
    if (record && progress) this.#put({ ...record, progress });
  }

  #put(record: TaskRecord): void {
    this.#records.set(record.id, record);
    if (!record.isFollowed) this.#followers.delete(record.id);
    this.#changed.fire(record);
    this.#forget();
  }

  #forget(): void {
    if (this.#records.size <= MAX_ENDED) return;
    for (const [id, { isFollowed }] of this.#records) {
      if (this.#records.size <= MAX_ENDED) return;
      if (isFollowed) continue;
      this.#records.delete(id);
      for (const [token, taskId] of this.#tokens) if (taskId === id) this.#tokens.delete(token);
    }
  }

  #stop(): void {
    for (const [id, follower] of [...this.#followers]) {
      follower.stop();
      const record = this.#records.get(id)!;
      if (isTerminal(record.status)) continue;
      this.#put({ ...record, isFollowed: false, problem: t('The session ended') });
    }
  }
}
