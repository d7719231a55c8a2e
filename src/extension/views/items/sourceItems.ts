import { l10n, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import { INTERNAL_COMMANDS } from '../../ids';
import type { ServerRegistry } from '../../servers/serverRegistry';
import { SettingSource } from '../../sources/settingSource';
import { TYPED_SOURCE } from '../../sources/typedSource';
import type { NodeOf } from '../treeNode';

/** A source of servers, with those below it. */
export function sourceItem({ source }: NodeOf<'source'>): TreeItem {
  const label = source?.label ?? l10n.t('No longer configured');
  const item = new TreeItem(label, TreeItemCollapsibleState.Expanded);
  item.id = `group:${source?.key ?? ''}`;
  item.iconPath = new ThemeIcon(iconOf(source));
  item.contextValue =
    source === undefined || source.key === TYPED_SOURCE ? ';source;' : ';source;file;';
  if (source === undefined) {
    item.tooltip = l10n.t('These run, but no file has them any more.');
  } else if (source.key !== TYPED_SOURCE && source.remove === undefined) {
    item.description = l10n.t('read-only');
  }
  return item;
}

function iconOf(source: NodeOf<'source'>['source']): string {
  if (source === undefined) return 'question';
  if (source.key === TYPED_SOURCE) return 'terminal';
  return source instanceof SettingSource ? 'settings-gear' : 'json';
}

/** A file with an error, of which no server is used. */
export function brokenSourceItem(
  { source }: NodeOf<'brokenSource'>,
  registry: ServerRegistry,
): TreeItem {
  const problem = registry.contents
    .get(source)
    ?.config.problems.find(({ severity }) => severity === 'error');
  const item = new TreeItem(source.label, TreeItemCollapsibleState.None);
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
