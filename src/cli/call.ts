import type { InspectorSession } from '../proxy/session/inspectorSession';
import type { LaunchDefinition } from '../shared/model/server';
import type { Command } from './args/command';
import { nearest } from './args/options';
import { failCall } from './callOutcome';
import { contentText } from './contentText';
import type { CommandLineContext } from './context';
import { EXIT } from './exitCodes';
import { givenValue, settle } from './given';
import { sendCall } from './sendCall';
import { shown, shownJson } from './shown';
import { listed, withSession } from './withSession';

type CallCommand = Extract<Command, { kind: 'call' }>;

/** `portcullis call`: calls one tool and prints what it answers. */
export async function call(
  command: CallCommand,
  definition: LaunchDefinition,
  context: CommandLineContext,
): Promise<number> {
  const { tool, json, timeout } = command;
  const given = await settle(command.given);
  return withSession(definition, json, context, async (session) => {
    // The schema tells the types of what stands alone, and which arguments go into headers as well.
    if (given.kind === 'pairs' || session.summary.era === 'modern') await listed(session);
    const schema = session.catalog.tools.find(({ name }) => name === tool)?.inputSchema;
    const params = { name: tool, arguments: givenValue(given, schema) };
    const record = await sendCall(
      session,
      { method: 'tools/call', params, ...(timeout !== undefined && { timeout }) },
      { canned: command.canned, followsTask: true },
      context,
    );
    if (record.status === 'succeeded') {
      const code = printResult(record.result, json, context);
      if (code === EXIT.failed && !json) await suggestTool(tool, session, context);
      return code;
    }
    const code = await failCall(record, definition, json, context);
    if (record.error?.code !== undefined && !json) await suggestTool(tool, session, context);
    return code;
  });
}

/** What went wrong goes to stderr; as JSON it is a result like any other. */
function printResult(result: unknown, json: boolean, context: CommandLineContext): number {
  const { stdout, stderr, stderrStyle: style } = context;
  const { isError, resultType } = result as Record<string, unknown>;
  const isUnfinished = resultType === 'input_required';
  const code = isError === true || isUnfinished ? EXIT.failed : EXIT.ready;
  if (json) {
    stdout.write(`${shownJson(result)}\n`);
  } else if (isUnfinished) {
    stderr.write(`${style.red('✗')} The server asks for more before it answers:\n`);
    stderr.write(`${shownJson((result as Record<string, unknown>).inputRequests)}\n`);
  } else {
    const text = contentText(result as Record<string, unknown>);
    const screen = code === EXIT.ready ? stdout : stderr;
    if (code !== EXIT.ready) stderr.write(`${style.red('✗')} The tool reports an error:\n`);
    if (text !== '') screen.write(text.endsWith('\n') ? text : `${text}\n`);
  }
  return code;
}

async function suggestTool(
  tool: string,
  session: InspectorSession,
  { stderr }: CommandLineContext,
): Promise<void> {
  await listed(session);
  const names = session.catalog.tools.map(({ name }) => name);
  if (names.length === 0 || names.includes(tool)) return;
  const near = nearest(tool, names);
  const hint = near === undefined ? 'See portcullis list.' : `Did you mean ${shown(near)}?`;
  stderr.write(`The server lists no tool “${shown(tool)}”. ${hint}\n`);
}
