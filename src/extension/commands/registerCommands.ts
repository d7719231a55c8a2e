import { commands, type Disposable, type LogOutputChannel, l10n, Uri, window } from 'vscode';
import type { ServerId } from '../../shared/model/server';
import { isActive } from '../../shared/model/state';
import type { SignInStore } from '../auth/signInStore';
import { signOut } from '../auth/signOut';
import type { WatchedServers } from '../chat/watchedServers';
import { copyConfiguration } from '../clients/copyConfiguration';
import type { ServerAccesses } from '../clients/serverAccess';
import { editorCommands } from '../editor/editorCommands';
import { COMMANDS, INTERNAL_COMMANDS } from '../ids';
import type { InputStore } from '../inputs/inputStore';
import type { InspectorPanels } from '../panel/inspectorPanels';
import type { KnownServer } from '../servers/knownServer';
import type { ServerController } from '../servers/serverController';
import type { ServerRegistry } from '../servers/serverRegistry';
import type { WaitingRequests } from '../servers/waitingRequests';
import { TYPED_SOURCE, type TypedSource } from '../sources/typedSource';
import type { ProxySupervisor } from '../supervisor/proxySupervisor';
import type { TrafficActions } from '../traffic/trafficActions';
import { type TrustServices, trustCommands } from '../trust/trustCommands';
import { messageOf } from '../util/messageOf';
import { serverIdOf } from '../views/treeNode';
import { addServer, saveEntry } from './addServer';
import { inspectServer } from './inspectServer';
import type { ServerActions } from './serverActions';
import { pickServer } from './serverPick';

export interface CommandServices extends TrustServices {
  readonly registry: ServerRegistry;
  readonly controller: ServerController;
  readonly actions: ServerActions;
  readonly panels: InspectorPanels;
  readonly inputs: InputStore;
  readonly signIns: SignInStore;
  readonly supervisor: ProxySupervisor;
  readonly typed: TypedSource;
  readonly accesses: ServerAccesses;
  readonly watched: WatchedServers;
  readonly waiting: WaitingRequests;
  readonly traffic: TrafficActions;
  readonly log: LogOutputChannel;
}

type Handler = (...args: unknown[]) => unknown;

/** Registers every command of `ids.ts`. A failure is shown, and logged. */
export function registerCommands(services: CommandServices): Disposable[] {
  const all = {
    ...serverCommands(services),
    ...clientCommands(services),
    ...windowCommands(services),
    ...trustCommands(services),
    ...viewCommands(services),
    ...editorCommands(services),
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
function serverCommands(services: CommandServices): Record<string, Handler> {
  const { registry, actions, typed } = services;
  const any = () => true;
  const active = ({ snapshot }: KnownServer) => isActive(snapshot.state);
  const on = onServer.bind(undefined, registry);
  return {
    [COMMANDS.inspectServer]: (argument) => inspectServer(services, serverIdOf(argument)),
    [COMMANDS.startServer]: on(
      l10n.t('Start Server'),
      (server) => !active(server) && server.configured !== undefined,
      (id) => actions.start(id),
    ),
    [COMMANDS.stopServer]: on(l10n.t('Stop Server'), active, (id) => actions.stop(id)),
    [COMMANDS.debugServer]: (argument) => inspectServer(services, serverIdOf(argument)),
    [COMMANDS.restartServer]: on(l10n.t('Restart Server'), active, (id) => actions.start(id)),
    [COMMANDS.showOutput]: on(l10n.t('Show Output'), any, (id) => actions.showOutput(id)),
    [COMMANDS.openConfiguration]: on(
      l10n.t('Open Configuration'),
      ({ configured }) => configured !== undefined && configured.source.key !== TYPED_SOURCE,
      (id) => actions.openConfiguration(id),
    ),
    [COMMANDS.copyDiagnosis]: on(l10n.t('Copy Diagnosis'), hasDiagnosis, (id) =>
      actions.copyDiagnosis(id),
    ),
    [COMMANDS.removeServer]: on(l10n.t('Remove Server'), isTyped, async (id) => {
      await actions.stop(id);
      await typed.remove({ name: nameOf(registry, id) });
    }),
    [COMMANDS.saveServer]: on(l10n.t('Save Server'), isTyped, async (id) => {
      const name = nameOf(registry, id);
      const entry = typed.all[name];
      if (entry === undefined) return;
      const kind = entry.url === undefined ? 'stdio' : 'url';
      if (await saveEntry(registry, entry, kind)) await typed.remove({ name });
    }),
  };
}

/** What lets other MCP clients use a server through Portcullis. */
function clientCommands({ registry, accesses, watched }: CommandServices): Record<string, Handler> {
  const on = onServer.bind(undefined, registry);
  const watch = (id: ServerId, wanted: boolean) => {
    const server = registry.get(id);
    return server && watched.watch(server, wanted);
  };
  return {
    [COMMANDS.copyConfiguration]: on(
      l10n.t('Copy Configuration'),
      ({ configured }) => configured !== undefined,
      (id) => copyConfiguration(nameOf(registry, id), () => accesses.written(id)),
    ),
    [COMMANDS.watchChat]: on(
      l10n.t('Watch What Copilot Says'),
      (server) => server.configured !== undefined && !watched.isWatched(server),
      (id) => watch(id, true),
    ),
    [COMMANDS.unwatchChat]: on(
      l10n.t('Stop Watching What Copilot Says'),
      (server) => watched.isWatched(server),
      (id) => watch(id, false),
    ),
  };
}

/** Runs on the server of the tree item, or on one that is picked among those for which `filter` holds. */
function onServer(
  registry: ServerRegistry,
  title: string,
  filter: (server: KnownServer) => boolean,
  run: (id: ServerId) => unknown,
): Handler {
  return async (argument) => {
    const id = serverIdOf(argument) ?? (await pickServer(registry, title, filter));
    if (id !== undefined) await run(id);
  };
}

function windowCommands(services: CommandServices): Record<string, Handler> {
  const { registry, controller, inputs, signIns, supervisor, log } = services;
  return {
    [COMMANDS.startAll]: () => controller.startAll(),
    [COMMANDS.stopAll]: () => controller.stopAll(),
    [COMMANDS.addServer]: () => addServer(registry),
    [COMMANDS.refresh]: () => registry.reload(),
    [COMMANDS.showLog]: () => log.show(),
    [COMMANDS.openTrafficFile]: async (file) => {
      const opened = await services.traffic.open(file instanceof Uri ? file : undefined);
      if (opened !== undefined) services.panels.open(opened.logId);
    },
    [COMMANDS.signOut]: () => signOut(signIns, supervisor),
    [COMMANDS.clearInputs]: async () => {
      const count = await inputs.clear();
      window.showInformationMessage(
        count === 0
          ? l10n.t('No answers to inputs were stored.')
          : l10n.t('{0} stored answers were removed; they will be asked for again.', count),
      );
    },
  };
}

/** What a click on an item of a view does. */
function viewCommands({
  registry,
  actions,
  panels,
  waiting,
}: CommandServices): Record<string, Handler> {
  return {
    [INTERNAL_COMMANDS.revealItem]: (id, screen, item) =>
      panels.open(id as ServerId, {
        reveal: { screen: screen as 'tools' | 'resources' | 'prompts', item: item as string },
        preserveFocus: true,
      }),
    [INTERNAL_COMMANDS.showDiagnosis]: (id) =>
      panels.open(id as ServerId, { reveal: { screen: 'overview' }, preserveFocus: true }),
    [INTERNAL_COMMANDS.showRequests]: (id) => {
      const [first] = waiting.of(id as ServerId);
      const item = first === undefined ? {} : { item: first.id };
      panels.open(id as ServerId, { reveal: { screen: 'requests', ...item } });
    },
    [INTERNAL_COMMANDS.applyFix]: (id, code, fixId) =>
      actions.applyFix(id as ServerId, code as string, fixId as string),
    [INTERNAL_COMMANDS.showFileProblem]: async (key) => {
      for (const [source, { config }] of registry.contents) {
        if (source.key !== key) continue;
        const problem = config.problems.find(({ severity }) => severity === 'error');
        await source.open(problem?.range);
      }
    },
  };
}

function hasDiagnosis({ snapshot: { state, warnings } }: KnownServer): boolean {
  return state.status === 'failed' || state.status === 'degraded' || warnings.length > 0;
}

function isTyped({ configured }: KnownServer): boolean {
  return configured?.source.key === TYPED_SOURCE;
}

function nameOf(registry: ServerRegistry, id: ServerId): string {
  const server = registry.get(id);
  return server?.configured?.entry.name ?? server?.name ?? id;
}
