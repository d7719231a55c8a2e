import { l10n, type QuickPickItem, window } from 'vscode';
import type { ServerId } from '../../shared/model/server';
import { visible } from '../../shared/text/visible';
import { COMMANDS } from '../ids';
import type { LaunchTrust } from './launchTrust';
import { describeLaunch } from './launchWords';

export interface TrustServices {
  readonly trust: LaunchTrust;
}

export function trustCommands({ trust }: TrustServices): Record<string, () => Promise<void>> {
  return { [COMMANDS.forgetTrusted]: () => forgetTrusted(trust) };
}

/** Lets the person pick what they agreed to start: of what is forgotten, the next start asks again. */
async function forgetTrusted({ approved }: LaunchTrust): Promise<void> {
  const items = [...approved.all].map(
    ([id, { name, source, facts }]): QuickPickItem & { readonly id: ServerId } => ({
      label: visible(name),
      description: visible(source),
      detail: describeLaunch(facts, l10n)[0] ?? '',
      id,
    }),
  );
  if (items.length === 0) {
    window.showInformationMessage(l10n.t('No server of this workspace was agreed to.'));
    return;
  }
  const picked = await window.showQuickPick(items, {
    title: l10n.t('Forget Trusted Servers'),
    placeHolder: l10n.t('Portcullis asks again before it starts those that are picked'),
    canPickMany: true,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (picked === undefined || picked.length === 0) return;
  await approved.forget(picked.map(({ id }) => id));
  window.showInformationMessage(
    l10n.t(
      '{0} will be asked about again before it starts.',
      picked.map(({ label }) => label).join(', '),
    ),
  );
}
