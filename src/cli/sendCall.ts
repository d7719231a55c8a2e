import type { InspectorSession } from '../proxy/session/inspectorSession';
import type { CallRecord } from '../shared/model/session';
import { answerServer, type CannedAnswers } from './answerServer';
import { askPerson } from './askPerson';
import type { CommandLineContext } from './context';
import { followTask } from './followTask';
import { ProgressLine, type RunCallOptions, runCall } from './runCall';

export interface SendCallOptions {
  readonly canned: CannedAnswers;
  /** Waits for the task that the server makes of it, if it makes one. */
  readonly followsTask: boolean;
}

/**
 * Sends a request, shows its progress, and answers what the server asks back. Resolves when it is over,
 * however it ended.
 */
export async function sendCall(
  session: InspectorSession,
  request: Parameters<InspectorSession['call']>[0],
  { canned, followsTask }: SendCallOptions,
  { stderr, signal }: CommandLineContext,
): Promise<CallRecord> {
  const progress = new ProgressLine(stderr);
  const isAttended = process.stdin.isTTY === true && stderr.isTTY === true;
  const answering = answerServer(session, {
    canned,
    say: (text) => {
      progress.clear();
      stderr.write(`${text}\n`);
    },
    ask: isAttended
      ? (asked) => {
          progress.clear();
          return askPerson(asked, signal);
        }
      : undefined,
  });
  const options: RunCallOptions = { signal, onProgress: (latest) => progress.show(latest) };
  try {
    const record = await runCall(session, request, options);
    if (!followsTask || record.taskId === undefined) return record;
    return await followTask(session, record, { ...options, timeout: request.timeout });
  } finally {
    progress.clear();
    answering.dispose();
  }
}
