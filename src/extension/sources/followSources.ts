import { Disposable, type ExtensionContext, workspace } from 'vscode';
import type { ServerRegistry } from '../servers/serverRegistry';
import { findSources, SOURCES_SETTING } from './findSources';

/** Has the registry use other sources when folders come or go, or the setting changes. */
export function followSources(
  registry: Pick<ServerRegistry, 'useSources'>,
  context: Pick<ExtensionContext, 'globalStorageUri'>,
): Disposable {
  const update = () => void registry.useSources(findSources(context));
  return Disposable.from(
    workspace.onDidChangeWorkspaceFolders(update),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(SOURCES_SETTING)) update();
    }),
  );
}
