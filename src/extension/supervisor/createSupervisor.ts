import { type ExtensionContext, type LogOutputChannel, l10n, Uri, window, workspace } from 'vscode';
import { SETTINGS, SETTINGS_SECTION } from '../ids';
import { describeExit } from '../servers/hostDiagnoses';
import type { ServerController } from '../servers/serverController';
import { trafficLimits } from '../traffic/trafficLimits';
import type { ProcessEnd, ProxyOptions } from './proxyProcess';
import { ProxySupervisor } from './proxySupervisor';
import { relayToken } from './relayToken';

const DEFAULT_PORT = 6277;

/** The window's proxy, with its log, its restarts, and what a person is told of them. */
export function createSupervisor(
  context: ExtensionContext,
  log: LogOutputChannel,
  controller: () => ServerController | undefined,
  host: ProxyOptions['host'],
): ProxySupervisor {
  const supervisor = new ProxySupervisor({
    script: Uri.joinPath(context.extensionUri, 'dist', 'proxy.js').fsPath,
    host,
    // Of what the proxy is to read itself, VS Code names the file.
    ...(l10n.uri && { words: l10n.uri.fsPath }),
    initialize: () => initializeParams(context),
    onLine: (line) => log.info(`[proxy] ${line}`),
    onCrash: (end, willRestart) => {
      log.error(`The proxy ended unexpectedly: ${describeExit(end)}`);
      controller()?.onProxyCrash(end, willRestart);
      if (!willRestart) void tellGivenUp(end, log, supervisor);
    },
    onRestart: async ({ port }) => {
      log.info(`The proxy was restarted on port ${port}.`);
      const count = await controller()?.restore((id, message) => log.error(`${id}: ${message}`));
      void tellRestarted(count ?? 0, log);
    },
  });
  context.subscriptions.push(
    supervisor.notifications.on('proxy/log', ({ level, message }) => log[level](message)),
  );
  return supervisor;
}

async function initializeParams(context: ExtensionContext) {
  // Without a folder the window has no storage of its own.
  const storage = context.storageUri ?? context.globalStorageUri;
  await workspace.fs.createDirectory(storage);
  const token = await relayToken(context.secrets);
  return {
    preferredPort: workspace
      .getConfiguration(SETTINGS_SECTION)
      .get<number>(SETTINGS.proxyPort, DEFAULT_PORT),
    storagePath: storage.fsPath,
    sharedPath: context.globalStorageUri.fsPath,
    traffic: trafficLimits(),
    ...(token === undefined ? {} : { token }),
  };
}

async function tellRestarted(count: number, log: LogOutputChannel): Promise<void> {
  const showLog = l10n.t('Show Log');
  const answer = await window.showWarningMessage(
    count === 0
      ? l10n.t('The Portcullis proxy stopped unexpectedly and was restarted.')
      : l10n.t(
          'The Portcullis proxy stopped unexpectedly. It was restarted, and the servers that ran are started again ({0}).',
          count,
        ),
    showLog,
  );
  if (answer === showLog) log.show();
}

async function tellGivenUp(
  end: ProcessEnd,
  log: LogOutputChannel,
  supervisor: ProxySupervisor,
): Promise<void> {
  const [showLog, retry] = [l10n.t('Show Log'), l10n.t('Try Again')];
  const answer = await window.showErrorMessage(
    l10n.t(
      'The Portcullis proxy stops again and again ({0}). No server can run without it.',
      describeExit(end),
    ),
    showLog,
    retry,
  );
  if (answer === showLog) log.show();
  if (answer !== retry) return;
  supervisor.retry();
  // Any request starts it.
  await supervisor.request('server/list', {});
}
