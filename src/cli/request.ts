import type { LaunchDefinition } from '../shared/model/server';
import { answerServer } from './answerServer';
import { failCall } from './callOutcome';
import type { Command } from './commandLine';
import type { CommandLineContext } from './context';
import { EXIT } from './exitCodes';
import { givenValue, settle } from './given';
import { ProgressLine, runCall } from './runCall';
import { shownJson } from './shown';
import { withSession } from './withSession';

type RequestCommand = Extract<Command, { kind: 'request' }>;

/** `portcullis request`: sends any request and prints the result as the server sent it. */
export async function request(
  command: RequestCommand,
  definition: LaunchDefinition,
  context: CommandLineContext,
): Promise<number> {
  const { method, json, timeout } = command;
  const params = givenValue(await settle(command.given), undefined);
  return withSession(definition, json, context, async (session) => {
    const progress = new ProgressLine(context.stderr);
    const answering = answerServer(session, command.canned, (text) => {
      progress.clear();
      context.stderr.write(`${text}\n`);
    });
    const record = await runCall(
      session,
      { method, params, ...(timeout !== undefined && { timeout }) },
      { signal: context.signal, onProgress: (latest) => progress.show(latest) },
    );
    progress.clear();
    answering.dispose();
    if (record.status !== 'succeeded') return failCall(record, definition, json, context);
    context.stdout.write(`${shownJson(record.result)}\n`);
    return EXIT.ready;
  });
}
