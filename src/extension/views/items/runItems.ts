import { l10n, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { Screen } from '../../../shared/model/screens';
import { INTERNAL_COMMANDS } from '../../ids';
import type { KnownServer } from '../../servers/knownServer';
import { timeOfDay } from '../timeWords';
import type { NodeOf, PeersNode, ProcessFact } from '../treeNode';

const { None, Collapsed } = TreeItemCollapsibleState;

/** All sessions of ours with a server, or all other clients of it. */
export function peersItem({ kind, serverId, count }: PeersNode): TreeItem {
  const item = new TreeItem(
    kind === 'sessions' ? l10n.t('Sessions') : l10n.t('Other Clients'),
    Collapsed,
  );
  item.id = `${serverId}\n${kind}`;
  item.iconPath = new ThemeIcon(kind === 'sessions' ? 'plug' : 'broadcast');
  item.description = String(count);
  item.contextValue = `;${kind};`;
  return item;
}

/** One session of the Inspector. */
export function sessionItem({ serverId, number, session }: NodeOf<'session'>): TreeItem {
  const item = new TreeItem(l10n.t('Session {0}', number), None);
  item.id = `${serverId}\nsession\n${session.id}`;
  item.iconPath = new ThemeIcon('inspect');
  item.description = [
    session.protocolVersion,
    l10n.t('since {0}', timeOfDay(session.openedAt)),
  ].join(' · ');
  const { name, version } = session.serverInfo;
  item.tooltip = l10n.t('With {0} {1}: {2}', name, version, item.description);
  item.contextValue = ';session;';
  item.command = showScreen(serverId, 'overview');
  return item;
}

/** A client that is none of ours. */
export function clientItem({ serverId, client }: NodeOf<'client'>): TreeItem {
  const { name, via, sessions, since } = client;
  const item = new TreeItem(name, None);
  item.id = `${serverId}\nclient\n${via}\n${name}`;
  item.iconPath = new ThemeIcon('vm-connect');
  item.description = [
    via === 'tap' ? l10n.t('tap') : l10n.t('relay'),
    sessions > 1 && l10n.t('{0} sessions', sessions),
    l10n.t('since {0}', timeOfDay(since)),
  ]
    .filter((text) => text !== false)
    .join(' · ');
  const way =
    via === 'tap'
      ? l10n.t('It has started the server itself, through portcullis tap.')
      : l10n.t('It reaches the server through the relay.');
  item.tooltip = `${name}: ${item.description}\n${way}`;
  item.contextValue = ';client;';
  item.command = showScreen(serverId, 'messages');
  return item;
}

/** The server's process; what is known of it stands below. */
export function processItem({ serverId }: NodeOf<'process'>, server?: KnownServer): TreeItem {
  const item = new TreeItem(l10n.t('Process'), Collapsed);
  item.id = `${serverId}\nprocess`;
  item.iconPath = new ThemeIcon('server-process');
  const process = server?.snapshot.process;
  if (process !== undefined) item.description = String(process.pid);
  item.contextValue = ';process;';
  return item;
}

const FACT_ICONS: Record<ProcessFact, string> = {
  pid: 'symbol-number',
  uptime: 'clock',
  memory: 'chip',
  command: 'terminal',
};

/** One thing that is known of a process. */
export function factItem({ serverId, fact, value }: NodeOf<'fact'>): TreeItem {
  const item = new TreeItem(factTitle(fact), None);
  item.id = `${serverId}\nprocess\n${fact}`;
  item.iconPath = new ThemeIcon(FACT_ICONS[fact]);
  item.description = value;
  item.tooltip = value;
  item.contextValue = ';fact;';
  return item;
}

function factTitle(fact: ProcessFact): string {
  switch (fact) {
    case 'pid':
      return l10n.t('Process ID');
    case 'uptime':
      return l10n.t('Running for');
    case 'memory':
      return l10n.t('Memory');
    case 'command':
      return l10n.t('Command');
  }
}

function showScreen(serverId: string, screen: Screen) {
  return {
    command: INTERNAL_COMMANDS.showScreen,
    title: l10n.t('Show in the Inspector'),
    arguments: [serverId, screen],
  };
}
