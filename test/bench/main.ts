import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { machine, report } from './report';
import { compareSessions } from './sessions';
import { Setting } from './setting';
import { timeToReady } from './timeToReady';

const LIMIT_MS = 120_000;

/** Prints the measurements and writes them to the file that is named on the command line. */
async function measure(setting: Setting): Promise<void> {
  const about = machine();
  const ready = await timeToReady(setting);
  const compared = [
    ...(await compareSessions(setting, 'stdio')),
    ...(await compareSessions(setting, 'http')),
  ];
  const page = report(about, ready, compared);
  console.log(page);
  if (process.argv[2] !== undefined) writeFileSync(process.argv[2], page);
}

const setting = new Setting();
const limit = AbortSignal.timeout(LIMIT_MS);
try {
  await Promise.race([measure(setting), once(limit, 'abort').then(() => limit.throwIfAborted())]);
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  // Whatever runs is ended with it.
  await setting.close();
}
// A measurement that hangs must not keep this process.
process.exit();
