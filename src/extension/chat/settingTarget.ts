import { ConfigurationTarget, workspace } from 'vscode';

/** Where a setting is changed: where it is set already, else in the workspace if there is one. */
export function targetOf(
  inspected: { readonly workspaceValue?: unknown; readonly globalValue?: unknown } | undefined,
): ConfigurationTarget {
  if (inspected?.workspaceValue !== undefined) return ConfigurationTarget.Workspace;
  if (inspected?.globalValue !== undefined) return ConfigurationTarget.Global;
  return workspace.workspaceFolders === undefined
    ? ConfigurationTarget.Global
    : ConfigurationTarget.Workspace;
}
