import { commands, l10n, window, workspace } from 'vscode';

/** In a workspace that is not trusted nothing is started: says so, and offers the way to trust. */
export async function askForWorkspaceTrust(): Promise<boolean> {
  if (workspace.isTrusted) return true;
  const manage = l10n.t('Manage Workspace Trust');
  const answer = await window.showWarningMessage(
    l10n.t('Servers are programs of this workspace, and are not started before it is trusted.'),
    manage,
  );
  if (answer === manage) await commands.executeCommand('workbench.trust.manage');
  return workspace.isTrusted;
}
