import { ERA_SETTINGS, type EraSetting } from '../shared/model/era';
import type { CannedAnswers } from './answerServer';
import { type Command, type Common, type Given, LIST_KINDS } from './args/command';
import { COMMAND_NAMES, type CommandName, HELP_TOPICS, isCommandName } from './args/commandNames';
import { nearest, parseOptions, type Values } from './args/options';
import { readPort, readTarget, refuseWord } from './args/target';
import { UsageError } from './args/usageError';

/**
 * Reads the arguments of `portcullis`, without Node and its script.
 * @throws UsageError
 */
export function parseCommandLine(argv: readonly string[]): Command {
  const separator = argv.indexOf('--');
  const own = separator < 0 ? argv : argv.slice(0, separator);
  const program = separator < 0 ? [] : argv.slice(separator + 1);
  const { values, positionals } = parseOptions(own);
  const [name, ...rest] = positionals;
  if (argv.length === 0) return { kind: 'help' };
  if (values.help) return helpOf(name);
  if (values.version) return { kind: 'version' };
  if (name === 'help') return helpOf(rest[0]);
  return readCommand(commandName(name), values, rest, program);
}

function helpOf(name: string | undefined): Command {
  if (name === undefined) return { kind: 'help' };
  const topic = HELP_TOPICS.find((one) => one === name);
  if (!topic) throw unknownCommand(name);
  return { kind: 'help', topic };
}

function commandName(name: string | undefined): CommandName {
  if (name === undefined) {
    throw new UsageError(`Say what to do: ${COMMAND_NAMES.slice(0, -1).join(', ')} or request.`);
  }
  if (isCommandName(name)) return name;
  throw unknownCommand(name);
}

function unknownCommand(name: string): UsageError {
  const near = nearest(name, HELP_TOPICS);
  const hint = near === undefined ? '' : ` Did you mean ${near}?`;
  return new UsageError(`There is no command “${name}”.${hint}`);
}

function readCommand(
  name: CommandName,
  values: Values,
  positionals: readonly string[],
  program: readonly string[],
): Command {
  const common = readCommon(values);
  const json = values.json ?? false;
  switch (name) {
    case 'check': {
      const { target, rest } = readTarget(values, positionals, program);
      refuseSurplus(rest);
      return { kind: 'check', target, json, ...common };
    }
    case 'wait':
      return { kind: 'wait', ...readWait(values, positionals, program), ...common };
    case 'serve':
      return { kind: 'serve', ...readServe(values, positionals, program), json, ...common };
    case 'list':
      return { kind: 'list', ...readList(values, positionals, program), json, ...common };
    case 'call':
      return { kind: 'call', ...readCall(values, positionals, program), json, ...common };
    case 'request':
      return { kind: 'request', ...readRequest(values, positionals, program), json, ...common };
  }
}

/** A program of the server stands before the one to run: the last `--` parts them. */
function readWait(values: Values, positionals: readonly string[], program: readonly string[]) {
  const last = program.lastIndexOf('--');
  const hasServer = values.stdio || values.launch;
  const end = !hasServer ? 0 : last < 0 ? program.length : last;
  const { target, rest } = readTarget(values, positionals, program.slice(0, end));
  refuseSurplus(rest);
  return { target, program: program.slice(hasServer ? end + 1 : 0) };
}

function readServe(values: Values, positionals: readonly string[], program: readonly string[]) {
  const { config, server = [], port } = values;
  if (config === undefined) throw new UsageError('serve needs --config FILE.');
  if (program.length > 0) throw new UsageError('serve takes no program: it reads --config FILE.');
  // `--server a b` is as good as `--server a --server b`.
  if (server.length === 0) refuseSurplus(positionals);
  return { file: config, servers: [...server, ...positionals], port: readPort(port) };
}

function readList(values: Values, positionals: readonly string[], program: readonly string[]) {
  const { target, rest } = readTarget(values, positionals, program);
  refuseWord(target);
  const [what, ...surplus] = rest;
  refuseSurplus(surplus);
  if (what === undefined) return { target };
  const kind = LIST_KINDS.find((one) => one === what);
  if (!kind) throw new UsageError(`list shows ${LIST_KINDS.join(', ')}, not “${what}”.`);
  return { target, what: kind };
}

function readCall(values: Values, positionals: readonly string[], program: readonly string[]) {
  const { target, rest } = readTarget(values, positionals, program);
  refuseWord(target);
  const [tool, json, ...surplus] = rest;
  if (!tool) throw new UsageError('Name a tool: portcullis call TARGET TOOL [JSON].');
  refuseSurplus(surplus);
  const { arg } = values;
  if (arg && json !== undefined) throw new UsageError('Give either JSON or --arg, not both.');
  const given: Given = arg ? { kind: 'pairs', pairs: arg.map(readPair) } : readGiven(json);
  return { target, tool, given, canned: readCanned(values) };
}

function readRequest(values: Values, positionals: readonly string[], program: readonly string[]) {
  const { target, rest } = readTarget(values, positionals, program);
  refuseWord(target);
  const [method, json, ...surplus] = rest;
  if (!method) throw new UsageError('Name a method: portcullis request TARGET METHOD [JSON].');
  refuseSurplus(surplus);
  return { target, method, given: readGiven(json), canned: readCanned(values) };
}

function readGiven(text: string | undefined): Given {
  if (text === undefined) return { kind: 'nothing' };
  return text === '-' ? { kind: 'stdin' } : { kind: 'json', value: parseObject(text) };
}

/**
 * A JSON object that a person wrote.
 * @throws UsageError
 */
export function parseObject(text: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`This is no JSON: ${(error as Error).message}.`);
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Readonly<Record<string, unknown>>;
  }
  throw new UsageError('The JSON must be an object: {"name": "value"}.');
}

function readCanned({ elicit = [], sampling = [] }: Values): CannedAnswers {
  return { elicit: elicit.map(parseObject), sampling };
}

function readPair(text: string): readonly [string, string] {
  const at = text.indexOf('=');
  if (at < 1) throw new UsageError(`--arg must be NAME=VALUE, not “${text}”.`);
  return [text.slice(0, at), text.slice(at + 1)];
}

function refuseSurplus([surplus]: readonly string[]): void {
  if (surplus !== undefined) throw new UsageError(`“${surplus}” is one argument too many.`);
}

function readCommon(values: Values): Common {
  const timeout = readTimeout(values.timeout);
  const era = readEraSetting(values.era);
  const { record } = values;
  if (record === '') throw new UsageError('--record needs a file.');
  return {
    ...(timeout !== undefined && { timeout }),
    ...(era !== undefined && { era }),
    ...(record !== undefined && { record }),
  };
}

function readTimeout(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const ms = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (ms < 1) throw new UsageError('--timeout must be a number of milliseconds.');
  return ms;
}

function readEraSetting(text: string | undefined): EraSetting | undefined {
  if (text === undefined) return undefined;
  const setting = ERA_SETTINGS.find((one) => one === text);
  if (setting) return setting;
  throw new UsageError(`--era must be one of ${ERA_SETTINGS.join(', ')}.`);
}
