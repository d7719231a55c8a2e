import {
  CompletionItem,
  CompletionItemKind,
  type CompletionItemProvider,
  l10n,
  type Position,
  Range,
  type TextDocument,
  workspace,
} from 'vscode';
import type { ServerRegistry } from '../servers/serverRegistry';
import { SettingSource } from '../sources/settingSource';
import { sourceOf } from './configuredHere';
import { variableAt, variableNames } from './variableNames';

/** Completes `${…}` in the configuration files that are read. */
export class VariableCompletion implements CompletionItemProvider {
  static readonly triggers = ['$', '{', ':'];

  constructor(private readonly registry: ServerRegistry) {}

  provideCompletionItems(document: TextDocument, position: Position): CompletionItem[] {
    const { line, character } = position;
    const place = variableAt(document.lineAt(line).text, character);
    const source = place && sourceOf(this.registry, document);
    if (place === undefined || source === undefined) return [];
    const folders = workspace.workspaceFolders ?? [];
    const inputs = this.registry.contents.get(source)?.config.inputs ?? [];
    const names = variableNames(
      {
        variables: source.variables,
        inputs,
        folders: folders.length > 1 ? folders.map(({ name }) => name) : [],
        environment: Object.keys(process.env),
        hasPort: source instanceof SettingSource,
      },
      l10n,
    );
    const range = new Range(line, place.start, line, place.end);
    return names.map(({ text, detail }, index) => {
      const item = new CompletionItem(text, CompletionItemKind.Variable);
      item.detail = detail;
      item.range = range;
      item.filterText = text;
      item.sortText = String(index).padStart(5, '0');
      return item;
    });
  }
}
