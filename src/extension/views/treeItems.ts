import { l10n, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import { isActive, isReady } from '../../shared/model/state';
import { visible, visibleLines } from '../../shared/text/visible';
import type { WatchedServers } from '../chat/watchedServers';
import { INTERNAL_COMMANDS } from '../ids';
import type { KnownServer } from '../servers/knownServer';
import type { ServerRegistry } from '../servers/serverRegistry';
import type { WaitingRequests } from '../servers/waitingRequests';
import { TYPED_SOURCE } from '../sources/typedSource';
import { presentState, waitingWords } from './presentState';
import { serverTooltip } from './serverTooltip';
import type { CatalogGroup, TreeNode } from './treeNode';

const { None, Collapsed } = TreeItemCollapsibleState;
type NodeOf<K extends TreeNode['kind']> = Extract<TreeNode, { kind: K }>;

export interface TreeItemServices {
  readonly registry: ServerRegistry;
  readonly watched: WatchedServers;
  readonly waiting: Pick<WaitingRequests, 'of'>;
}

/** How a node looks, is read out, and what a click on it does. */
export function createTreeItem(node: TreeNode, services: TreeItemServices): TreeItem {
  const item = treeItem(node, services);
  if (typeof item.label === 'string') item.label = visible(item.label);
  if (typeof item.description === 'string') item.description = visible(item.description);
  if (typeof item.tooltip === 'string') item.tooltip = visibleLines(item.tooltip);
  const { accessibilityInformation: spoken } = item;
  if (spoken) item.accessibilityInformation = { ...spoken, label: visibleLines(spoken.label) };
  return item;
}

function treeItem(node: TreeNode, { registry, watched, waiting }: TreeItemServices): TreeItem {
  switch (node.kind) {
    case 'server': {
      const server = registry.get(node.serverId);
      return server === undefined
        ? new TreeItem(node.serverId)
        : serverItem(server, watched.isWatched(server), waiting.of(server.id).length);
    }
    case 'brokenSource':
      return brokenSourceItem(node, registry);
    case 'group':
      return groupItem(node);
    case 'item':
      return catalogItem(node);
    case 'diagnosis':
      return diagnosisItem(node, registry);
    case 'waiting':
      return waitingItem(node, waiting.of(node.serverId).length);
    case 'fix':
      return fixItem(node);
  }
}

/** Whether there is something to see below a server. */
export function isExpandable({ snapshot: { state } }: KnownServer): boolean {
  return isReady(state) || state.status === 'failed';
}

function serverItem(server: KnownServer, isWatched: boolean, waiting: number): TreeItem {
  const { id, name, snapshot, configured } = server;
  const { icon, word, description, color } = presentState(snapshot, l10n, waiting);
  const item = new TreeItem(name, isExpandable(server) ? Collapsed : None);
  item.id = id;
  item.iconPath = new ThemeIcon(icon, color === undefined ? undefined : new ThemeColor(color));
  item.description = description || (configured?.source.label ?? l10n.t('no longer configured'));
  item.tooltip = serverTooltip(server, isWatched);
  item.contextValue = contextOf(server, isWatched);
  item.accessibilityInformation = {
    label: [name, word, description].filter((text) => text !== '').join(', '),
  };
  return item;
}

/** Words that the menus in package.json look for, each between semicolons. */
function contextOf({ snapshot: { state }, configured }: KnownServer, isWatched: boolean): string {
  const words = [
    'server',
    configured !== undefined && 'configured',
    configured?.source.key === TYPED_SOURCE && 'typed',
    isWatched && 'watched',
    isActive(state) ? 'active' : 'inactive',
    (state.status === 'failed' || state.status === 'degraded') && 'diagnosed',
  ].filter((word) => word !== false);
  return `;${words.join(';')};`;
}

function brokenSourceItem({ source }: NodeOf<'brokenSource'>, registry: ServerRegistry): TreeItem {
  const problem = registry.contents
    .get(source)
    ?.config.problems.find(({ severity }) => severity === 'error');
  const item = new TreeItem(source.label, None);
  item.id = `source:${source.key}`;
  item.iconPath = new ThemeIcon('error', new ThemeColor('problemsErrorIcon.foreground'));
  if (problem === undefined) return item;
  item.description = l10n.t('line {0}: {1}', problem.range.line, problem.message);
  item.tooltip = l10n.t(
    '{0}, line {1}, column {2}: {3} None of its servers is used until this is corrected.',
    source.label,
    problem.range.line,
    problem.range.column,
    problem.message,
  );
  item.accessibilityInformation = { label: item.tooltip };
  item.command = {
    command: INTERNAL_COMMANDS.showFileProblem,
    title: l10n.t('Show the error'),
    arguments: [source.key],
  };
  return item;
}

const GROUP_ICONS: Record<CatalogGroup, string> = {
  tools: 'tools',
  resources: 'symbol-file',
  prompts: 'comment',
};

function groupTitle(group: CatalogGroup): string {
  switch (group) {
    case 'tools':
      return l10n.t('Tools');
    case 'resources':
      return l10n.t('Resources');
    case 'prompts':
      return l10n.t('Prompts');
  }
}

function groupItem({ serverId, group, count }: NodeOf<'group'>): TreeItem {
  const item = new TreeItem(groupTitle(group), Collapsed);
  item.id = `${serverId}\n${group}`;
  item.iconPath = new ThemeIcon(GROUP_ICONS[group]);
  item.description = String(count);
  item.contextValue = ';group;';
  return item;
}

function catalogItem({ serverId, group, key, label, detail }: NodeOf<'item'>): TreeItem {
  const item = new TreeItem(label, None);
  item.id = `${serverId}\n${group}\n${key}`;
  // Server texts are shown as they are, never as Markdown.
  if (detail !== undefined) {
    item.description = detail.split('\n', 1)[0]!;
    item.tooltip = detail;
  }
  item.contextValue = ';item;';
  item.command = {
    command: INTERNAL_COMMANDS.revealItem,
    title: l10n.t('Show in the Inspector'),
    arguments: [serverId, group, key],
  };
  return item;
}

function diagnosisItem({ serverId }: NodeOf<'diagnosis'>, registry: ServerRegistry): TreeItem {
  const state = registry.get(serverId)?.snapshot.state;
  if (state?.status !== 'failed' && state?.status !== 'degraded') return new TreeItem('');
  const { title, code, explanation, fixes } = state.diagnosis;
  const item = new TreeItem(title, fixes.length > 0 ? TreeItemCollapsibleState.Expanded : None);
  item.id = `${serverId}\ndiagnosis\n${code}`;
  item.iconPath = new ThemeIcon('info');
  item.description = code;
  item.tooltip = explanation;
  item.contextValue = ';diagnosis;';
  item.accessibilityInformation = { label: `${title}. ${explanation}` };
  item.command = {
    command: INTERNAL_COMMANDS.showDiagnosis,
    title: l10n.t('Show in the Inspector'),
    arguments: [serverId],
  };
  return item;
}

function waitingItem({ serverId }: NodeOf<'waiting'>, count: number): TreeItem {
  const item = new TreeItem(waitingWords(count, l10n), None);
  item.id = `${serverId}\nwaiting`;
  item.iconPath = new ThemeIcon('bell-dot', new ThemeColor('notificationsInfoIcon.foreground'));
  item.contextValue = ';waiting;';
  item.command = {
    command: INTERNAL_COMMANDS.showRequests,
    title: l10n.t('Show in the Inspector'),
    arguments: [serverId],
  };
  return item;
}

function fixItem({ serverId, code, fix }: NodeOf<'fix'>): TreeItem {
  const item = new TreeItem(fix.title, None);
  item.id = `${serverId}\nfix\n${code}\n${fix.id}`;
  item.iconPath = new ThemeIcon('lightbulb');
  item.contextValue = ';fix;';
  item.command = {
    command: INTERNAL_COMMANDS.applyFix,
    title: fix.title,
    arguments: [serverId, code, fix.id],
  };
  return item;
}
