import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { addedTimes } from './added';
import { InspectorBackend } from './inspectorBackend';
import { machine, report } from './report';
import { compareSessions } from './sessions';
import { type Kind, Setting } from './setting';
import { timeToReady } from './timeToReady';
import { measureTrafficLog } from './trafficLog';

const LIMIT_MS = 480_000;
const KINDS: readonly Kind[] = ['stdio', 'http', 'events'];

/** Prints the measurements and writes them to a file. @param cli the built command line */
async function measure(setting: Setting, cli: string, file: string | undefined): Promise<void> {
  const about = machine();
  // First of all: what is in use before it is nearly nothing.
  console.error('Traffic log…');
  const traffic = await measureTrafficLog();
  console.error('Time to ready…');
  const ready = await timeToReady(setting);
  const backend = await InspectorBackend.start(path.join(setting.folder, 'inspector'));
  const compared = [];
  try {
    for (const kind of KINDS) {
      console.error(`Sessions over ${kind}…`);
      compared.push(...(await compareSessions(setting, backend, kind)));
    }
  } finally {
    await backend.close();
  }
  console.error('Relay and tap…');
  const page = report({
    about,
    ready,
    compared,
    added: await addedTimes(setting, cli),
    traffic,
  });
  console.log(page);
  if (file !== undefined) writeFileSync(file, page);
}

const [, , cli = '', file] = process.argv;
const setting = new Setting();
const limit = AbortSignal.timeout(LIMIT_MS);
try {
  const measured = measure(setting, cli, file);
  await Promise.race([measured, once(limit, 'abort').then(() => limit.throwIfAborted())]);
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  // Whatever runs is ended with it.
  await setting.close();
}
// A measurement that hangs must not keep this process.
process.exit();
