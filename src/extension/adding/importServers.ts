import { l10n, ThemeIcon, type Uri } from 'vscode';
import type { Adding } from './adding';
import { clientFiles, type FoundClient } from './clientFiles';
import { askWhich } from './detectedSteps';
import { type Answer, BACK, runSteps, type Step } from './runSteps';
import { askPick } from './steps';

/**
 * Asks for another client of this machine, and which of its servers are to be added.
 * @param globalStorageUri of the extension
 */
export function askImport(adding: Adding, globalStorageUri: Uri): Step {
  return async (canGoBack) => {
    const found = await clientFiles(globalStorageUri);
    const client = await askClient(found, canGoBack);
    if (client === undefined || client === BACK) return client;
    adding.notes = client.notes;
    const which: Step = (back) => askWhich(client.drafts, adding, back);
    const outcome = await runSteps([which], true);
    return outcome === 'done' ? 'next' : outcome;
  };
}

function askClient(
  found: readonly FoundClient[],
  canGoBack: boolean,
): Promise<Answer<FoundClient>> {
  if (found.length === 0) {
    throw new Error(l10n.t('No other MCP client has servers on this machine.'));
  }
  return askPick({
    title: l10n.t('Another Client'),
    placeholder: l10n.t('Whose servers do you want to add?'),
    canGoBack,
    choices: found.map((client) => ({
      label: client.label,
      description:
        client.drafts.length === 1
          ? l10n.t('1 server')
          : l10n.t('{0} servers', client.drafts.length),
      detail: client.path,
      iconPath: new ThemeIcon('multiple-windows'),
      value: client,
    })),
  });
}
