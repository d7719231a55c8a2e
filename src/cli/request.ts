import type { LaunchDefinition } from '../shared/model/server';
import type { Command } from './args/command';
import { failCall } from './callOutcome';
import type { CommandLineContext } from './context';
import { EXIT } from './exitCodes';
import { givenValue, settle } from './given';
import { sendCall } from './sendCall';
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
    const record = await sendCall(
      session,
      { method, params, ...(timeout !== undefined && { timeout }) },
      { canned: command.canned, followsTask: false },
      context,
    );
    if (record.status !== 'succeeded') return failCall(record, definition, json, context);
    context.stdout.write(`${shownJson(record.result)}\n`);
    return EXIT.ready;
  });
}
