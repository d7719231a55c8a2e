import os from 'node:os';
import { l10n, Uri, window, workspace } from 'vscode';
import { bytesOf, fileNameOf, type ResourceContents } from './resourceContents';

/** Asks where to, and writes the bytes there as they are. @returns false if the person thinks better of it */
export async function saveContents(contents: ResourceContents): Promise<boolean> {
  const folder = workspace.workspaceFolders?.[0]?.uri ?? Uri.file(os.homedir());
  const target = await window.showSaveDialog({
    title: l10n.t('Save Resource'),
    defaultUri: Uri.joinPath(folder, fileNameOf(contents)),
  });
  if (target === undefined) return false;
  await workspace.fs.writeFile(target, bytesOf(contents));
  return true;
}
