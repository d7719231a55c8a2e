import { l10n, window } from 'vscode';
import type { ProxySupervisor } from '../supervisor/proxySupervisor';
import type { SignInStore } from './signInStore';

/** Forgets the sign-ins that the person picks. */
export async function signOut(
  signIns: SignInStore,
  supervisor: Pick<ProxySupervisor, 'info' | 'request'>,
): Promise<void> {
  const { all } = signIns;
  if (all.length === 0) {
    window.showInformationMessage(l10n.t('You are signed in to no server.'));
    return;
  }
  const items = all.map(({ key, name, url }) => ({ key, label: name, description: url }));
  const picked = await window.showQuickPick(items, {
    title: l10n.t('Sign Out of Servers'),
    placeHolder: l10n.t('The servers whose sign-ins are to be forgotten'),
    canPickMany: true,
  });
  if (picked === undefined || picked.length === 0) return;
  await signIns.forget(picked.map(({ key }) => key));
  // A proxy that does not run holds none.
  if (supervisor.info !== undefined) await supervisor.request('signIn/changed', {});
}
