import { type Disposable, type ExtensionContext, languages } from 'vscode';
import type { ServerRegistry } from '../servers/serverRegistry';
import { CONFIG_DOCUMENTS } from './configuredHere';
import { FileContext } from './fileContext';
import { FixActions } from './fixActions';
import { NameCompletion } from './nameCompletion';
import { SchemaFiles } from './schemaFiles';
import { ServerHover } from './serverHover';
import { ServerLenses } from './serverLenses';
import { VariableCompletion } from './variableCompletion';

/** Everything of ours that shows inside of text editors. */
export function registerEditor(
  registry: ServerRegistry,
  extension: ExtensionContext['extension'],
): Disposable[] {
  const { packageJSON } = extension;
  return [
    new ServerLenses(registry),
    new FileContext(),
    new SchemaFiles(packageJSON).register(),
    languages.registerHoverProvider(CONFIG_DOCUMENTS, new ServerHover(registry)),
    languages.registerCodeActionsProvider(CONFIG_DOCUMENTS, new FixActions(registry), {
      providedCodeActionKinds: FixActions.kinds,
    }),
    languages.registerCompletionItemProvider(
      CONFIG_DOCUMENTS,
      new VariableCompletion(registry),
      ...VariableCompletion.triggers,
    ),
    languages.registerCompletionItemProvider(
      CONFIG_DOCUMENTS,
      new NameCompletion(registry),
      ...NameCompletion.triggers,
    ),
  ];
}
