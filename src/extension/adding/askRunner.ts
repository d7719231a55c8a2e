import { l10n, ThemeIcon, type Uri, window } from 'vscode';
import type { RunnerProposal } from '../../shared/adding/proposeRunners';
import { suggestName } from '../../shared/adding/suggestName';
import { joinCommandLine } from '../../shared/config/commandLine';
import type { Adding } from './adding';
import { proposeRunners, reasonWords } from './proposeRunners';
import { BACK, type Step } from './runSteps';
import { askPick } from './steps';

/** Asks how the open file is run, where there is more than one way. */
export function askRunner(adding: Adding): Step {
  return async (canGoBack) => {
    const document = window.activeTextEditor?.document;
    const runners = document && (await proposeRunners(document.uri));
    if (document === undefined || runners === undefined) {
      throw new Error(
        l10n.t('Open the Python, TypeScript or JavaScript file of the server first.'),
      );
    }
    // What runs is what is on disk.
    if (document.isDirty && !(await document.save())) return undefined;
    const { proposals, folder } = runners;
    const proposal =
      proposals.length === 1
        ? proposals[0]
        : await askPick({
            title: l10n.t('How to Run the File'),
            placeholder: l10n.t('The first is what its project is made for'),
            canGoBack,
            choices: proposals.map(choiceOf),
          });
    if (proposal === undefined || proposal === BACK) return proposal;
    const { entry } = proposal;
    adding.drafts = [{ name: nameOf(document.uri, entry), entry, inputs: [] }];
    adding.folder = folder;
    return proposals.length === 1 ? 'skip' : 'next';
  };
}

function choiceOf(proposal: RunnerProposal) {
  const { command, args } = proposal.entry;
  return {
    label: joinCommandLine([command.replace('${workspaceFolder}/', ''), ...args]),
    description: reasonWords(proposal.reason),
    iconPath: new ThemeIcon(proposal.entry.url === undefined ? 'terminal' : 'server-process'),
    value: proposal,
  };
}

/** After its file, also where it is run by another name: `npm run start` says nothing. */
function nameOf({ path }: Uri, entry: RunnerProposal['entry']): string {
  return suggestName({ ...entry, command: 'node', args: [path] });
}
