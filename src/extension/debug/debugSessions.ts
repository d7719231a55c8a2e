import {
  commands,
  DebugAdapterInlineImplementation,
  type DebugConfiguration,
  type DebugConfigurationProvider,
  type DebugSession,
  type Disposable,
  debug,
  l10n,
  type WorkspaceFolder,
  window,
  workspace,
} from 'vscode';
import type { ServerId } from '../../shared/model/server';
import { pickServer } from '../commands/serverPick';
import { DEBUG_TYPE } from '../ids';
import type { KnownServer } from '../servers/knownServer';
import type { ServerRegistry } from '../servers/serverRegistry';
import { DisposableStore } from '../util/disposableStore';
import { debugMeans, NotDebuggable } from './debugMeans';
import { type DebugServices, ServerDebugging } from './serverDebugging';

/** The debug sessions of this window's servers, one for each server at most. */
export class DebugSessions implements DebugConfigurationProvider, Disposable {
  readonly #running = new Map<DebugSession, ServerDebugging>();
  private readonly registry: ServerRegistry;
  readonly #disposables = new DisposableStore();

  constructor(private readonly services: DebugServices) {
    const { controller, supervisor, registry } = services;
    this.registry = registry;
    controller.underDebugger = (definition) =>
      this.#of(definition.id)?.apply(definition) ?? definition;
    for (const disposable of [
      debug.registerDebugConfigurationProvider(DEBUG_TYPE, this),
      debug.registerDebugAdapterDescriptorFactory(DEBUG_TYPE, {
        createDebugAdapterDescriptor: (session) =>
          new DebugAdapterInlineImplementation(this.#begin(session).adapter),
      }),
      debug.registerDebugAdapterTrackerFactory('*', {
        createDebugAdapterTracker: (session) => this.#above(session)?.tracker(session),
      }),
      debug.onDidStartDebugSession((session) => this.#above(session)?.childStarted(session)),
      debug.onDidTerminateDebugSession((session) => this.#onEnd(session)),
      supervisor.notifications.on('server/debuggee', ({ serverId, debuggee }) => {
        void this.#of(serverId)?.debuggee(debuggee);
      }),
      supervisor.notifications.on('server/changed', (snapshot) => {
        this.#of(snapshot.id)?.changed(snapshot);
      }),
    ]) {
      this.#disposables.add(disposable);
    }
  }

  /** Starts a server under the debugger, or restarts one that is debugged. */
  async debug(id: ServerId): Promise<void> {
    const running = this.#of(id);
    if (running) return running.restart();
    const server = this.registry.get(id);
    if (server === undefined) throw new Error(l10n.t('There is no server "{0}".', id));
    const folder = server.configured?.source.folder ?? workspace.workspaceFolders?.[0];
    await debug.startDebugging(folder, configurationOf(server));
  }

  /** For F5 without a launch.json. */
  provideDebugConfigurations(): DebugConfiguration[] {
    return this.registry.servers
      .filter(({ configured }) => configured !== undefined)
      .map(configurationOf);
  }

  /** Finds the server, and whether it can be debugged; says so if not. */
  async resolveDebugConfiguration(
    _: WorkspaceFolder | undefined,
    given: DebugConfiguration,
  ): Promise<DebugConfiguration | undefined> {
    const server = await this.#find(given.server);
    if (server?.configured === undefined) return undefined;
    try {
      debugMeans(server.name, server.configured);
    } catch (error) {
      if (!(error instanceof NotDebuggable)) throw error;
      await tellNotDebuggable(error);
      return undefined;
    }
    return { ...configurationOf(server), ...given, ...known(server) };
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  async #find(server: unknown): Promise<KnownServer | undefined> {
    if (typeof server === 'string') {
      const named = this.registry.servers.find(({ id, name }) => id === server || name === server);
      if (named) return named;
      void window.showErrorMessage(l10n.t('There is no server "{0}".', server));
      return undefined;
    }
    const id = await pickServer(
      this.registry,
      l10n.t('Debug Server'),
      ({ configured }) => configured !== undefined,
    );
    return id === undefined ? undefined : this.registry.get(id);
  }

  #begin(session: DebugSession): ServerDebugging {
    const id: ServerId = session.configuration.serverId;
    const server = this.registry.get(id);
    if (server?.configured === undefined) {
      throw new Error(l10n.t('There is no server "{0}".', id));
    }
    const { configured, name } = server;
    const means = debugMeans(name, configured);
    const begun = new ServerDebugging(id, session, configured, means, this.services);
    this.#running.set(session, begun);
    return begun;
  }

  #of(id: ServerId): ServerDebugging | undefined {
    for (const running of this.#running.values()) if (running.id === id) return running;
    return undefined;
  }

  /** Of the server that a debug session belongs to. */
  #above(session: DebugSession): ServerDebugging | undefined {
    for (let at = session.parentSession; at; at = at.parentSession) {
      const running = this.#running.get(at);
      if (running) return running;
    }
    return undefined;
  }

  #onEnd(session: DebugSession): void {
    this.#above(session)?.childEnded(session);
    this.#running.delete(session);
  }
}

function configurationOf({ id, name }: KnownServer): DebugConfiguration {
  return { type: DEBUG_TYPE, request: 'launch', name: `MCP: ${name}`, server: id };
}

function known({ id }: KnownServer) {
  return { serverId: id, internalConsoleOptions: 'neverOpen' };
}

async function tellNotDebuggable({ message, extension }: NotDebuggable): Promise<void> {
  if (extension === undefined) {
    await window.showErrorMessage(message);
    return;
  }
  const find = l10n.t('Show Extension');
  if ((await window.showErrorMessage(message, find)) === find) {
    await commands.executeCommand('workbench.extensions.search', extension);
  }
}
