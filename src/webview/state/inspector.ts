import { type PanelContract, panelContract } from '../../shared/contracts/panelContract';
import type { ServerId } from '../../shared/model/server';
import type { CallRecord } from '../../shared/model/session';
import { isReady, type ServerSnapshot } from '../../shared/model/state';
import { TRAFFIC_FILE_PREFIX, USUAL_KINDS } from '../../shared/model/traffic';
import type { ReplayableRequest } from '../../shared/requestToReplay';
import { connectPanel, type PanelClient } from '../rpc/connectPanel';
import { hostPort, type VsCodeApi } from '../rpc/vscodeApi';
import { followRequests } from './followRequests';
import { followSession } from './followSession';
import { HostEvents } from './hostEvents';
import { revealed } from './revealed';
import { saveView } from './saveView';
import {
  EMPTY_MODEL,
  lacksResult,
  mergeOutput,
  type ServerModel,
  withCall,
  withOutput,
} from './serverModel';
import { createStore, type Store } from './store';
import { restoreView, type Screen, type ViewState } from './viewState';

const EVENTS = Object.keys(panelContract.notifications) as (keyof PanelContract['notifications'])[];

/** The view's one counterpart: what is known, what the person sees of it, and what can be asked. */
export class Inspector {
  readonly model: Store<ServerModel> = createStore(EMPTY_MODEL);
  readonly view: Store<ViewState>;
  /** What the host tells by itself. */
  readonly events = new HostEvents();
  readonly #client: PanelClient;
  readonly #loadRequests: () => Promise<void>;
  readonly #loadSession: () => Promise<void>;
  #serverId: ServerId;

  constructor(api: VsCodeApi, serverId: ServerId) {
    this.#serverId = serverId;
    this.view = createStore(restoreView(api.getState()));
    saveView(this.view, api, () => this.#serverId);
    this.#client = connectPanel(hostPort(api), this.events.handlers(EVENTS));
    this.#loadRequests = followRequests(this);
    this.#loadSession = followSession(this);
    this.#listen();
  }

  /** Says that the view stands, and fetches all that it shows. */
  async open(): Promise<void> {
    try {
      const { server } = await this.#client.request('panel/ready', {});
      this.#serverId = server.id;
      this.#setServer(server);
      await Promise.all([
        this.#loadCatalog(),
        this.#loadCalls(),
        this.#loadRest(),
        this.#loadRequests(),
        this.#loadSession(),
      ]);
    } catch (error) {
      this.#complain(error);
    }
  }

  get serverId(): ServerId {
    return this.#serverId;
  }

  /** What is shown is a file of traffic: there is no server to talk to. */
  get isFile(): boolean {
    return this.#serverId.startsWith(TRAFFIC_FILE_PREFIX);
  }

  /** Asks the host; what goes wrong is shown in the problem line and answered with undefined. */
  readonly ask: PanelClient['request'] = (method, params) => this.#client.request(method, params);

  /** Does something at the host, without an answer that matters. */
  async act(method: Parameters<PanelClient['request']>[0], params: object = {}): Promise<void> {
    try {
      await this.#client.request(method, params as never);
    } catch (error) {
      this.#complain(error);
    }
  }

  applyFix(code: string, fixId: string): Promise<void> {
    return this.act('panel/applyFix', { code, fixId });
  }

  copy(text: string): Promise<void> {
    return this.act('panel/copyText', { text });
  }

  openText(text: string, language: string): Promise<void> {
    return this.act('panel/openText', { text, language });
  }

  /** Sends a request of the session. Answers with its record, or undefined when it could not be sent. */
  async call(method: string, params: Record<string, unknown>): Promise<CallRecord | undefined> {
    try {
      const serverId = this.#serverId;
      const record = await this.#client.request('inspector/call', { serverId, method, params });
      this.#addCall(record);
      return this.model.get().calls.find((call) => call.id === record.id);
    } catch (error) {
      this.#complain(error);
      return undefined;
    }
  }

  /** Sends a request of the log again; undefined when it could not be sent. */
  async replay(seq: number, edited?: ReplayableRequest): Promise<CallRecord | undefined> {
    try {
      const serverId = this.#serverId;
      const record = await this.#client.request('inspector/replay', { serverId, seq, ...edited });
      this.#addCall(record);
      return record;
    } catch (error) {
      this.#complain(error);
      return undefined;
    }
  }

  cancel(callId: string): Promise<void> {
    return this.act('inspector/cancel', { serverId: this.#serverId, callId });
  }

  /** Fetches the result of an older call, if it came without. */
  async loadResult(call: CallRecord): Promise<void> {
    if (!lacksResult(call)) return;
    try {
      const params = { serverId: this.#serverId, callId: call.id };
      const full = await this.#client.request('inspector/callRecord', params);
      this.#addCall(full && !lacksResult(full) ? full : { ...call, result: null });
    } catch (error) {
      this.#complain(error);
    }
  }

  async refreshCatalog(): Promise<void> {
    await this.#loadCatalog('inspector/refresh');
  }

  show(screen: Screen): void {
    this.view.update((view) => (view.screen === screen ? view : { ...view, screen }));
  }

  dismissProblem(): void {
    this.model.update((model) => ({ ...model, problem: undefined }));
  }

  #listen(): void {
    const { events, model } = this;
    events.on('panel/serverChanged', (server) => this.#setServer(server));
    events.on('panel/reveal', ({ screen, item }) => this.reveal(screen, item));
    events.on('inspector/catalogChanged', ({ revision }) => {
      if (revision !== model.get().catalog.revision) void this.#loadCatalog();
    });
    events.on('inspector/callChanged', (record) => this.#addCall(record));
    events.on('inspector/trafficChanged', ({ total }) =>
      model.update((state) => ({
        ...state,
        trafficTotal: total,
        trafficRevision: state.trafficRevision + 1,
      })),
    );
    events.on('inspector/outputAppended', ({ lines }) =>
      model.update((state) => ({ ...state, output: withOutput(state.output, lines) })),
    );
  }

  #setServer(server: ServerSnapshot): void {
    const before = this.model.get().server;
    const newLaunch = before?.launch?.id !== server.launch?.id;
    this.model.update((model) => ({
      ...model,
      server,
      // The output on screen belongs to the launch on screen.
      output: before && newLaunch ? [] : model.output,
    }));
    const opened = isReady(server.state) && server.session?.id !== before?.session?.id;
    if (before && opened) void this.#loadCatalog();
  }

  /** Shows a screen, and selects an item in it. */
  reveal(screen: Screen, item?: string): void {
    this.view.update((view) => revealed(view, screen, item));
  }

  #addCall(record: CallRecord): void {
    this.model.update((model) => ({ ...model, calls: withCall(model.calls, record) }));
  }

  async #loadCatalog(
    method: 'inspector/catalog' | 'inspector/refresh' = 'inspector/catalog',
  ): Promise<void> {
    this.model.update((model) => ({ ...model, catalogLoading: { status: 'loading' } }));
    try {
      const catalog = await this.#client.request(method, { serverId: this.#serverId });
      this.model.update((model) => ({
        ...model,
        catalog: catalog.revision >= model.catalog.revision ? catalog : model.catalog,
        catalogLoading: { status: 'loaded' },
      }));
    } catch (error) {
      const message = messageOf(error);
      this.model.update((model) => ({ ...model, catalogLoading: { status: 'failed', message } }));
    }
  }

  async #loadCalls(): Promise<void> {
    const calls = await this.#client.request('inspector/calls', { serverId: this.#serverId });
    this.model.update((model) => ({ ...model, calls: model.calls.reduce(withCall, calls) }));
  }

  async #loadRest(): Promise<void> {
    const serverId = this.#serverId;
    const [output, traffic] = await Promise.all([
      this.#client.request('inspector/output', { serverId }),
      this.#client.request('inspector/traffic', {
        serverId,
        filter: { kinds: [...USUAL_KINDS] },
        from: -1,
        count: 1,
      }),
    ]);
    this.model.update((model) => ({
      ...model,
      output: mergeOutput(output, model.output),
      trafficTotal: Math.max(model.trafficTotal, traffic.total),
      trafficRevision: model.trafficRevision + 1,
    }));
  }

  #complain(error: unknown): void {
    this.model.update((model) => ({ ...model, problem: messageOf(error) }));
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
