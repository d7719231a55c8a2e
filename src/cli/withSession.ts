import type { InspectorSession } from '../proxy/session/inspectorSession';
import type { LaunchDefinition } from '../shared/model/server';
import type { ServerSnapshot } from '../shared/model/state';
import { diagnosisLines } from './checklist';
import { createChecklistView } from './checklistView';
import type { CommandLineContext } from './context';
import { EXIT } from './exitCodes';
import { createReport } from './report';
import { shown, shownJson } from './shown';

/**
 * Launches a server and works with its session. If it does not get ready, says why: on stderr, or on stdout
 * as `check --json` does. On a terminal the checklist is drawn until then.
 */
export async function withSession(
  definition: LaunchDefinition,
  json: boolean,
  context: CommandLineContext,
  work: (session: InspectorSession) => Promise<number>,
): Promise<number> {
  const { launcher, stdout, stderr, stderrStyle } = context;
  const view = stderr.isTTY ? createChecklistView(stderr, stderrStyle) : undefined;
  const snapshot = await launcher.launch(definition, (latest) => view?.show(latest));
  const session = launcher.engine.server(definition.id)?.session;
  if (snapshot && snapshot.state.status !== 'failed' && session) {
    view?.erase();
    return work(session);
  }
  view?.end();
  if (!snapshot) return EXIT.interrupted;
  if (json) stdout.write(`${shownJson(createReport(snapshot, definition))}\n`);
  else stderr.write(`${notReady(definition, snapshot, context)}\n`);
  return EXIT.failed;
}

function notReady(
  { name }: LaunchDefinition,
  { state }: ServerSnapshot,
  { stderrStyle: style }: CommandLineContext,
): string {
  const reason = state.status === 'failed' ? diagnosisLines(state.diagnosis, style) : [];
  return [`${style.bold(shown(name))} is not ready.`, ...reason].join('\n');
}

/** Resolves when the lists of a session that has just been opened are there, or it has ended. */
export function listed(session: InspectorSession): Promise<void> {
  return new Promise((resolve) => {
    if (session.summary.counts) return resolve();
    const subscriptions = [
      session.onDidChangeSummary(({ counts }) => counts && settle()),
      session.onDidEnd(() => settle()),
    ];
    const settle = () => {
      for (const subscription of subscriptions) subscription.dispose();
      resolve();
    };
  });
}
