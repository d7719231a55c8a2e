import { l10n, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import { INTERNAL_COMMANDS } from '../../ids';
import type { ServerRegistry } from '../../servers/serverRegistry';
import { waitingWords } from '../presentState';
import type { NodeOf } from '../treeNode';

const { None, Expanded } = TreeItemCollapsibleState;

/** Why a server failed, with the fixes below. */
export function diagnosisItem(
  { serverId }: NodeOf<'diagnosis'>,
  registry: Pick<ServerRegistry, 'get'>,
): TreeItem {
  const state = registry.get(serverId)?.snapshot.state;
  if (state?.status !== 'failed' && state?.status !== 'degraded') return new TreeItem('');
  const { title, code, explanation, fixes } = state.diagnosis;
  const item = new TreeItem(title, fixes.length > 0 ? Expanded : None);
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

/** What the server asks of the person. */
export function waitingItem({ serverId }: NodeOf<'waiting'>, count: number): TreeItem {
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

/** A way out that a click carries out. */
export function fixItem({ serverId, code, fix }: NodeOf<'fix'>): TreeItem {
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
