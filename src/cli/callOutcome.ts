import type { LaunchDefinition } from '../shared/model/server';
import type { CallRecord } from '../shared/model/session';
import type { ServerSnapshot } from '../shared/model/state';
import { diagnosisLines } from './checklist';
import type { CommandLineContext } from './context';
import { EXIT } from './exitCodes';
import { reported } from './report';
import { shownJson, shownText } from './shown';

/** A broken connection is seen before the exit that broke it, and before it is known why. */
const DIAGNOSIS_MS = 2_000;

/**
 * Says why a call has no result: on stderr, or on stdout as `{"error": …}`. Resolves with the exit code.
 * If the server has failed meanwhile, its diagnosis comes along.
 */
export async function failCall(
  record: CallRecord,
  definition: LaunchDefinition,
  json: boolean,
  context: CommandLineContext,
): Promise<number> {
  const { stdout, stderr, stderrStyle: style, signal } = context;
  if (record.status === 'cancelled' && signal.aborted) return EXIT.interrupted;
  const error = record.error ?? { message: 'There is no result' };
  const isConnection = record.status === 'failed' && error.code === undefined;
  const failed = isConnection ? await failureOf(definition, context) : undefined;
  if (json) {
    const diagnosis = failed && { diagnosis: reported(failed) };
    stdout.write(`${shownJson({ error, ...diagnosis })}\n`);
    return EXIT.failed;
  }
  const code = error.code === undefined ? '' : `  ${style.dim(String(error.code))}`;
  const data = error.data === undefined ? '' : `\n${shownJson(error.data)}`;
  stderr.write(`${style.red('✗')} ${shownText(error.message)}${code}${data}\n`);
  if (failed) stderr.write(`\n${diagnosisLines(failed, style).join('\n')}\n`);
  return EXIT.failed;
}

/** Why the server is not ready any more; undefined if it still is. */
async function failureOf({ id }: LaunchDefinition, { launcher, signal }: CommandLineContext) {
  const diagnosisOf = (snapshot: ServerSnapshot | undefined) =>
    snapshot?.state.status === 'failed' ? snapshot.state.diagnosis : undefined;
  const known = diagnosisOf(launcher.snapshot(id));
  if (known || !launcher.engine.server(id)?.session?.end) return known;
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, DIAGNOSIS_MS);
  const subscription = launcher.engine.onDidChangeServer((snapshot) => {
    if (snapshot.id === id && diagnosisOf(snapshot)) resolve();
  });
  signal.addEventListener('abort', () => resolve(), { once: true });
  await promise;
  clearTimeout(timer);
  subscription.dispose();
  return diagnosisOf(launcher.snapshot(id));
}
