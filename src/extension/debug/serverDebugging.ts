import {
  type DebugAdapterTracker,
  type DebugConfiguration,
  type DebugSession,
  debug,
  l10n,
  type Uri,
  type WorkspaceFolder,
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
import { attachConfiguration } from './attachConfiguration';
import { attachedTo, startedBySomebodyElse, withPrograms } from './debugDefinition';
import { debugpyFolder } from './debuggers';
import type { DebugMeans } from './debugMeans';
import { freePort } from './freePort';
import { HeldThreads } from './heldThreads';
import { type DebuggedServer, ServerDebugAdapter } from './serverDebugAdapter';

/** A debugger that does not answer must not keep a server from being stopped. */
const LEAVE_MS = 1_000;

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
  readonly #children = new Set<DebugSession>();
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
    private readonly session: DebugSession,
    private readonly configured: ConfiguredServer,
    private readonly means: DebugMeans,
    private readonly services: DebugServices,
  ) {}

  async launch(): Promise<boolean> {
    const { entry } = this.configured;
    if (this.#isStartedByDebugger && entry.kind === 'launchedHttp') {
      this.#port = entry.port === 'auto' ? await freePort() : entry.port;
    }
    return this.#start();
  }

  async restart(): Promise<void> {
    await this.#leave();
    await this.#start();
  }

  async stop(): Promise<void> {
    // VS Code takes leave of a session that has ended, too: a failure must stay to be seen.
    if (this.#over) return;
    this.#ending = true;
    await this.#leave();
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
      this.#sayNoDebugpy(debuggee.program, debuggee.problem);
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
    if (session.parentSession === this.session) this.#children.add(session);
  }

  childEnded(session: DebugSession): void {
    this.#held.forget(session);
    if (!this.#children.delete(session) || this.#ending) return;
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
    const begun = await debug.startDebugging(this.#folder, configuration, {
      parentSession: this.session,
      lifecycleManagedByParent: true,
      compact: true,
      suppressSaveBeforeStart: true,
    });
    if (begun) return;
    this.adapter.print(l10n.t('No debugger came to {0}.', configuration.name), 'stderr');
  }

  get #folder(): WorkspaceFolder | undefined {
    return this.session.workspaceFolder;
  }

  /** Debuggers leave first, so that a server that is held can end in good order. */
  async #leave(): Promise<void> {
    const leaving = [...this.#children].map((child) =>
      child.customRequest('disconnect', { terminateDebuggee: this.#isStartedByDebugger }),
    );
    const late = new Promise((resolve) => setTimeout(resolve, LEAVE_MS));
    await Promise.race([Promise.allSettled(leaving), late]);
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
      // The console alone is easily overlooked.
      this.services.panels.open(this.id);
    }
    this.adapter.end();
  }

  #sayNoDebugpy(program: string, problem: string): void {
    const text = l10n.t(
      '{0} runs without a debugger: {1} found no debugpy ({2}). Install it there, with `pip install debugpy` or `uv add --dev debugpy`, or install the Python Debugger extension, which brings it.',
      this.configured.entry.name,
      program,
      problem,
    );
    this.adapter.print(text, 'stderr');
    void window.showWarningMessage(text);
  }

  #checkAttached(): void {
    if (this.means.kind !== 'programs' || this.#attached > 0) return;
    const text = l10n.t(
      '{0} is ready, but none of its programs came under the debugger. Name a launch configuration that debugs it in `dev.debug.configuration`.',
      this.configured.entry.name,
    );
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
