import { setTimeout as delay } from 'node:timers/promises';
import type { DiagnosisCode } from '../shared/model/diagnosis';
import type { LaunchDefinition } from '../shared/model/server';
import type { ServerSnapshot } from '../shared/model/state';
import { diagnosisLines, resultLines } from './checklist';
import { createChecklistView } from './checklistView';
import type { CommandLineContext } from './context';
import { EXIT } from './exitCodes';
import { runCommand } from './runCommand';
import { shown } from './shown';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 1_000;

/** What a server that somebody else is starting may answer with until it is up. */
const CURABLE: ReadonlySet<DiagnosisCode> = new Set<DiagnosisCode>([
  'net.refused',
  'net.refused-family',
  'net.timeout',
  'net.unreachable',
  'net.reset',
  'net.dns-not-found',
  'net.dns-temporary',
  'http.no-response',
  'http.server-error',
  'mcp.no-answer',
]);

/**
 * `portcullis wait`: waits until the server is ready, then runs the command with the server kept up.
 * Writes to stderr: stdout belongs to the command.
 */
export async function wait(
  definition: LaunchDefinition,
  program: readonly string[],
  context: CommandLineContext,
): Promise<number> {
  const { launcher, stderr, stderrStyle: style, signal } = context;
  stderr.write(`${style.bold(shown(definition.name))}\n`);
  const result = await untilReady(definition, context);
  if (!result) return EXIT.interrupted;
  stderr.write(`\n${resultLines(result, style).join('\n')}\n`);
  if (result.state.status === 'failed') return EXIT.failed;
  if (program.length === 0) return EXIT.ready;
  launcher.onFailed(({ state }) => {
    if (state.status === 'failed') {
      stderr.write(`\n${diagnosisLines(state.diagnosis, style).join('\n')}\n`);
    }
  });
  return runCommand(program, result.url, signal, stderr);
}

async function untilReady(
  definition: LaunchDefinition,
  context: CommandLineContext,
): Promise<ServerSnapshot | undefined> {
  const { launcher, stderr, stderrStyle: style, signal } = context;
  const deadline = performance.now() + definition.readyTimeout;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    const left = Math.max(1, Math.round(deadline - performance.now()));
    // Only the attempt that decides is shown where it cannot be drawn over.
    const view = createChecklistView(stderr, style);
    const attempt = { ...definition, readyTimeout: left };
    const shown = stderr.isTTY || definition.kind !== 'remote';
    const result = await launcher.launch(attempt, (snapshot) => shown && view.show(snapshot));
    const over = performance.now() + pause >= deadline;
    if (!result || over || signal.aborted || !isCurable(definition, result)) {
      if (result && !shown) view.show(result);
      view.end();
      return signal.aborted ? undefined : result;
    }
    view.erase();
    await delay(pause, undefined, { signal }).catch(() => {});
  }
}

/** Waiting for a process of ours is the gate's own work: when it gives up, that is final. */
function isCurable(definition: LaunchDefinition, { state }: ServerSnapshot): boolean {
  if (definition.kind !== 'remote' || state.status !== 'failed') return false;
  return CURABLE.has(state.diagnosis.code);
}
