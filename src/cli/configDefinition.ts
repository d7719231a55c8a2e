import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ConfigDialect } from '../shared/config/dialects/configDialect';
import { dialectsOfFile } from '../shared/config/dialects/dialectsOfFile';
import { expandEntry } from '../shared/config/expandEntry';
import type { VariableResolver } from '../shared/config/expandVariables';
import { inputVariable } from '../shared/config/inputVariable';
import { readConfig, type ServerConfig } from '../shared/config/readConfig';
import type { LaunchDefinition } from '../shared/model/server';
import type { Target } from './args/target';
import { UsageError } from './args/usageError';
import type { Surroundings } from './targetDefinition';

/**
 * Reads one server of a configuration file. What is wrong with its entry stands in its problems.
 * @throws UsageError if the file is not there or has no such server, or has several and none is named.
 */
export async function configDefinition(
  { file, server }: Extract<Target, { kind: 'config' }>,
  readyTimeout: number,
  surroundings: Surroundings,
): Promise<LaunchDefinition> {
  const wanted = server === undefined ? [] : [server];
  const found = await configDefinitions(file, wanted, readyTimeout, surroundings);
  const [definition, ...others] = found;
  if (others.length === 0) return definition!;
  const names = found.map(({ name }) => name).join(', ');
  throw new UsageError(`${file} has several servers. Name one with --server: ${names}.`);
}

/**
 * Reads the named servers of a configuration file, or all of them if none is named.
 * @throws UsageError if the file is not there, or has no such server, or none at all.
 */
export async function configDefinitions(
  file: string,
  servers: readonly string[],
  readyTimeout: number,
  surroundings: Surroundings,
): Promise<LaunchDefinition[]> {
  const fullPath = path.resolve(surroundings.cwd, file);
  const text = await readText(fullPath, file);
  const readings = dialectsOfFile(fullPath).map((dialect) => ({
    dialect,
    config: readConfig(text, dialect),
  }));
  const entries = readings.flatMap(({ config }) => config.entries);
  const known = new Set(entries.map(({ name }) => name));
  const enabled = new Set(entries.filter(({ disabled }) => !disabled).map(({ name }) => name));
  const [broken] = readings[0]!.config.problems;
  const wanted = servers.length > 0 ? [...new Set(servers)] : [...enabled];
  if (broken && known.size === 0) {
    const names = wanted.length > 0 ? wanted : [file];
    return names.map((name) => unreadable(file, fullPath, name, readyTimeout, broken));
  }
  if (wanted.length === 0) {
    throw new UsageError(
      known.size === 0
        ? `${file} has no servers.`
        : `All servers of ${file} are disabled. Name one with --server: ${[...known].join(', ')}.`,
    );
  }
  const place = { file, fullPath, readyTimeout };
  const found = await Promise.all(
    wanted.map((name) => define(readings, name, place, surroundings)),
  );
  return found.map((definition, index) => {
    if (definition) return definition;
    const names = known.size > 0 ? `It has: ${[...known].join(', ')}.` : 'It has none at all.';
    throw new UsageError(`${file} has no server “${wanted[index]}”. ${names}`);
  });
}

interface Place {
  /** As it was written. */
  readonly file: string;
  readonly fullPath: string;
  readonly readyTimeout: number;
}

async function define(
  readings: readonly { readonly dialect: ConfigDialect; readonly config: ServerConfig }[],
  name: string,
  { file, fullPath, readyTimeout }: Place,
  surroundings: Surroundings,
): Promise<LaunchDefinition | undefined> {
  for (const { dialect, config } of readings) {
    const entry = config.entries.find((one) => one.name === name);
    if (!entry) continue;
    const folder = workspaceOf(fullPath);
    return expandEntry(entry, {
      id: `${file}/${name}`,
      source: { label: file, uri: pathToFileURL(fullPath).href, line: entry.range.line },
      roots: [{ uri: pathToFileURL(folder).href }],
      readyTimeout,
      era: 'auto',
      dialect: dialect.variables,
      resolve: resolver(config, folder, surroundings),
      home: surroundings.home,
      folder,
      resolvePath: path.resolve,
    });
  }
  return undefined;
}

async function readText(fullPath: string, file: string): Promise<string> {
  try {
    return await readFile(fullPath, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(`${file} cannot be read (${code ?? String(error)}).`);
  }
}

const FOLDERS_OF_CLIENTS = ['.vscode', '.cursor', '.gemini', '.codex', '.devcontainer'];

/** A file in a folder like `.vscode` belongs to the folder around that. */
function workspaceOf(fullPath: string): string {
  const folder = path.dirname(fullPath);
  return FOLDERS_OF_CLIENTS.includes(path.basename(folder)) ? path.dirname(folder) : folder;
}

/** The launch then fails at its first step, and says where. */
function unreadable(
  label: string,
  fullPath: string,
  server: string,
  readyTimeout: number,
  problem: ServerConfig['problems'][number],
): LaunchDefinition {
  const { line, column } = problem.range;
  return {
    id: `${label}/${server}`,
    name: server,
    readyTimeout,
    era: 'auto',
    roots: [],
    source: { label, uri: pathToFileURL(fullPath).href, line },
    kind: 'stdio',
    run: { command: '', args: [], cwd: path.dirname(fullPath), env: {} },
    problems: [
      {
        code: 'config.file-invalid',
        message: `Line ${line}, column ${column}: ${problem.message}`,
        ...(problem.value === undefined ? {} : { value: problem.value }),
      },
    ],
  };
}

/** VS Code's variables, as far as they mean something outside of it. Nobody can be asked for an input. */
function resolver(
  { inputs }: ServerConfig,
  folder: string,
  { cwd, env, home }: Surroundings,
): VariableResolver {
  const plain: Readonly<Record<string, string>> = {
    workspaceFolder: folder,
    workspaceFolderBasename: path.basename(folder),
    userHome: home,
    cwd,
    pathSeparator: path.sep,
    '/': path.sep,
  };
  return ({ name, argument }) => {
    if (argument === undefined) return Object.hasOwn(plain, name) ? plain[name] : undefined;
    if (name === 'env') return env[argument];
    if (name !== 'input') return undefined;
    const input = inputs.find(({ id }) => id === argument);
    const fallback = input && 'default' in input ? input.default : undefined;
    return env[inputVariable(argument)] ?? fallback;
  };
}
