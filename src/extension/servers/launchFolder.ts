import os from 'node:os';
import { type WorkspaceFolder, workspace } from 'vscode';

/** Where a server is started that says no folder itself: in that of its source, or the first one. Absolute. */
export function launchFolder(folder: WorkspaceFolder | undefined): string {
  return (folder ?? workspace.workspaceFolders?.[0])?.uri.fsPath ?? os.homedir();
}
