import { l10n, window } from 'vscode';
import { visible } from '../../shared/text/visible';
import type { ConfiguredServer } from '../servers/knownServer';
import type { LaunchFacts } from './launchFacts';
import { describeLaunch } from './launchWords';

/**
 * Shows a server that somebody else has written (in a text that was pasted or dropped, or in a file), and asks
 * whether it may be tried.
 */
export async function askToTry(
  { entry, source }: ConfiguredServer,
  facts: LaunchFacts,
): Promise<boolean> {
  const attempt = l10n.t('Try');
  const introduction =
    entry.kind === 'remote'
      ? l10n.t('It was written elsewhere, and connects to this address:')
      : l10n.t('It was written elsewhere, and runs this program on your machine:');
  const outlook = l10n.t('When it is ready, it is added to {0}.', visible(source.label));
  const told = describeLaunch(facts, l10n).join('\n');
  const answer = await window.showWarningMessage(
    l10n.t('Try the MCP server "{0}"?', visible(entry.name)),
    { modal: true, detail: `${introduction}\n\n${told}\n\n${outlook}` },
    attempt,
  );
  return answer === attempt;
}
