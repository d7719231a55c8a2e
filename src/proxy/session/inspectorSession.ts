import { t } from '@vscode/l10n';
import { Emitter, type Event } from 'vscode-jsonrpc/node';
import type { PendingRequest, PendingRequestId } from '../../shared/model/pendingRequest';
import type { ServerId } from '../../shared/model/server';
import type {
  CallId,
  CallRecord,
  Catalog,
  SessionId,
  SessionSummary,
} from '../../shared/model/session';
import type { LogEntry, LogLevel, SessionState } from '../../shared/model/sessionState';
import type { TaskId, TaskRecord } from '../../shared/model/task';
import { WireError } from '../transport/wireError';
import { CallBook } from './callBook';
import { CallMemory } from './callMemory';
import type { RetryChange } from './callParts';
import type { CallRequest } from './callRun';
import { CatalogKeeper } from './catalogKeeper';
import type { Answering } from './inputRequests';
import { Listening } from './listening';
import { headersOfCall } from './paramHeaders';
import type { PersonsAnswer } from './pendingRequests';
import type { Params } from './protocol';
import { type Resumed, resumeSession } from './resumeSession';
import { endOf, type SessionEnd } from './sessionEnd';
import type { SessionLink } from './sessionLink';
import type { SessionLog } from './sessionLog';
import { SessionSettings } from './sessionSettings';
import { Subscriptions } from './subscriptions';
import { SummaryKeeper } from './summaryKeeper';
import { TaskKeeper } from './taskKeeper';

export type { SessionEnd };

export interface SessionParts {
  readonly id: SessionId;
  readonly serverId: ServerId;
  readonly link: SessionLink;
  readonly answering: Answering;
  readonly log: SessionLog;
  /** One that is over, in whose place this one comes: it goes on with what that held. */
  readonly previous?: InspectorSession | undefined;
  /** The last one of the server's run before. */
  readonly earlier?: InspectorSession | undefined;
}

/** An open MCP session: what the panel and the command line are views of. Made by `openSession`. */
export class InspectorSession {
  readonly serverId: ServerId;
  readonly #link: SessionLink;
  readonly #answering: Answering;
  readonly #log: SessionLog;
  readonly #resumed: Resumed | undefined;
  readonly #catalog: CatalogKeeper;
  readonly #memory: CallMemory;
  readonly #calls: CallBook;
  readonly #tasks: TaskKeeper;
  readonly #subscriptions: Subscriptions;
  readonly #settings: SessionSettings;
  readonly #listening: Listening;
  readonly #stateChanged = new Emitter<SessionState>();
  readonly #ended = new Emitter<SessionEnd>();
  readonly #summary: SummaryKeeper;
  #end: SessionEnd | undefined;

  /** Roots, log level or subscriptions changed. */
  readonly onDidChangeState = this.#stateChanged.event;
  /** Once; soon for those who ask when it is over already. */
  readonly onDidEnd: Event<SessionEnd> = (listener, ...rest) => {
    const end = this.#end;
    if (end) queueMicrotask(() => listener(end));
    return this.#ended.event(listener, ...rest);
  };

  constructor({ id, serverId, link, answering, log, ...before }: SessionParts) {
    const { previous, earlier } = before;
    this.serverId = serverId;
    this.#link = link;
    this.#answering = answering;
    this.#log = log;
    // Not the sessions themselves: each would hold the one before it, and so all of them.
    this.#resumed = resumedOf(previous, earlier);
    this.#memory = (previous ?? earlier)?.memory ?? new CallMemory();
    const ids = { serverId, sessionId: id };
    this.#catalog = new CatalogKeeper(link, (previous ?? earlier)?.catalog);
    this.#tasks = new TaskKeeper(ids, link, answering, previous?.tasks());
    this.#settings = new SessionSettings(link, answering.roots);
    this.#calls = new CallBook(ids, this.#memory, {
      link,
      answering,
      logLevel: () => this.#settings.logLevel,
      headersFor: (method, params) =>
        link.isModern ? headersOfCall(method, params, this.catalog.tools) : {},
      taskOf: (origin, result) => this.#tasks.created(origin, result),
    });
    this.#subscriptions = new Subscriptions(link, log);
    this.#subscriptions.onDidChange(() => this.#stateChanged.fire(this.state));
    this.#listening = new Listening(link, log, () => void this.refresh());
    this.#summary = new SummaryKeeper({ id, ...link.negotiated, openedAt: Date.now() });
    link.connection.onClose((error) => this.#finish(endOf(error)));
  }

  get id(): SessionId {
    return this.summary.id;
  }

  get summary(): SessionSummary {
    return this.#summary.summary;
  }

  /** When the counts change. */
  get onDidChangeSummary() {
    return this.#summary.onDidChange;
  }

  get state(): SessionState {
    const { logLevel } = this.#settings;
    return {
      sessionId: this.id,
      roots: this.#answering.roots.all,
      ...(logLevel && { logLevel }),
      subscriptions: this.#subscriptions.list(),
      offers: this.#link.capabilities,
    };
  }

  get catalog(): Catalog {
    return this.#catalog.catalog;
  }

  /** Set once the session is over. */
  get end(): SessionEnd | undefined {
    return this.#end;
  }

  get onDidChangeCatalog() {
    return this.#catalog.onDidChange;
  }

  /** A call began, made progress, waits for input or ended. */
  get onDidChangeCall() {
    return this.#calls.onDidChange;
  }

  /** The server asks something of a person; or that was answered, or came to nothing. */
  get onDidChangePendingRequest() {
    return this.#answering.pending.onDidChange;
  }

  get onDidChangeTask() {
    return this.#tasks.onDidChange;
  }

  get onDidLog(): Event<LogEntry> {
    return this.#log.onDidAdd;
  }

  /** For the one that comes in its place. */
  get memory(): CallMemory {
    return this.#memory;
  }

  /**
   * Lists what the server offers, and follows its changes from then on. Never rejects: lists that could not
   * be had stand in `catalog.errors`.
   */
  async start(): Promise<void> {
    this.#listening.start();
    const resumed = this.#resume();
    await this.refresh();
    this.#catalog.onDidChange(() => this.#count());
    await resumed;
  }

  /** Lists everything again. Never rejects. */
  async refresh(): Promise<Catalog> {
    const catalog = await this.#catalog.refresh();
    this.#count();
    return catalog;
  }

  /**
   * Sends a request as it is and returns its record at once; its course comes by `onDidChangeCall`.
   * @throws WireError when the session is over
   */
  call(request: CallRequest): CallRecord {
    if (this.#link.connection.isClosed) throw new WireError({ kind: 'closed' });
    return this.#calls.start(request);
  }

  /**
   * Sends a call again that waits for input, with what was answered until now.
   * @throws Error when it does not wait
   */
  retry(id: CallId, change?: RetryChange): void {
    this.#calls.retry(id, change);
  }

  /** Gives a call up and tells the server. No effect on one that has ended. */
  cancel(id: CallId): void {
    this.#calls.cancel(id);
  }

  /** All calls remembered, oldest first, without the results of older ones. */
  calls(): readonly CallRecord[] {
    return this.#calls.list();
  }

  /** One call with its result; undefined when it is no longer remembered. */
  callRecord(id: CallId): CallRecord | undefined {
    return this.#calls.get(id);
  }

  /** What the server asks or has asked of a person, oldest first. */
  pendingRequests(): readonly PendingRequest[] {
    return this.#answering.pending.list();
  }

  /** @throws Error when it waits for no answer (any more) */
  answer(id: PendingRequestId, answer: PersonsAnswer): void {
    this.#answering.pending.answer(id, answer);
  }

  /** Oldest first. */
  tasks(): readonly TaskRecord[] {
    return this.#tasks.list();
  }

  /**
   * Asks the server for all its tasks, where it can be asked for them.
   * @throws Error with what the server answered instead; WireError
   */
  refreshTasks(): Promise<readonly TaskRecord[]> {
    return this.#tasks.refresh();
  }

  /** @throws Error with what the server answered instead; WireError */
  cancelTask(id: TaskId): Promise<void> {
    return this.#tasks.cancel(id);
  }

  /** What the server logs, and what befell the session. Oldest first. */
  log(): readonly LogEntry[] {
    return this.#log.list();
  }

  clearLog(): void {
    this.#log.clear();
  }

  /** @throws Error with what the server answered instead; WireError */
  subscribe(uri: string): Promise<void> {
    return this.#subscriptions.subscribe(uri);
  }

  /** @throws Error with what the server answered instead; WireError */
  unsubscribe(uri: string): Promise<void> {
    return this.#subscriptions.unsubscribe(uri);
  }

  /**
   * From which level on the server logs; undefined: as it likes, where the protocol has no way to say so.
   * @throws Error with what the server answered instead; WireError
   */
  async setLogLevel(level: LogLevel | undefined): Promise<void> {
    await this.#settings.setLogLevel(level);
    this.#stateChanged.fire(this.state);
  }

  /** Changes what `roots/list` answers, and tells the server where it may be told. @throws WireError */
  async setRoots(roots: SessionState['roots']): Promise<void> {
    await this.#settings.setRoots(roots);
    this.#stateChanged.fire(this.state);
  }

  /**
   * The result of `completion/complete`, as the server sent it.
   * @throws Error with what the server answered instead; WireError
   */
  complete(params: Params): Promise<Params> {
    return this.#settings.request('completion/complete', params);
  }

  /**
   * How long a `ping` takes, in ms; the modern era has none.
   * @throws Error with what the server answered instead; WireError
   */
  ping(): Promise<number> {
    return this.#settings.ping();
  }

  /** Sends any notification. @throws WireError */
  async notify(method: string, params: Params): Promise<void> {
    await this.#link.notify(method, params);
  }

  /**
   * Ends the session: what runs is cancelled, a legacy HTTP session is deleted on the server, a stdio
   * server's stdin is ended. Idempotent; never rejects. The process belongs to whoever started it.
   * @param why told to those whose calls are under way
   */
  async close(why = t('The session was closed')): Promise<void> {
    this.#calls.cancelAll(why);
    this.#listening.stop();
    this.#finish({ kind: 'closed' });
    await this.#link.connection.close();
  }

  async #resume(): Promise<void> {
    if (!this.#resumed) return;
    await resumeSession(this.#resumed, this.#settings, this.#subscriptions, this.#log);
    this.#stateChanged.fire(this.state);
  }

  #count(): void {
    this.#summary.count(this.catalog);
  }

  #finish(end: SessionEnd): void {
    if (this.#end) return;
    this.#end = end;
    this.#catalog.stop();
    this.#ended.fire(end);
  }
}

function resumedOf(
  previous: InspectorSession | undefined,
  earlier: InspectorSession | undefined,
): Resumed | undefined {
  if (previous) return { state: previous.state, event: 'forgotten' };
  return earlier && { state: earlier.state, event: 'restarted' };
}
