import { joinCommandLine } from '../../shared/config/commandLine';
import { parseTyped } from '../../shared/config/parseTyped';
import { askCommandLine, askUrl } from './askLine';
import { BACK } from './runSteps';
import type { TrialSource } from './trialSource';

/** Has the person change how a server is run or reached. False when they give it up. */
export async function changeDraft(source: TrialSource): Promise<boolean> {
  const { entry } = source.draft;
  const { command, args, url } = entry;
  if (typeof command !== 'string') {
    const changed = await askUrl({ canGoBack: false, value: String(url) });
    if (changed === undefined || changed === BACK) return false;
    source.draft = { ...source.draft, entry: { ...entry, url: changed } };
    return true;
  }
  const value = joinCommandLine([command, ...(Array.isArray(args) ? args.map(String) : [])]);
  const changed = await askCommandLine({ canGoBack: false, value });
  if (changed === undefined || changed === BACK) return false;
  source.draft = { ...source.draft, entry: { ...entry, ...parseTyped(changed) } };
  return true;
}
