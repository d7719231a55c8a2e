import { l10n, ThemeIcon } from 'vscode';
import type { DetectedServers } from '../../shared/adding/detectServers';
import type { EntryDraft } from '../../shared/adding/entryDraft';
import { joinCommandLine } from '../../shared/config/commandLine';
import type { Adding } from './adding';
import { registrySteps } from './registrySteps';
import { type Answer, BACK, type Step } from './runSteps';
import { askMany, type Choice } from './steps';

/** What is to be asked about a text that holds servers. @throws when it is broken */
export function detectedSteps(detected: DetectedServers, adding: Adding): readonly Step[] {
  if (detected.kind === 'registry') return registrySteps(detected.server, adding);
  const { drafts } = detected;
  if (detected.kind === 'configuration') {
    adding.notes = detected.notes;
    const [problem] = detected.problems;
    if (drafts.length === 0) {
      throw new Error(
        problem === undefined
          ? l10n.t('There are no servers in this configuration.')
          : l10n.t(
              'The configuration cannot be read, at line {0}: {1}',
              problem.range.line,
              problem.message,
            ),
      );
    }
  }
  return [(canGoBack) => askWhich(drafts, adding, canGoBack)];
}

/** Which of several servers are to be added. */
export async function askWhich(
  drafts: readonly EntryDraft[],
  adding: Adding,
  canGoBack: boolean,
): Promise<Answer<'next' | 'skip'>> {
  adding.drafts = drafts;
  if (drafts.length === 1) return 'skip';
  const wanted = await askMany({
    title: l10n.t('Which Servers'),
    placeholder: l10n.t('Pick the servers to add'),
    canGoBack,
    choices: drafts.map(choiceOf),
  });
  if (wanted === undefined || wanted === BACK) return wanted;
  adding.drafts = wanted;
  return wanted.length === 0 ? undefined : 'next';
}

function choiceOf(draft: EntryDraft): Choice<EntryDraft> {
  const { command, args, url } = draft.entry;
  const line = [command, ...(Array.isArray(args) ? args : [])].map(String);
  return {
    label: draft.name,
    description: typeof command === 'string' ? joinCommandLine(line) : String(url),
    iconPath: new ThemeIcon(typeof command === 'string' ? 'terminal' : 'globe'),
    picked: true,
    value: draft,
  };
}
