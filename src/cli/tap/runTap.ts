import { homedir } from 'node:os';
import { StepFailure } from '../../proxy/gate/healthGate';
import { GuardianClient } from '../../proxy/process/guardianClient';
import { markPrefix } from '../../proxy/process/launchMark';
import { startTimeOf } from '../../proxy/process/processTable';
import { type ServerProcess, SpawnError, startProcess } from '../../proxy/process/serverProcess';
import type { LaunchDefinition } from '../../shared/model/server';
import { UsageError } from '../args/usageError';
import { configDefinition } from '../configDefinition';
import { EXIT } from '../exitCodes';
import { DEFAULT_TIMEOUT_MS } from '../targetDefinition';
import { prepareTap } from './prepareTap';
import { parseTapArguments, type TapArguments } from './tapArguments';
import { startRecording } from './tapRecording';
import { TapStreams } from './tapStreams';
import { untilOver } from './untilOver';

/** How the server ended, which is how we end. */
export type TapEnd = { readonly code: number } | { readonly signal: NodeJS.Signals };

type StdioDefinition = LaunchDefinition & { kind: 'stdio' };

/**
 * `portcullis tap`: stands in for a stdio server in the configuration of another client. Resolves when nothing
 * is left of the server.
 * @param argv what stands after `tap`
 * @param script of this program: it is its own guardian
 */
export async function runTap(argv: readonly string[], script: string): Promise<TapEnd> {
  const startedAt = Date.now();
  try {
    if (argv.includes('--help') || argv.includes('-h')) {
      const { helpOf } = await import('../usage');
      process.stdout.write(helpOf('tap'));
      return { code: EXIT.ready };
    }
    const args = parseTapArguments(argv);
    const definition = await stdioDefinition(args);
    return await tap(definition, args, script, startedAt);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    say(`${error.message}\nTry portcullis help tap.`);
    return { code: EXIT.usage };
  }
}

async function stdioDefinition({ file, server }: TapArguments): Promise<StdioDefinition> {
  const surroundings = { cwd: process.cwd(), env: process.env, home: homedir() };
  const target = { kind: 'config', file, server } as const;
  const definition = await configDefinition(target, DEFAULT_TIMEOUT_MS, surroundings);
  if (definition.kind === 'stdio') return definition;
  throw new UsageError(
    `${server} is reached over HTTP: other clients reach it through the relay, see portcullis help serve.`,
  );
}

async function tap(
  definition: StdioDefinition,
  { record }: TapArguments,
  script: string,
  startedAt: number,
): Promise<TapEnd> {
  let server: ServerProcess;
  const mark = markPrefix(process.pid, startTimeOf(process.pid) ?? startedAt);
  try {
    server = await start(definition, mark);
  } catch (error) {
    if (!(error instanceof StepFailure)) throw error;
    await explain({ definition, startedAt }, error);
    return { code: EXIT.failed };
  }
  // Whatever else there is to wait for, the end is waited for.
  const keepAlive = setInterval(() => {}, 60_000);
  const recording = startRecording(definition, record, say);
  const streams = new TapStreams(process, server, recording);
  const proxy = { pid: process.pid, startedAt, mark };
  const guardian = new GuardianClient({ script, proxy, log: () => {} });
  guardian.watch(server.root);
  const why = await untilOver(server, streams);
  const isEarly = why === 'exited' && !streams.inputHasEnded;
  if (why === 'exited') await streams.drained();
  if (isEarly && !streams.hasSpoken) {
    const { endedEarly } = await import('./explainFailure');
    await explain({ definition, startedAt, server }, endedEarly(server));
  }
  await server.stop();
  recording.end();
  await guardian.goodbye();
  clearInterval(keepAlive);
  const { code = null, signal = null } = server.exit ?? {};
  return signal ? { signal } : { code: code ?? EXIT.failed };
}

/** @throws StepFailure */
async function start(definition: StdioDefinition, mark: string): Promise<ServerProcess> {
  const { file, run, environment } = await prepareTap(definition);
  const { args, cwd } = run;
  try {
    return await startProcess({ file, args, cwd, environment, mark: `${mark}tap`, stdio: true });
  } catch (error) {
    if (!(error instanceof SpawnError)) throw error;
    const { code, message } = error;
    throw new StepFailure('process', code, { spawnError: { code, message } });
  }
}

/** Loaded only when it is needed: a server that starts must not wait for it. */
async function explain(
  tapped: Parameters<typeof import('./explainFailure')['explainFailure']>[0],
  failure: StepFailure,
): Promise<void> {
  const { explainFailure } = await import('./explainFailure');
  process.stderr.write(await explainFailure(tapped, failure));
}

function say(text: string): void {
  process.stderr.write(`portcullis: ${text}\n`);
}
