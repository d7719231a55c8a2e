import { getLocation } from 'jsonc-parser';
import {
  CompletionItem,
  CompletionItemKind,
  type CompletionItemProvider,
  l10n,
  type Position,
  Range,
  type TextDocument,
  tasks,
  workspace,
} from 'vscode';
import type { ServerRegistry } from '../servers/serverRegistry';
import { sourceOf } from './configuredHere';
import { wantedAt } from './wantedAt';

interface Named {
  readonly name: string;
  readonly detail: string;
}

/** Completes the names of tasks in `dev.build`, and those of launch configurations in `dev.debug.configuration`. */
export class NameCompletion implements CompletionItemProvider {
  static readonly triggers = ['"'];

  constructor(private readonly registry: ServerRegistry) {}

  async provideCompletionItems(
    document: TextDocument,
    position: Position,
  ): Promise<CompletionItem[]> {
    if (sourceOf(this.registry, document) === undefined) return [];
    const offset = document.offsetAt(position);
    const { path, isAtPropertyKey, previousNode } = getLocation(document.getText(), offset);
    const wanted = isAtPropertyKey ? undefined : wantedAt(path);
    if (wanted === undefined) return [];
    const isInside =
      previousNode?.type === 'string' && offset <= previousNode.offset + previousNode.length;
    const range = isInside
      ? new Range(
          document.positionAt(previousNode.offset),
          document.positionAt(previousNode.offset + previousNode.length),
        )
      : new Range(position, position);
    const names = wanted === 'task' ? await taskNames() : launchNames();
    return names.map((named) => itemFor(named, range));
  }
}

function itemFor({ name, detail }: Named, range: Range): CompletionItem {
  const quoted = JSON.stringify(name);
  const item = new CompletionItem(name, CompletionItemKind.Reference);
  item.detail = detail;
  item.insertText = quoted;
  item.filterText = quoted;
  item.range = range;
  return item;
}

async function taskNames(): Promise<Named[]> {
  const found = await tasks.fetchTasks();
  return distinct(
    found.map(({ name, source }) => ({ name, detail: l10n.t('Task of {0}', source) })),
  );
}

function launchNames(): Named[] {
  const scopes = [undefined, ...(workspace.workspaceFolders ?? [])];
  const detail = l10n.t('Launch configuration');
  const names = scopes.flatMap((scope) => {
    const launch = workspace.getConfiguration('launch', scope);
    return ['configurations', 'compounds'].flatMap((key) => {
      const list = launch.get<unknown>(key);
      return Array.isArray(list) ? list.map((one) => (one as { name?: unknown } | null)?.name) : [];
    });
  });
  return distinct(
    names.filter((name) => typeof name === 'string').map((name) => ({ name, detail })),
  );
}

function distinct(names: readonly Named[]): Named[] {
  return [...new Map(names.map((named) => [named.name, named])).values()];
}
