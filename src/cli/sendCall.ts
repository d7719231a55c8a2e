import type { InspectorSession } from '../proxy/session/inspectorSession';
import type { CallRecord } from '../shared/model/session';
import { answerServer, type CannedAnswers } from './answerServer';
import { askPerson } from './askPerson';
import type { CommandLineContext } from './context';
import { ProgressLine, runCall } from './runCall';

/**
 * Sends a request, shows its progress, and answers what the server asks back. Resolves when it is over,
 * however it ended.
 */
export async function sendCall(
  session: InspectorSession,
  request: Parameters<InspectorSession['call']>[0],
  canned: CannedAnswers,
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
  const record = await runCall(session, request, {
    signal,
    onProgress: (latest) => progress.show(latest),
  });
  progress.clear();
  answering.dispose();
  return record;
}
