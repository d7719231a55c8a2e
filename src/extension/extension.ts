import './words';
import { type ExtensionContext, l10n, Uri, window } from 'vscode';
import { certainSecrets } from '../shared/secrets/certainSecrets';
import { isTrial } from './adding/trialSource';
import type { PortcullisApi } from './api';
import { hostHandlers } from './auth/hostHandlers';
import { SignInStore } from './auth/signInStore';
import { ChatProvider } from './chat/chatProvider';
import { WatchedServers } from './chat/watchedServers';
import { ServerAccesses } from './clients/serverAccess';
import { TapCommand } from './clients/tapCommand';
import { tellConfigured } from './clients/tellConfigured';
import { registerCommands } from './commands/registerCommands';
import { ServerActions } from './commands/serverActions';
import { DebugSessions } from './debug/debugSessions';
import { Development } from './dev/development';
import { RestartChoices } from './dev/restartChoices';
import { ProblemsPanel } from './diagnosis/problemsPanel';
import { registerEditor } from './editor/registerEditor';
import { InputStore } from './inputs/inputStore';
import { ServerOutput } from './output/serverOutput';
import { AnswerReminder } from './panel/answerReminder';
import { InspectorPanels } from './panel/inspectorPanels';
import { LanguageModels } from './panel/languageModels';
import { ModelConsent } from './panel/modelConsent';
import { PanelMemory } from './panel/panelMemory';
import { VirtualTexts } from './panel/virtualTexts';
import { followPolicy } from './policy/followPolicy';
import { LaunchGate } from './policy/launchGate';
import { McpPolicy } from './policy/mcpPolicy';
import { ResourceFiles } from './resources/resourceFiles';
import { CatalogCache } from './servers/catalogCache';
import { SavedAnswers } from './servers/savedAnswers';
import { ServerController } from './servers/serverController';
import { ServerRegistry } from './servers/serverRegistry';
import { ServerRoots } from './servers/serverRoots';
import { SessionSettingsStore } from './servers/sessionSettingsStore';
import { WaitingRequests } from './servers/waitingRequests';
import { findSources } from './sources/findSources';
import { followSources } from './sources/followSources';
import { TypedSource } from './sources/typedSource';
import { createSupervisor } from './supervisor/createSupervisor';
import type { ProxySupervisor } from './supervisor/proxySupervisor';
import { TrafficActions } from './traffic/trafficActions';
import { followTrafficLimits } from './traffic/trafficLimits';
import { LaunchTrust } from './trust/launchTrust';
import { messageOf } from './util/messageOf';
import { createServersView } from './views/createServersView';
import { ServerStatusBar } from './views/serverStatusBar';
import { WelcomeContext } from './welcome/welcomeContext';

let running: ProxySupervisor | undefined;

export async function activate(context: ExtensionContext): Promise<PortcullisApi> {
  const log = window.createOutputChannel('Portcullis', { log: true });
  const typed = new TypedSource(l10n.t('Typed in'), context.workspaceState);
  const registry = new ServerRegistry(typed);
  const inputs = new InputStore(context);
  let controller: ServerController | undefined;
  const signIns = new SignInStore(context);
  const host = hostHandlers(registry, signIns);
  const supervisor = createSupervisor(context, log, () => controller, host);
  running = supervisor;
  const roots = new ServerRoots(context.workspaceState, registry, supervisor);
  const sessionSettings = new SessionSettingsStore(context);
  const trust = new LaunchTrust(context.workspaceState);
  const policy = new McpPolicy();
  const gate = new LaunchGate(registry, policy, trust);
  controller = new ServerController(registry, supervisor, inputs, gate, roots, sessionSettings);
  const servers = controller;
  const output = new ServerOutput(registry, supervisor, (id) =>
    certainSecrets(servers.lastLaunched(id)),
  );
  const actions = new ServerActions(
    { registry, controller, supervisor, output, inputs },
    context.extension,
  );
  const { extensionUri } = context;
  const texts = new VirtualTexts();
  const resources = new ResourceFiles(supervisor, context.workspaceState);
  const traffic = new TrafficActions({ registry, controller, supervisor, inputs });
  const models = new LanguageModels(new ModelConsent(context.workspaceState));
  const savedAnswers = new SavedAnswers(context.workspaceState);
  const choices = new RestartChoices(context.workspaceState);
  const memory = new PanelMemory(context.workspaceState);
  const panels = new InspectorPanels({
    extensionUri,
    registry,
    controller,
    sessionSettings,
    supervisor,
    actions,
    texts,
    resources,
    traffic,
    memory,
    choices,
    showBuild: (id) => dev.showBuild(id),
    models,
    savedAnswers,
    roots,
  });
  const dev = new Development({
    ...{ registry, controller, supervisor, sessionSettings, memory, choices },
    isSeen: (id) => panels.isVisible(id),
    log: (message) => log.warn(message),
  });
  const preload = (...file: string[]) => Uri.joinPath(extensionUri, 'media', 'debug', ...file);
  const debugSessions = new DebugSessions({
    registry,
    controller,
    supervisor,
    panels,
    preloads: { node: preload('node.cjs'), python: preload('python') },
  });
  const waiting = new WaitingRequests(registry, supervisor);
  const catalogs = new CatalogCache(registry, supervisor);
  const watched = new WatchedServers(registry);
  const tap = tapCommand(context);
  const accesses = new ServerAccesses(registry, controller, supervisor, tap, gate, inputs);
  const { disposables: viewDisposables, ...view } = createServersView(context, {
    registry,
    supervisor,
    catalogs,
    watched,
    waiting,
  });

  context.subscriptions.push(
    log,
    registry,
    supervisor.notifications.on('server/changed', (snapshot) => {
      if (!isTrial(snapshot.id)) registry.update(snapshot);
    }),
    output,
    texts,
    resources,
    followTrafficLimits(supervisor, (error) => log.error(messageOf(error))),
    roots,
    models,
    waiting,
    panels,
    debugSessions,
    choices,
    dev,
    catalogs,
    watched,
    ...tellConfigured(registry, supervisor),
    policy,
    followPolicy(policy, { registry, controller, gate }, (error) => log.error(messageOf(error))),
    new ChatProvider({ watched, policy, access: (id) => accesses.open(id) }),
    ...viewDisposables,
    new ServerStatusBar(registry, waiting),
    new AnswerReminder(waiting, panels, (id) => actions.snapshot(id).name),
    new ProblemsPanel(registry),
    ...registerEditor(registry, context.extension),
    new WelcomeContext(registry, supervisor),
    followSources(registry, context),
    ...registerCommands({
      extensionUri,
      registry,
      debugSessions,
      controller,
      actions,
      panels,
      inputs,
      signIns,
      supervisor,
      trust,
      gate,
      policy,
      output,
      globalStorageUri: context.globalStorageUri,
      typed,
      accesses,
      watched,
      waiting,
      traffic,
      ...view,
      choices,
      dev,
      log,
    }),
  );
  await registry.useSources(findSources(context));
  return {
    get servers() {
      return registry.servers.map(({ snapshot }) => snapshot);
    },
    onDidChangeServers: registry.onDidChange,
    start: (id) => actions.start(id),
    stop: (id) => actions.stop(id),
  };
}

function tapCommand(context: ExtensionContext): TapCommand {
  const cli = Uri.joinPath(context.extensionUri, 'dist', 'cli.js').fsPath;
  const tap = new TapCommand({ cli, storagePath: context.globalStorageUri.fsPath });
  void tap.refresh();
  return tap;
}

/** VS Code waits for this when the window closes: no server outlives it. */
export async function deactivate(): Promise<void> {
  await running?.stop();
}
