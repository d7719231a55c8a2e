import { commands, env, l10n, Uri, window, workspace } from 'vscode';

/**
 * Asks where to, writes the bytes there, and offers to open them: by VS Code, or by the program that the system
 * has for them. Answers with false if the person thinks better of it.
 */
export async function saveBytes(name: string, base64: string): Promise<boolean> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const target = await window.showSaveDialog({
    ...(folder && { defaultUri: Uri.joinPath(folder, fileName(name)) }),
  });
  if (target === undefined) return false;
  await workspace.fs.writeFile(target, Buffer.from(base64, 'base64'));
  void offerToOpen(target);
  return true;
}

async function offerToOpen(target: Uri): Promise<void> {
  const here = l10n.t('Open');
  const outside = l10n.t('Open Outside VS Code');
  const saved = l10n.t('Saved {0}.', target.path.split('/').at(-1) ?? '');
  const answer = await window.showInformationMessage(saved, here, outside);
  if (answer === here) await commands.executeCommand('vscode.open', target);
  if (answer === outside) await env.openExternal(target);
}

/** A server's word for it leads into no other folder. */
function fileName(name: string): string {
  return name.replace(/[\\/:*?"<>|\p{Cc}]+/gu, '-').replace(/^\.+/, '') || 'data';
}
