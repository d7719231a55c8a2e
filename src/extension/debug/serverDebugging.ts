import {
  type DebugAdapterTracker,
  type DebugConfiguration,
  type DebugSession,
  l10n,
  type Uri,
  window,
} from 'vscode';
import { fillConfiguration } from '../../shared/debug/fillConfiguration';
import type { Debuggee } from '../../shared/model/debuggee';
import type { LaunchDefinition, ServerId } from '../../shared/model/server';
import { isReady, type ServerSnapshot } from '../../shared/model/state';
import type { InspectorPanels } from '../panel/inspectorPanels';
import type { ConfiguredServer } from '../servers/knownServer';
import type { ServerController } from '../servers/serverController';
import type { ServerRegistry } from '../servers/serverRegistry';
import type { ProxySupervisor } from '../supervisor/proxySupervisor';
import { messageOf } from '../util/messageOf';
import { attachConfiguration } from './attachConfiguration';
import { ChildSessions } from './childSessions';
import { attachedTo, startedBySomebodyElse, withPrograms } from './debugDefinition';
import { debugpyFolder } from './debuggers';
import type { DebugMeans } from './debugMeans';
import { noDebuggerWords, noDebugpyWords, noneAttachedWords } from './debugWarnings';
import { freePort } from './freePort';
import { HeldThreads } from './heldThreads';
import { type DebuggedServer, ServerDebugAdapter } from './serverDebugAdapter';

export interface DebugServices {
  readonly registry: ServerRegistry;
  readonly controller: ServerController;
  readonly supervisor: ProxySupervisor;
  readonly panels: InspectorPanels;
  /** Folder of what programs load that come under a debugger. */
  readonly preloads: { readonly node: Uri; readonly python: Uri };
}

/** One server while it is debugged: from the start of its debug session to the end of that. */
export class ServerDebugging implements DebuggedServer {
  readonly adapter = new ServerDebugAdapter(this);
  readonly #held = new HeldThreads((held) => this.#suspend(held));
  readonly #children: ChildSessions;
  #began = false;
  #ending = false;
  /** The server has ended by itself. */
  #over = false;
  #isInspected = false;
  #cwd: string | undefined;
  #attached = 0;
  /** Of the process that the person's configuration was attached to. */
  #attachedTo: number | undefined;
  /** Where the person's configuration is to start the server. */
  #port: number | undefined;

  constructor(
    readonly id: ServerId,
    session: DebugSession,
    private readonly configured: ConfiguredServer,
    private readonly means: DebugMeans,
    private readonly services: DebugServices,
  ) {
    this.#children = new ChildSessions(session);
  }

  async launch(): Promise<boolean> {
    const { entry } = this.configured;
    if (this.#isStartedByDebugger && entry.kind === 'launchedHttp') {
      this.#port = entry.port === 'auto' ? await freePort() : entry.port;
    }
    return this.#start();
  }

  async restart(): Promise<void> {
    await this.#children.leave(this.#isStartedByDebugger);
    await this.#start();
  }

  async stop(): Promise<void> {
    // VS Code takes leave of a session that has ended, too: a failure must stay to be seen.
    if (this.#over) return;
    this.#ending = true;
    await this.#children.leave(this.#isStartedByDebugger);
    await this.services.controller.stop(this.id);
  }

  /** What the launch of the server is, under the debugger. */
  apply(definition: LaunchDefinition): LaunchDefinition {
    const { means } = this;
    if (definition.kind !== 'remote') this.#cwd = definition.run.cwd;
    if (this.#isStartedByDebugger) return startedBySomebodyElse(definition, this.#port);
    if (means.kind === 'configuration') return attachedTo(definition);
    const wanted = this.configured.entry.dev?.debug;
    const { node, python } = this.services.preloads;
    const libraries = debugpyFolder(wanted?.type === 'debugpy' ? wanted.debugpyPath : undefined);
    return withPrograms(definition, wanted, {
      ...(means.node ? { node: node.fsPath } : {}),
      ...(means.python ? { python: python.fsPath } : {}),
      ...(means.python && libraries !== undefined ? { debugpy: libraries } : {}),
    });
  }

  /** A program of the server waits for a debugger. */
  async debuggee(debuggee: Debuggee): Promise<void> {
    this.#attached++;
    if (debuggee.kind === 'failed') {
      this.#warn(noDebugpyWords(this.configured.entry.name, debuggee));
      return;
    }
    await this.#startChild(attachConfiguration(debuggee, this.#cwd));
  }

  /** The state of the server changed. */
  changed(snapshot: ServerSnapshot): void {
    if (!this.#began) return;
    if (isOver(snapshot)) {
      this.#tellEnd(snapshot);
      return;
    }
    void this.#attachTo(snapshot);
    if (isReady(snapshot.state) && !this.#isInspected) {
      this.#isInspected = true;
      this.services.panels.open(this.id);
      this.#checkAttached();
    }
  }

  /** Of a debug session below that of the server. */
  tracker(session: DebugSession): DebugAdapterTracker {
    return this.#held.tracker(session);
  }

  childStarted(session: DebugSession): void {
    this.#children.started(session);
  }

  childEnded(session: DebugSession): void {
    this.#held.forget(session);
    if (!this.#children.ended(session) || this.#ending) return;
    // The server was the debugger's: it has ended.
    if (this.#isStartedByDebugger) void this.stop().then(() => this.adapter.end());
  }

  get #isStartedByDebugger(): boolean {
    return this.means.kind === 'configuration' && this.means.configuration.request !== 'attach';
  }

  async #start(): Promise<boolean> {
    const { controller } = this.services;
    this.#began = false;
    this.#attachedTo = undefined;
    let begun = false;
    const asked = controller.onDidAsk(({ id, kind }) => {
      begun ||= id === this.id && kind === 'started';
    });
    try {
      if (this.#isStartedByDebugger) {
        // Nothing that an entry names is run before it may be.
        if (!(await controller.mayStart(this.id))) return false;
        await this.#startConfiguration({});
      }
      await controller.start(this.id, l10n.t('it is debugged'));
    } finally {
      asked.dispose();
    }
    this.#began = begun;
    // It may have failed before the launch was said to have begun.
    const server = this.services.registry.get(this.id);
    if (server) this.changed(server.snapshot);
    return begun;
  }

  /** The person's own configuration attaches as soon as there is a process. */
  async #attachTo({ process, url }: ServerSnapshot): Promise<void> {
    if (this.means.kind !== 'configuration' || this.#isStartedByDebugger) return;
    const pid = process?.pid;
    if (pid === undefined || pid === this.#attachedTo) return;
    this.#attachedTo = pid;
    const port = url === undefined ? undefined : Number(new URL(url).port);
    await this.#startConfiguration({
      pid,
      ...(port ? { port } : {}),
      ...(url === undefined ? {} : { url }),
    });
  }

  async #startConfiguration(known: { pid?: number; port?: number; url?: string }): Promise<void> {
    if (this.means.kind !== 'configuration') return;
    const port = known.port ?? this.#port;
    const values = { ...known, ...(port === undefined ? {} : { port }) };
    await this.#startChild(fillConfiguration(this.means.configuration, values));
  }

  async #startChild(configuration: DebugConfiguration): Promise<void> {
    const begun = await this.#children.start(configuration).catch((error: unknown) => {
      this.adapter.print(messageOf(error), 'stderr');
      return false;
    });
    // One that was told to leave before it had come is not missed.
    if (begun || this.#ending || this.#over) return;
    this.#warn(noDebuggerWords(configuration.name));
  }

  #suspend(suspended: boolean): void {
    const { supervisor } = this.services;
    if (supervisor.info === undefined) return;
    supervisor.request('server/suspendTimeouts', { serverId: this.id, suspended }).catch(() => {
      // The proxy has gone, and all time-outs with it.
    });
  }

  #tellEnd({ state, name }: ServerSnapshot): void {
    this.#over = true;
    if (state.status === 'failed') {
      const { title, explanation } = state.diagnosis;
      this.adapter.print(`${name}: ${title}. ${explanation}`, 'stderr');
      this.services.panels.open(this.id);
    }
    this.adapter.end();
  }

  #checkAttached(): void {
    if (this.means.kind === 'programs' && this.#attached === 0)
      this.#warn(noneAttachedWords(this.configured.entry.name));
  }

  /** The console alone is easily overlooked. */
  #warn(text: string): void {
    this.adapter.print(text, 'stderr');
    void window.showWarningMessage(text);
  }
}

/** One whose time to get ready was over may still be waited for. */
function isOver({ state, process }: ServerSnapshot): boolean {
  switch (state.status) {
    case 'idle':
    case 'stopped':
      return true;
    case 'failed':
      return process === undefined || state.diagnosis.code === 'proxy.crashed';
    default:
      return false;
  }
}
