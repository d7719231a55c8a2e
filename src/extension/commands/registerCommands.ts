import { commands, type Disposable, type LogOutputChannel, l10n, Uri, window } from 'vscode';
import type { ServerId } from '../../shared/model/server';
import { isActive } from '../../shared/model/state';
import { addingCommands } from '../adding/addingCommands';
import { saveEntry } from '../adding/addServer';
import type { SignInStore } from '../auth/signInStore';
import { signOut } from '../auth/signOut';
import { type ChatServices, chatCommands, tellIfForbidden } from '../chat/chatCommands';
import { copyConfiguration } from '../clients/copyConfiguration';
import type { ServerAccesses } from '../clients/serverAccess';
import { type DebugCommandServices, debugCommands } from '../debug/debugCommands';
import { type DevServices, devCommands } from '../dev/devCommands';
import { editorCommands } from '../editor/editorCommands';
import { entryCommands } from '../entries/entryCommands';
import { COMMANDS } from '../ids';
import { inputCommands } from '../inputs/inputCommands';
import type { InputStore } from '../inputs/inputStore';
import type { ServerOutput } from '../output/serverOutput';
import type { InspectorPanels } from '../panel/inspectorPanels';
import type { LaunchGate } from '../policy/launchGate';
import type { KnownServer } from '../servers/knownServer';
import type { ServerController } from '../servers/serverController';
import type { ServerRegistry } from '../servers/serverRegistry';
import type { WaitingRequests } from '../servers/waitingRequests';
import { TYPED_SOURCE, type TypedSource } from '../sources/typedSource';
import type { ProxySupervisor } from '../supervisor/proxySupervisor';
import type { TrafficActions } from '../traffic/trafficActions';
import { type TrustServices, trustCommands } from '../trust/trustCommands';
import { messageOf } from '../util/messageOf';
import type { ViewServices } from '../views/createServersView';
import { serverIdOf, sourceNodeOf } from '../views/treeNode';
import { viewCommands } from '../views/viewCommands';
import { welcomeCommands } from '../welcome/welcomeCommands';
import { inspectServer } from './inspectServer';
import { each, type Handler, onServer, onServers, type Subject } from './onServers';
import type { ServerActions } from './serverActions';

export interface CommandServices
  extends ChatServices,
    DebugCommandServices,
    DevServices,
    TrustServices,
    ViewServices {
  readonly registry: ServerRegistry;
  readonly controller: ServerController;
  readonly actions: ServerActions;
  readonly panels: InspectorPanels;
  readonly inputs: InputStore;
  readonly signIns: SignInStore;
  readonly supervisor: ProxySupervisor;
  readonly gate: LaunchGate;
  readonly output: ServerOutput;
  /** Of the extension. */
  readonly globalStorageUri: Uri;
  /** Where the extension is installed. */
  readonly extensionUri: Uri;
  readonly typed: TypedSource;
  readonly accesses: ServerAccesses;
  readonly waiting: WaitingRequests;
  readonly traffic: TrafficActions;
  readonly log: LogOutputChannel;
}

/** Registers every command of `ids.ts`. A failure is shown, and logged. */
export function registerCommands(services: CommandServices): Disposable[] {
  const subject: Subject = { registry: services.registry, keyed: () => services.view.keyed };
  const all = {
    ...serverCommands(services, subject),
    ...addingCommands(services),
    ...entryCommands(services, subject),
    ...debugCommands(services, subject),
    ...devCommands(services),
    ...clientCommands(services, subject),
    ...windowCommands(services),
    ...chatCommands(services),
    ...trustCommands(services),
    ...inputCommands(services),
    ...viewCommands(services, subject),
    ...editorCommands(services),
    ...welcomeCommands(services),
  };
  return Object.entries(all).map(([id, handler]) =>
    commands.registerCommand(id, async (...args: unknown[]) => {
      try {
        await handler(...args);
      } catch (error) {
        services.log.error(`${id}: ${messageOf(error)}`);
        await showError(messageOf(error), services.log);
      }
    }),
  );
}

async function showError(message: string, log: LogOutputChannel): Promise<void> {
  const showLog = l10n.t('Show Log');
  if ((await window.showErrorMessage(message, showLog)) === showLog) log.show();
}

/** Commands on one server: that of the tree item, or one that is picked. */
function serverCommands(services: CommandServices, subject: Subject): Record<string, Handler> {
  const { registry, actions, typed } = services;
  const any = () => true;
  const active = ({ snapshot }: KnownServer) => isActive(snapshot.state);
  const on = onServer.bind(undefined, subject);
  const onAll = onServers.bind(undefined, subject);
  return {
    [COMMANDS.inspectServer]: (argument, selection) =>
      Array.isArray(selection) && selection.length > 1
        ? onAll(
            '',
            any,
            each((id) => inspectServer(services, id)),
          )(argument, selection)
        : inspectServer(services, serverIdOf(argument)),
    [COMMANDS.startServer]: onAll(
      l10n.t('Start Server'),
      (server) => !active(server) && server.configured !== undefined,
      each((id) => actions.start(id)),
    ),
    [COMMANDS.stopServer]: onAll(l10n.t('Stop Server'), active, (ids) =>
      Promise.all(ids.map((id) => actions.stop(id))),
    ),
    [COMMANDS.restartServer]: onAll(
      l10n.t('Restart Server'),
      active,
      each((id) => actions.start(id)),
    ),
    [COMMANDS.showOutput]: on(l10n.t('Show Output'), any, (id) => actions.showOutput(id)),
    [COMMANDS.openConfiguration]: (argument, selection) =>
      sourceNodeOf(argument)?.source?.open() ??
      onAll(
        l10n.t('Open Configuration'),
        ({ configured }) => configured !== undefined && configured.source.key !== TYPED_SOURCE,
        each((id) => actions.openConfiguration(id)),
      )(argument, selection),
    [COMMANDS.copyDiagnosis]: on(l10n.t('Copy Diagnosis'), hasDiagnosis, (id) =>
      actions.copyDiagnosis(id),
    ),
    [COMMANDS.saveServer]: on(l10n.t('Save Server'), isTyped, async (id) => {
      const name = nameOf(registry, id);
      const entry = typed.all[name];
      if (entry === undefined) return;
      await saveEntry(services, name, entry, async () => {
        await actions.stop(id);
        await typed.remove({ name });
      });
    }),
  };
}

/** What lets other MCP clients use a server through Portcullis. */
function clientCommands(
  { registry, accesses, watched, policy }: CommandServices,
  subject: Subject,
): Record<string, Handler> {
  const on = onServer.bind(undefined, subject);
  const onAll = onServers.bind(undefined, subject);
  const watch = async (id: ServerId, wanted: boolean) => {
    const server = registry.get(id);
    if (server !== undefined) await watched.watch(server, wanted);
  };
  return {
    [COMMANDS.copyConfiguration]: on(
      l10n.t('Copy Configuration'),
      ({ configured }) => configured !== undefined,
      (id) => copyConfiguration(nameOf(registry, id), () => accesses.written(id)),
    ),
    [COMMANDS.watchChat]: onAll(
      l10n.t('Watch What Copilot Says'),
      (server) => server.configured !== undefined && !watched.isWatched(server),
      async (ids) => {
        for (const id of ids) await watch(id, true);
        tellIfForbidden(policy);
      },
    ),
    [COMMANDS.unwatchChat]: onAll(
      l10n.t('Stop Watching What Copilot Says'),
      (server) => watched.isWatched(server),
      each((id) => watch(id, false)),
    ),
  };
}

function windowCommands(services: CommandServices): Record<string, Handler> {
  const { registry, controller, signIns, supervisor, tree, log } = services;
  return {
    [COMMANDS.startAll]: (argument) => {
      const group = sourceNodeOf(argument);
      const servers = group === undefined ? tree.unhidden : tree.unhiddenOf(group);
      const ids = new Set(servers.filter(isStartedWithAll).map(({ id }) => id));
      return controller.startAll(({ id }) => ids.has(id));
    },
    [COMMANDS.stopAll]: (argument) => {
      const group = sourceNodeOf(argument);
      const ids = group && new Set(tree.unhiddenOf(group).map(({ id }) => id));
      return controller.stopAll(({ id }) => ids?.has(id) ?? true);
    },
    [COMMANDS.refresh]: () => registry.reload(),
    [COMMANDS.showLog]: () => log.show(),
    [COMMANDS.openTrafficFile]: async (file) => {
      const opened = await services.traffic.open(file instanceof Uri ? file : undefined);
      if (opened !== undefined) services.panels.open(opened.logId);
    },
    [COMMANDS.signOut]: () => signOut(signIns, supervisor),
  };
}

function hasDiagnosis({ snapshot: { state, warnings } }: KnownServer): boolean {
  return state.status === 'failed' || state.status === 'degraded' || warnings.length > 0;
}

/** What its own client does not start is started by name only. */
function isStartedWithAll({ configured }: KnownServer): boolean {
  return configured !== undefined && configured.entry.disabled !== true;
}

function isTyped({ configured }: KnownServer): boolean {
  return configured?.source.key === TYPED_SOURCE;
}

function nameOf(registry: ServerRegistry, id: ServerId): string {
  const server = registry.get(id);
  return server?.configured?.entry.name ?? server?.name ?? id;
}
