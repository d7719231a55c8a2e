import type { LaunchDefinition } from '../shared/model/server';
import { resultLines } from './checklist';
import { createChecklistView } from './checklistView';
import type { CommandLineContext } from './context';
import { EXIT } from './exitCodes';
import { createReport } from './report';
import { shown, shownJson } from './shown';

/** `portcullis check`: one launch through the gate, its result, and then nothing is left of it. */
export async function check(
  definition: LaunchDefinition,
  json: boolean,
  { launcher, stdout, style }: CommandLineContext,
): Promise<number> {
  const view = json ? undefined : createChecklistView(stdout, style);
  if (view) stdout.write(`${style.bold(shown(definition.name))}\n`);
  const result = await launcher.launch(definition, (snapshot) => view?.show(snapshot));
  view?.end();
  if (!result) return EXIT.interrupted;
  if (json) stdout.write(`${shownJson(createReport(result, definition))}\n`);
  else stdout.write(`\n${resultLines(result, style).join('\n')}\n`);
  return result.state.status === 'failed' ? EXIT.failed : EXIT.ready;
}
