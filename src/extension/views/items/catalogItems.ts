import { l10n, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import { INTERNAL_COMMANDS } from '../../ids';
import type { CatalogGroup, NodeOf } from '../treeNode';

const ICONS: Record<CatalogGroup, string> = {
  tools: 'tools',
  resources: 'symbol-file',
  prompts: 'comment',
};

function titleOf(group: CatalogGroup): string {
  switch (group) {
    case 'tools':
      return l10n.t('Tools');
    case 'resources':
      return l10n.t('Resources');
    case 'prompts':
      return l10n.t('Prompts');
  }
}

/** All tools, resources or prompts of a server. */
export function groupItem({ serverId, group, count }: NodeOf<'group'>): TreeItem {
  const item = new TreeItem(titleOf(group), TreeItemCollapsibleState.Collapsed);
  item.id = `${serverId}\n${group}`;
  item.iconPath = new ThemeIcon(ICONS[group]);
  item.description = String(count);
  item.contextValue = ';group;';
  return item;
}

/** One tool, resource or prompt. */
export function catalogItem({ serverId, group, key, label, detail }: NodeOf<'item'>): TreeItem {
  const item = new TreeItem(label, TreeItemCollapsibleState.None);
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
