import { createMessageConnection } from 'vscode-jsonrpc/node';
import { type PanelContract, panelContract } from '../../../src/shared/contracts/panelContract';
import type { CatalogChanges, CatalogSnapshot } from '../../../src/shared/model/catalogChanges';
import type { CallRecord, Catalog, SessionSummary } from '../../../src/shared/model/session';
import { EMPTY_CATALOG } from '../../../src/shared/model/session';
import type {
  ServerEnvironment,
  SessionSettingsView,
} from '../../../src/shared/model/sessionSettings';
import type { LogEntry, SessionState, Subscription } from '../../../src/shared/model/sessionState';
import type { ServerSnapshot } from '../../../src/shared/model/state';
import type {
  OutputLine,
  TrafficEntry,
  TrafficFacets,
  TrafficFilter,
  TrafficWindow,
} from '../../../src/shared/model/traffic';
import { requestToReplay } from '../../../src/shared/requestToReplay';
import type { NotificationParams, ParamsOf, RequestName } from '../../../src/shared/rpc/contract';
import {
  type ContractServer,
  type RequestHandlers,
  serveContract,
} from '../../../src/shared/rpc/peer';
import {
  type PostMessagePort,
  postMessageTransport,
} from '../../../src/shared/rpc/postMessageTransport';

import { FakeAsking } from './fakeAsking';

type Screen = NotificationParams<PanelContract, 'panel/reveal'>['screen'];

type Asked = {
  [M in RequestName<PanelContract>]: { method: M; params: ParamsOf<PanelContract, M> };
}[RequestName<PanelContract>];

type Completion = { values: string[]; total?: number; hasMore?: boolean };

/** How a call that the view makes is answered: a result, or an error; a promise keeps it running. */
export type Answer = (
  record: CallRecord,
) => Partial<CallRecord> | Promise<Partial<CallRecord>> | undefined;

/**
 * The host's side of the panel contract over data that is given. It outlives the pages that connect
 * to it, as the real one does.
 */
export class FakeHost extends FakeAsking {
  server: ServerSnapshot = {
    id: 'test/server',
    name: 'server',
    state: { status: 'idle' },
    warnings: [],
  };
  catalog: Catalog = EMPTY_CATALOG;
  calls: CallRecord[] = [];
  sessionSettings: SessionSettingsView = {
    settings: {},
    headers: [],
    configured: {
      era: 'auto',
      offers: {
        roots: true,
        sampling: true,
        formElicitation: true,
        urlElicitation: true,
        tasks: true,
      },
      takesHeaders: false,
    },
    needsRestart: false,
  };
  environment: ServerEnvironment | null = null;
  traffic: TrafficEntry[] = [];
  output: OutputLine[] = [];
  log: LogEntry[] = [];
  sessionState: SessionState = {
    sessionId: 'session-1',
    roots: [],
    subscriptions: [],
    offers: {},
  };
  snapshots: CatalogSnapshot[] = [];
  /** What the panel wanted to know again. */
  memory: Readonly<Record<string, unknown>> = {};
  /** What has changed since a snapshot, or since the run before. */
  changesSince: (since: string | undefined) => CatalogChanges = () => ({
    since: null,
    changes: [],
  });
  /** All that the view asked for, in order. */
  readonly asked: Asked[] = [];
  answer: Answer = () => ({ status: 'succeeded', result: { content: [] } });
  /** What the server proposes for an argument. */
  complete: (
    argument: { name: string; value: string },
    others: Readonly<Record<string, string>>,
  ) => Completion | Promise<Completion> = () => ({ values: [] });
  /** When set, answers for a log that is too long to be held. */
  window: ((from: number, count: number) => TrafficWindow) | undefined;
  /** When set, each request of that name fails with the message. */
  readonly refusals = new Map<string, string>();
  #peer: ContractServer<PanelContract> | undefined;
  readonly #waiting = new Set<() => void>();

  /** Serves the page at the other end of `port`, instead of the one before. */
  connect(port: PostMessagePort): void {
    const { reader, writer } = postMessageTransport(port);
    this.#peer = serveContract(
      createMessageConnection(reader, writer),
      panelContract,
      this.#recorded(this.#handlers()),
    );
  }

  /** The requests of one name that came so far. */
  askedFor<M extends RequestName<PanelContract>>(method: M): ParamsOf<PanelContract, M>[] {
    return this.asked
      .filter((one) => one.method === method)
      .map((one) => one.params as ParamsOf<PanelContract, M>);
  }

  /** Settles when the view has asked for `method` at least `count` times. */
  async untilAsked(method: RequestName<PanelContract>, count = 1): Promise<void> {
    while (this.askedFor(method).length < count)
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
  }

  setServer(change: Partial<ServerSnapshot>): void {
    this.server = { ...this.server, ...change };
    this.#peer?.notify('panel/serverChanged', this.server);
  }

  setCatalog(change: Partial<Catalog>): void {
    this.catalog = { ...this.catalog, ...change, revision: this.catalog.revision + 1 };
    const { revision } = this.catalog;
    const sessionId = this.server.session?.id ?? 'session-1';
    this.#peer?.notify('inspector/catalogChanged', {
      serverId: this.server.id,
      sessionId,
      revision,
    });
  }

  setCall(record: CallRecord): void {
    this.calls = [...this.calls.filter((call) => call.id !== record.id), record];
    this.#peer?.notify('inspector/callChanged', record);
  }

  addTraffic(entries: readonly TrafficEntry[]): void {
    this.traffic = [...this.traffic, ...entries];
    const { id: serverId } = this.server;
    this.#peer?.notify('inspector/trafficChanged', {
      serverId,
      total: this.traffic.filter(({ kind }) => kind !== 'http').length,
    });
  }

  addLog(entries: readonly LogEntry[]): void {
    this.log = [...this.log, ...entries];
    const { sessionId } = this.sessionState;
    this.#peer?.notify('inspector/logAppended', { serverId: this.server.id, sessionId, entries });
  }

  setSessionState(state: SessionState): void {
    this.sessionState = state;
    this.#peer?.notify('inspector/sessionStateChanged', { serverId: this.server.id, state });
  }

  addOutput(lines: readonly OutputLine[]): void {
    this.output = [...this.output, ...lines];
    this.#peer?.notify('inspector/outputAppended', { serverId: this.server.id, lines });
  }

  /** Subscribed to a resource, as it stands from now on. */
  subscribe(subscription: Subscription): null {
    const others = this.sessionState.subscriptions.filter(({ uri }) => uri !== subscription.uri);
    this.setSessionState({ ...this.sessionState, subscriptions: [...others, subscription] });
    return null;
  }

  protected tell: FakeAsking['tell'] = (name, params) => this.#peer?.notify(name, params);

  reveal(screen: Screen, item?: string): void {
    this.#peer?.notify('panel/reveal', { screen, ...(item === undefined ? {} : { item }) });
  }

  setSettings(change: Partial<SessionSettingsView>): SessionSettingsView {
    this.sessionSettings = { ...this.sessionSettings, ...change, needsRestart: true };
    return this.sessionSettings;
  }

  #takeSnapshot(): CatalogSnapshot {
    const count = this.snapshots.length + 1;
    const snapshot = { id: `snapshot-${count}`, kind: 'taken', takenAt: Date.now() } as const;
    this.snapshots = [snapshot, ...this.snapshots];
    return snapshot;
  }

  #recorded(handlers: RequestHandlers<PanelContract>): RequestHandlers<PanelContract> {
    const entries = Object.entries(handlers).map(([method, handle]) => [
      method,
      (params: never) => {
        this.asked.push({ method, params } as Asked);
        for (const resolve of this.#waiting) resolve();
        this.#waiting.clear();
        const refusal = this.refusals.get(method);
        if (refusal !== undefined) throw new Error(refusal);
        return (handle as (params: never) => unknown)(params);
      },
    ]);
    return Object.fromEntries(entries) as RequestHandlers<PanelContract>;
  }

  #handlers(): RequestHandlers<PanelContract> {
    const done = () => null;
    return {
      'panel/ready': () => ({ server: this.server }),
      'panel/start': done,
      'panel/stop': done,
      'panel/restart': done,
      'panel/debug': done,
      'panel/setRestartOnSave': done,
      'panel/showBuild': done,
      'panel/keepWaiting': done,
      'panel/applyFix': done,
      'panel/copyDiagnosis': done,
      'panel/openConfiguration': done,
      'panel/showOutput': done,
      'panel/openExternal': () => true,
      'panel/openFile': done,
      'panel/openResource': done,
      'panel/saveContents': () => true,
      'panel/openText': done,
      'panel/copyText': done,
      'panel/saveBytes': () => true,
      'panel/recall': () => this.memory,
      'panel/remember': ({ key, value }) => {
        const { [key]: _, ...rest } = this.memory;
        this.memory = value === null ? rest : { ...rest, [key]: value };
        return true;
      },
      'panel/sessionSettings': () => this.sessionSettings,
      'panel/setSessionSettings': ({ settings }) => this.setSettings({ settings }),
      'panel/setSessionHeader': ({ name, value }) => {
        const others = this.sessionSettings.headers.filter((header) => header !== name);
        return this.setSettings({ headers: value === null ? others : [...others, name] });
      },
      'panel/resetSessionSettings': () => this.setSettings({ settings: {}, headers: [] }),
      'panel/environment': () => this.environment,
      'inspector/memory': () => ({ bytes: 52 * 2 ** 20 }),
      'inspector/reconnect': done,
      'inspector/ping': () => ({ ms: 4.2 }),
      'inspector/openSession': () => this.server.session as SessionSummary,
      'inspector/closeSession': done,
      'panel/exportTraffic': () => true,
      'panel/copyEntry': done,
      'inspector/catalog': () => this.catalog,
      'inspector/refresh': () => this.catalog,
      'inspector/call': ({ method, params }) => this.#call(method, params),
      'inspector/cancel': ({ callId }) => this.#end(callId, { status: 'cancelled' }),
      'inspector/calls': () => this.calls.map((call, index) => this.#withoutOldResult(call, index)),
      'inspector/callRecord': ({ callId }) => this.calls.find((call) => call.id === callId) ?? null,
      'inspector/traffic': ({ filter, from, count }) =>
        this.window?.(from, count) ?? this.#window(filter, from, count),
      'inspector/trafficEntry': ({ seq }) =>
        this.traffic.find((entry) => entry.seq === seq) ?? null,
      'inspector/trafficFacets': () => this.#facets(),
      'inspector/replay': ({ seq, method, params }) => {
        const original = this.traffic.find((entry) => entry.seq === seq);
        const request = original && requestToReplay(original.raw);
        if (!request) throw new Error('There is no such request in the log any more.');
        return this.#call(method ?? request.method, params ?? request.params);
      },
      'inspector/clearTraffic': () => {
        this.traffic = [];
        this.addTraffic([]);
        return null;
      },
      ...this.askingHandlers(),
      ...this.#sessionHandlers(),
      'inspector/output': () => this.output,
      'inspector/catalogSnapshots': () => this.snapshots,
      'inspector/catalogChanges': ({ since }) => this.changesSince(since),
      'inspector/takeCatalogSnapshot': () => this.#takeSnapshot(),
      'inspector/removeCatalogSnapshot': ({ id }) => {
        this.snapshots = this.snapshots.filter((one) => one.id !== id);
        return null;
      },
      'panel/compareTexts': done,
      // What no screen asks for is refused, as by a host that does not know it.
    } satisfies Partial<
      RequestHandlers<PanelContract>
    > as unknown as RequestHandlers<PanelContract>;
  }

  #sessionHandlers() {
    return {
      'inspector/log': () => this.log,
      'inspector/clearLog': () => {
        this.log = [];
        return null;
      },
      'inspector/sessionState': () => this.sessionState,
      'inspector/subscribe': ({ uri }) => this.subscribe({ uri, status: 'active', changes: 0 }),
      'inspector/unsubscribe': ({ uri }) => {
        const subscriptions = this.sessionState.subscriptions.filter((one) => one.uri !== uri);
        this.setSessionState({ ...this.sessionState, subscriptions });
        return null;
      },
      'inspector/complete': async ({ argument, context }) => ({
        completion: await this.complete(argument, context?.arguments ?? {}),
      }),
      'inspector/setLogLevel': ({ level }) => {
        const { logLevel: _, ...rest } = this.sessionState;
        this.setSessionState(level === null ? rest : { ...rest, logLevel: level });
        return null;
      },
    } satisfies Partial<RequestHandlers<PanelContract>>;
  }

  /** As the proxy does: results of all but the newest come on demand only. */
  #withoutOldResult(call: CallRecord, index: number): CallRecord {
    if (index === this.calls.length - 1) return call;
    const { result: _result, ...rest } = call;
    return rest;
  }

  #call(method: string, params: Record<string, unknown>): CallRecord {
    const record: CallRecord = {
      id: `call-${this.calls.length + 1}`,
      serverId: this.server.id,
      sessionId: this.server.session?.id ?? 'session-1',
      method,
      params,
      status: 'running',
      startedAt: Date.now(),
    };
    this.calls = [...this.calls, record];
    void Promise.resolve(this.answer(record)).then((end) => end && this.#end(record.id, end));
    return record;
  }

  #end(callId: string, end: Partial<CallRecord>): null {
    const call = this.calls.find((one) => one.id === callId);
    if (call?.status === 'running') this.setCall({ ...call, endedAt: call.startedAt + 12, ...end });
    return null;
  }

  #facets(): TrafficFacets {
    const all = (names: (string | undefined)[]) => [
      ...new Set(names.filter((name) => name !== undefined)),
    ];
    return {
      servers: [this.server.id],
      sessions: all(this.traffic.map(({ sessionId }) => sessionId)),
      methods: all(this.traffic.map(({ method }) => method)),
    };
  }

  #window(filter: TrafficFilter, from: number, count: number) {
    const text = filter.text?.toLowerCase();
    const { kinds, sessions, methods, direction, errors, slowMs = 0 } = filter;
    const found = this.traffic.filter(
      (entry) =>
        (kinds?.includes(entry.kind) ?? true) &&
        (sessions?.includes(entry.sessionId ?? '') ?? true) &&
        (methods?.includes(entry.method ?? '') ?? true) &&
        (direction === undefined || entry.direction === direction) &&
        (!errors || entry.failed || entry.kind === 'error' || entry.kind === 'httpError') &&
        (slowMs === 0 || (entry.durationMs ?? 0) >= slowMs) &&
        (text === undefined ||
          `${entry.method ?? ''} ${entry.rpcId ?? ''} ${entry.raw}`.toLowerCase().includes(text)),
    );
    const start = from < 0 ? Math.max(0, found.length + from) : from;
    const heads = found.slice(start, start + count).map(({ raw: _raw, ...head }) => head);
    return { total: found.length, from: start, heads };
  }
}
