import path from 'node:path';
import { commands, env, l10n, Uri, ViewColumn, window, workspace } from 'vscode';
import { catalogRequests } from '../../shared/contracts/catalogContract';
import { inspectorRequests } from '../../shared/contracts/inspectorContract';
import type { PanelContract } from '../../shared/contracts/panelContract';
import type { ProxyContract } from '../../shared/contracts/proxyContract';
import type { ServerId } from '../../shared/model/server';
import type { RequestName } from '../../shared/rpc/contract';
import type { RequestHandlers } from '../../shared/rpc/peer';
import type { ServerActions } from '../commands/serverActions';
import type { RestartChoices } from '../dev/restartChoices';
import { COMMANDS } from '../ids';
import type { ResourceFiles } from '../resources/resourceFiles';
import { saveContents } from '../resources/saveContents';
import { callLimits } from '../servers/callLimits';
import { showFile } from '../sources/textEdits';
import type { ProxySupervisor } from '../supervisor/proxySupervisor';
import type { TrafficActions } from '../traffic/trafficActions';
import { openAddress } from '../util/openAddress';
import { type AnswerServices, answerHandlers } from './answerHandlers';
import { externalAddress } from './externalAddress';
import type { PanelMemory } from './panelMemory';
import { saveBytes } from './saveBytes';
import { type SettingsServices, settingsHandlers } from './settingsHandlers';
import type { VirtualTexts } from './virtualTexts';

type Handlers = RequestHandlers<PanelContract>;
const passedOn = { ...inspectorRequests, ...catalogRequests };
type InspectorMethod = keyof typeof passedOn & RequestName<ProxyContract>;

export interface PanelHandlerServices extends AnswerServices, SettingsServices {
  readonly actions: ServerActions;
  readonly supervisor: ProxySupervisor;
  readonly texts: VirtualTexts;
  readonly resources: ResourceFiles;
  readonly traffic: TrafficActions;
  readonly memory: PanelMemory;
  readonly choices: Pick<RestartChoices, 'set'>;
  /** Brings the terminal of the task that builds a server to the front. */
  showBuild(id: ServerId): Promise<void>;
}

/** Answers what the page of `serverId` asks. */
export function createPanelHandlers(serverId: ServerId, services: PanelHandlerServices): Handlers {
  const { actions, supervisor, texts, resources, traffic, memory, sessionSettings } = services;
  const { choices } = services;
  return {
    ...forwardInspector(serverId, supervisor),
    'inspector/call': (params) =>
      supervisor.request('inspector/call', {
        ...callLimits(sessionSettings.of(serverId)),
        ...params,
        serverId,
      }),
    ...settingsHandlers(serverId, services),
    ...answerHandlers(serverId, () => actions.snapshot(serverId).name, services),
    'panel/ready': () => ({ server: actions.snapshot(serverId) }),
    'panel/start': () => actions.start(serverId).then(nothing),
    'panel/stop': () => actions.stop(serverId).then(nothing),
    'panel/debug': async () => {
      await commands.executeCommand(COMMANDS.debugServer, serverId);
      return null;
    },
    'panel/restart': () => actions.start(serverId).then(nothing),
    'panel/setRestartOnSave': ({ wanted }) => choices.set(serverId, wanted).then(nothing),
    'panel/showBuild': () => services.showBuild(serverId).then(nothing),
    'panel/keepWaiting': ({ ms }) => actions.keepWaiting(serverId, ms).then(nothing),
    'panel/applyFix': ({ code, fixId }) => actions.applyFix(serverId, code, fixId).then(nothing),
    'panel/copyDiagnosis': ({ code }) => actions.copyDiagnosis(serverId, code).then(nothing),
    'panel/openConfiguration': () => actions.openConfiguration(serverId).then(nothing),
    'panel/showOutput': () => {
      actions.showOutput(serverId);
      return null;
    },
    'panel/openExternal': ({ url }) => openExternal(url),
    'panel/openFile': ({ path: file, line, column }) =>
      openFile(file, line ?? 1, column ?? 1).then(nothing),
    'panel/openText': ({ text, language }) => openText(text, language).then(nothing),
    'panel/openResource': (read) =>
      resources.open(serverId, actions.snapshot(serverId).name, read).then(nothing),
    'panel/saveContents': saveContents,
    'panel/compareTexts': ({ title, before, after, language }) =>
      texts.compare(title, before, after, language).then(nothing),
    'panel/exportTraffic': ({ filter }) => traffic.export(serverId, filter),
    'panel/copyEntry': ({ seq, format }) => traffic.copy(serverId, seq, format).then(nothing),
    'panel/saveBytes': ({ name, base64 }) => saveBytes(name, base64),
    'panel/recall': () => memory.of(serverId),
    'panel/remember': ({ key, value }) => memory.keep(serverId, key, value),
    'panel/copyText': ({ text }) => Promise.resolve(env.clipboard.writeText(text)).then(nothing),
  };
}

/** Passes on what concerns the session, unread but for the server, which is always the panel's own. */
function forwardInspector(
  serverId: ServerId,
  supervisor: ProxySupervisor,
): Pick<Handlers, InspectorMethod> {
  const methods = Object.keys(passedOn) as InspectorMethod[];
  const handlers = methods.map((method) => [
    method,
    (params: object) => supervisor.request(method, { ...params, serverId } as never),
  ]);
  return Object.fromEntries(handlers) as unknown as Pick<Handlers, InspectorMethod>;
}

/** The address comes from a server: it is shown in full, and opened only if the person agrees. */
async function openExternal(text: string): Promise<boolean> {
  const url = externalAddress(text);
  if (url === undefined) throw new Error(l10n.t('Only http and https addresses are opened.'));
  const open = l10n.t('Open');
  const answer = await window.showInformationMessage(
    l10n.t('Open this address in the browser?'),
    { modal: true, detail: url },
    open,
  );
  if (answer !== open) return false;
  return openAddress(url);
}

/** Opens a file that output or a diagnosis names; a relative path starts in a workspace folder. */
async function openFile(file: string, line: number, column: number): Promise<void> {
  const range = { line, column, endLine: line, endColumn: column };
  if (path.isAbsolute(file)) return showFile(Uri.file(file), range);
  for (const folder of workspace.workspaceFolders ?? []) {
    const uri = Uri.joinPath(folder.uri, file);
    try {
      await workspace.fs.stat(uri);
    } catch {
      continue;
    }
    return showFile(uri, range);
  }
  throw new Error(l10n.t('{0} was not found.', file));
}

async function openText(content: string, language: string): Promise<void> {
  const document = await workspace.openTextDocument({ content, language });
  await window.showTextDocument(document, { viewColumn: ViewColumn.Beside, preview: true });
}

function nothing(): null {
  return null;
}
