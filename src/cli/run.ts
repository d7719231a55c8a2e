import { homedir } from 'node:os';
import { version } from '../../package.json';
import type { Offers } from '../shared/model/server';
import { CALL_OFFERS } from './answerServer';
import type { Command } from './args/command';
import { isCommandName } from './args/commandNames';
import { UsageError } from './args/usageError';
import { call } from './call';
import { check } from './check';
import { parseCommandLine } from './commandLine';
import type { CommandLineContext } from './context';
import { EXIT } from './exitCodes';
import { Launcher } from './launcher';
import { list } from './list';
import { openRecord } from './record';
import { request } from './request';
import { serve } from './serve';
import { tapCommand } from './serveTap';
import { createStyle, wantsColours } from './style';
import { fileDefinitions, targetDefinition } from './targetDefinition';
import { helpOf, USAGE } from './usage';
import { wait } from './wait';

/** A command that starts something. */
type Work = Exclude<Command, { kind: 'help' | 'version' }>;

/** Runs the command line. Resolves with the exit code when nothing that it started is left. */
export async function run(argv: readonly string[], script: string): Promise<number> {
  try {
    const command = parseCommandLine(argv);
    if (command.kind === 'version') return print(`${version}\n`);
    if (command.kind === 'help') return print(command.topic ? helpOf(command.topic) : USAGE);
    const work = await prepare(command, script);
    return await withLauncher(script, command, work);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`portcullis: ${error.message}\nTry portcullis help${topicOf(argv)}.\n`);
    return EXIT.usage;
  }
}

/** The command that was meant, if that is clear. */
function topicOf([first = '']: readonly string[]): string {
  return isCommandName(first) ? ` ${first}` : '';
}

function print(text: string): number {
  process.stdout.write(text);
  return EXIT.ready;
}

/**
 * Reads what the command names, before anything is started.
 * @throws UsageError
 */
async function prepare(
  command: Work,
  script: string,
): Promise<(context: CommandLineContext) => Promise<number>> {
  const surroundings = { cwd: process.cwd(), env: process.env, home: homedir() };
  if (command.kind === 'serve') {
    const { file, servers } = command;
    const definitions = await fileDefinitions(file, servers, command, surroundings);
    const tapOf = ({ name }: { name: string }) => tapCommand(script, file, name);
    return (context) => serve(command, definitions, tapOf, context);
  }
  const definition = await targetDefinition(command.target, command, surroundings);
  switch (command.kind) {
    case 'check':
      return (context) => check(definition, command.json, context);
    case 'wait':
      return (context) => wait(definition, command.program, context);
    case 'list':
      return (context) => list(command, definition, context);
    case 'call':
      return (context) => call(command, definition, context);
    case 'request':
      return (context) => request(command, definition, context);
  }
}

/** However it ends, what was started is stopped before. */
async function withLauncher(
  script: string,
  { kind, record }: Work,
  work: (context: CommandLineContext) => Promise<number>,
): Promise<number> {
  const { stdout, stderr, env } = process;
  const recordTo = openRecord(record, stderr);
  const offers = offersOf(kind);
  const launcher = new Launcher(script, { recordTo, ...(offers && { offers }) });
  const interruption = interruptions(launcher);
  const style = (screen: NodeJS.WriteStream) =>
    createStyle(wantsColours(screen.isTTY === true, env));
  try {
    const code = await work({
      launcher,
      stdout,
      stderr,
      style: style(stdout),
      stderrStyle: style(stderr),
      signal: interruption.signal,
    });
    // Whoever serves is meant to be interrupted, and who reads no more has what he wanted.
    const isMeant = kind === 'serve' || interruption.byReader;
    if (!interruption.signal.aborted) return code;
    return isMeant ? EXIT.ready : EXIT.interrupted;
  } finally {
    await launcher.close();
    recordTo?.close();
    interruption.dispose();
  }
}

/** Only a call follows a task: a request shows what it is answered with. */
function offersOf(kind: Work['kind']): Offers | undefined {
  if (kind === 'call') return { ...CALL_OFFERS, tasks: true };
  return kind === 'request' ? CALL_OFFERS : undefined;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** A signal, or a reader of stdout that is gone, as of `portcullis list … | head`, ends what runs. */
function interruptions(launcher: Launcher) {
  const interrupted = new AbortController();
  let byReader = false;
  const end = () => {
    interrupted.abort();
    void launcher.close();
  };
  const interrupt = () => {
    // Who asks twice does not want to wait; the guardian then ends what is left.
    if (interrupted.signal.aborted) process.exit(EXIT.interrupted);
    end();
  };
  const lose = () => {
    byReader ||= !interrupted.signal.aborted;
    end();
  };
  for (const signal of SIGNALS) process.on(signal, interrupt);
  process.stdout.on('error', lose);
  return {
    signal: interrupted.signal,
    get byReader() {
      return byReader;
    },
    dispose: () => {
      for (const signal of SIGNALS) process.off(signal, interrupt);
      process.stdout.off('error', lose);
    },
  };
}
