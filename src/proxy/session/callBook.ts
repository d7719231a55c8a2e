import { randomUUID } from 'node:crypto';
import { t } from '@vscode/l10n';
import { Emitter } from 'vscode-jsonrpc/node';
import type { CallId, CallRecord } from '../../shared/model/session';
import { throttle } from '../traffic/throttle';
import type { CallChange, CallMemory } from './callMemory';
import type { RetryChange } from './callParts';
import { type CallRequest, CallRun, type CallRunHost } from './callRun';
import type { Params } from './protocol';
import { readProgress } from './readProgress';

/** Progress may come faster than anyone can see it. */
const PROGRESS_MS = 50;

export type CallBookHost = Omit<CallRunHost, 'change' | 'end' | 'logLevel'> & {
  logLevel(): CallRunHost['logLevel'];
};

interface OpenCall {
  run: CallRun | undefined;
  readonly announce: ReturnType<typeof throttle>;
}

/** The requests that a person makes: sent as they are, their answers kept as they came. */
export class CallBook {
  readonly #ids: Pick<CallRecord, 'serverId' | 'sessionId'>;
  readonly #host: CallBookHost;
  readonly #memory: CallMemory;
  readonly #open = new Map<CallId, OpenCall>();
  readonly #changed = new Emitter<CallRecord>();

  readonly onDidChange = this.#changed.event;

  constructor(
    ids: Pick<CallRecord, 'serverId' | 'sessionId'>,
    memory: CallMemory,
    host: CallBookHost,
  ) {
    this.#ids = ids;
    this.#memory = memory;
    this.#host = host;
    const { connection } = host.link;
    connection.onNotification(({ method, params }) => {
      if (method === 'notifications/progress') this.#progress(params);
    });
    connection.onClose(() => {
      for (const { run } of [...this.#open.values()]) run?.lose();
    });
  }

  start(request: CallRequest): CallRecord {
    const { method, params, rerunOf } = request;
    const record: CallRecord = {
      id: randomUUID(),
      ...this.#ids,
      method,
      params,
      status: 'running',
      startedAt: Date.now(),
      ...(rerunOf !== undefined && { rerunOf }),
    };
    const open: OpenCall = {
      run: undefined,
      announce: throttle(() => this.#announce(record.id), PROGRESS_MS),
    };
    this.#open.set(record.id, open);
    this.#memory.put(record, 0);
    open.run = new CallRun(record.id, request, {
      ...this.#host,
      logLevel: this.#host.logLevel(),
      change: (id, change, size) => this.#change(id, change, size),
      end: (id, outcome, size) => this.#end(id, outcome, size),
    });
    this.#changed.fire(record);
    return record;
  }

  /** @throws Error when the call does not wait for input */
  retry(id: CallId, change: RetryChange = {}): void {
    const run = this.#open.get(id)?.run;
    if (!run) throw new Error(t('The call has ended.'));
    run.retry(change);
  }

  cancel(id: CallId): void {
    this.#open.get(id)?.run?.cancel(t('Cancelled by the user'));
  }

  /** @param why in a sentence, for the records and for the server */
  cancelAll(why: string): void {
    for (const { run } of [...this.#open.values()]) run?.cancel(why);
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
    const progress = readProgress(params);
    if (!progress) return;
    for (const [id, { run, announce }] of this.#open) {
      if (run?.progressToken === undefined || run.progressToken !== params.progressToken) continue;
      run.progressed();
      this.#memory.change(id, { progress });
      announce();
      return;
    }
  }

  #change(id: CallId, change: CallChange, size: number): void {
    const record = this.#memory.change(id, change, size);
    if (record) this.#changed.fire(record);
  }

  #end(id: CallId, outcome: CallChange, size: number): void {
    this.#open.get(id)?.announce.stop();
    if (!this.#open.delete(id)) return;
    const change = { ...outcome, endedAt: Date.now() };
    const record = this.#memory.change(id, change, size);
    if (record) this.#changed.fire(record);
  }
}
