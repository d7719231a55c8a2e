import { createHash } from 'node:crypto';
import { joinCommandLine } from '../../shared/config/commandLine';
import { expandHome } from '../../shared/config/expandEntry';
import {
  expandVariables,
  type VariableDialect,
  type VariableResolver,
} from '../../shared/config/expandVariables';
import type { InputDefinition, ServerEntry } from '../../shared/config/serverEntry';
import { visible } from '../../shared/text/visible';

/** One thing that an entry says of what is run, or of where is connected to. */
export interface LaunchFact {
  /** Of the fact as it is written, and as far as it can be told without asking or running anything. */
  readonly digest: string;
  /** As it is shown, in full: what hid a secret could hide a command. Absent for values of variables and headers. */
  readonly text?: string;
}

/**
 * By what they are: `command`, `cwd`, `envFile`, `url`, `env.NAME`, `headers.NAME`, `uses` for the variables in values
 * that are not shown, `commands` for the commands of VS Code that variables run, and any other property of the entry
 * by its name.
 */
export type LaunchFacts = Readonly<Record<string, LaunchFact>>;

export interface FactsContext {
  readonly inputs: readonly InputDefinition[];
  readonly dialect: VariableDialect;
  /** Answers with the values of variables that ask nobody and run nothing; undefined for all others. */
  readonly resolve: VariableResolver;
  /** Absolute. */
  readonly home: string;
  /** Absolute; where a program starts whose entry does not say. */
  readonly folder: string;
  resolvePath(folder: string, path: string): string;
}

/** What changes neither what is run nor what is sent to whom. */
const HARMLESS = new Set([
  'name',
  'path',
  'range',
  'fullRange',
  'problems',
  'kind',
  'readyTimeout',
  'era',
  'protocolVersion',
  'offers',
  'answerTimeout',
  'restartOnCrash',
]);
const SHOWN_APART = new Set(['run', 'url', 'headers', 'transport']);
const COMMAND_VARIABLE = /\$\{command:([^}]+)\}/g;
/** All but those that say where the workspace is. */
const USED_VARIABLE =
  /\$\{(?!(?:workspaceFolder|workspaceFolderBasename|userHome|cwd|pathSeparator|\/|port)[:}])[^}]*\}/g;

/** All that a person should know, and be asked about again when it changes, before an entry is started. */
export async function launchFacts(entry: ServerEntry, context: FactsContext): Promise<LaunchFacts> {
  const facts: Record<string, LaunchFact> = {};
  const shown = (text: string) => expand(text, context, 'shown');
  const add = async (key: string, written: readonly string[], text?: string) => {
    const meant = await Promise.all(written.map((part) => expand(part, context, 'compared')));
    facts[key] = { digest: digestOf([written, meant]), ...(text !== undefined && { text }) };
  };
  if (entry.kind !== 'remote') {
    const { command, args, cwd, env, envFile } = entry.run;
    const words = await Promise.all([command, ...args].map(shown));
    await add('command', [command, ...args], commandText(words, context.home));
    await add('cwd', [cwd ?? context.folder], await folderText(cwd, context, shown));
    if (envFile !== undefined) await add('envFile', [envFile], await shown(envFile));
    for (const [name, value] of Object.entries(env)) {
      await add(`env.${name}`, value === null ? [] : [value]);
    }
  }
  if (entry.kind !== 'stdio') {
    await add('url', [entry.transport, entry.url], await shown(entry.url));
    for (const [name, value] of Object.entries(entry.headers))
      await add(`headers.${name}`, [value]);
  }
  const uses = usesOf(entry);
  if (uses.length > 0) await add('uses', [], uses.join('\n'));
  const commands = commandsOf(entry, context.inputs);
  if (commands.length > 0) await add('commands', commands, commands.join('\n'));
  for (const [key, text] of otherProperties(entry)) await add(key, [text], text);
  return facts;
}

/** What is written in another way, but shown and meant the same, differs all the same. */
export function changedFacts(before: LaunchFacts, after: LaunchFacts): string[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].filter((key) => before[key]?.digest !== after[key]?.digest);
}

function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}

/**
 * The environment of VS Code is the user's own: a variable of it stands there by its name. Where it is shown, the
 * text that stands in for one that is not set is shown instead.
 */
async function expand(
  text: string,
  { resolve, dialect }: FactsContext,
  purpose: 'shown' | 'compared',
): Promise<string> {
  const asWritten: VariableResolver = async (variable) => {
    const { name, argument } = variable;
    if (name !== 'env') return resolve(variable);
    const isSet = purpose === 'compared' || process.env[argument ?? ''] !== undefined;
    return isSet ? `\${env:${argument}}` : undefined;
  };
  return (await expandVariables(text, asWritten, dialect)).text;
}

function commandText(words: readonly string[], home: string): string {
  return joinCommandLine(words.map((word) => visible(expandHome(word, home))));
}

async function folderText(
  cwd: string | undefined,
  { home, folder, resolvePath }: FactsContext,
  shown: (text: string) => Promise<string>,
): Promise<string> {
  if (cwd === undefined) return folder;
  const text = expandHome(await shown(cwd), home);
  return text.includes('${') ? text : resolvePath(folder, text);
}

/** What is read for the values of the environment and of headers: an answer or a variable that others must not get. */
function usesOf(entry: ServerEntry): string[] {
  const values = [
    ...(entry.kind === 'remote' ? [] : Object.values(entry.run.env)),
    ...(entry.kind === 'stdio' ? [] : Object.values(entry.headers)),
  ];
  const used = values.flatMap((value) => [...(value ?? '').matchAll(USED_VARIABLE)]);
  return [...new Set(used.map(([written]) => written))].sort();
}

/** Commands of VS Code that are run for the values of variables, in the entry or in inputs that it uses. */
function commandsOf(entry: ServerEntry, inputs: readonly InputDefinition[]): string[] {
  const text = JSON.stringify(entry);
  const named = [...text.matchAll(COMMAND_VARIABLE)].map(([, id]) => id!);
  const asked = inputs.flatMap((input) => {
    if (input.type !== 'command' || !text.includes(`\${input:${input.id}}`)) return [];
    return [
      input.args === undefined ? input.command : `${input.command} ${JSON.stringify(input.args)}`,
    ];
  });
  return [...new Set([...named, ...asked])].sort();
}

/** Also those that are not known yet: what is new is asked about, too. */
function otherProperties(entry: ServerEntry): [string, string][] {
  return Object.entries(entry).flatMap(([key, value]): [string, string][] => {
    if (HARMLESS.has(key) || SHOWN_APART.has(key) || value === undefined) return [];
    const { watch: _, ...told } = key === 'dev' ? value : {};
    if (key !== 'dev') return [[key, JSON.stringify(value)]];
    return Object.keys(told).length === 0 ? [] : [[key, JSON.stringify(told)]];
  });
}
