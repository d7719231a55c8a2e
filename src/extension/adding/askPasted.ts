import { env, l10n, window } from 'vscode';
import { detectServers } from '../../shared/adding/detectServers';
import type { Adding } from './adding';
import { detectedSteps } from './detectedSteps';
import { BACK, runSteps, type Step } from './runSteps';
import { askText } from './steps';

/** Has a configuration pasted, and asks what of it is wanted. */
export function askPasted(adding: Adding): Step {
  return async (canGoBack) => {
    let copied = await copiedText();
    // What is pasted may be fetched from another window while the question stands.
    const watch = window.onDidChangeWindowState(async ({ focused }) => {
      if (focused) copied = await copiedText();
    });
    const whole = (typed: string) => (isSameLine(typed, copied) ? copied : typed);
    const typed = await askText({
      title: l10n.t('Configuration'),
      prompt: l10n.t('Paste JSON or TOML of any client: a whole file, or one server of it'),
      placeholder: '{ "mcpServers": { "everything": { "command": "npx", … } } }',
      canGoBack,
      validate: (text) => problemOf(whole(text)),
    }).finally(() => watch.dispose());
    if (typed === undefined || typed === BACK) return typed;
    const detected = detectServers(whole(typed))!;
    const outcome = await runSteps(detectedSteps(detected, adding), true);
    return outcome === 'done' ? 'next' : outcome;
  };
}

/** Empty where it may not be read. */
async function copiedText(): Promise<string> {
  try {
    return await env.clipboard.readText();
  } catch {
    return '';
  }
}

function problemOf(text: string): string | undefined {
  const detected = detectServers(text);
  if (detected === undefined) return l10n.t('No server was found in this.');
  if (detected.kind !== 'configuration' || detected.drafts.length > 0) return undefined;
  const [problem] = detected.problems;
  return problem?.message ?? l10n.t('There are no servers in this configuration.');
}

/** A box has one line: what is pasted loses its line ends, which TOML and comments cannot do without. */
function isSameLine(typed: string, copied: string): boolean {
  const bare = (text: string) => text.replace(/\s+/g, '');
  return bare(typed) === bare(copied);
}
