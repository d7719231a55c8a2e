import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'dotenv';
import type { RunSpec } from '../../shared/model/server';
import { LAUNCH_MARK } from './launchMark';

export type Environment = Record<string, string>;

/** What VS Code set for its own processes, and we for ours; a server must not see it. */
const OURS = /^(?:VSCODE_|ELECTRON_|NODE_CHANNEL_|NODE_UNIQUE_ID$|APPLICATION_INSIGHTS_)/i;

/** The host's environment as the user's terminal would have it. */
export function baseEnvironment(host: NodeJS.ProcessEnv): Environment {
  const base: Environment = {};
  for (const [name, value] of Object.entries(host)) {
    if (value === undefined || OURS.test(name) || name === LAUNCH_MARK) continue;
    // VS Code's debugger attaches itself to every Node program through this.
    if (name === 'NODE_OPTIONS' && /js-debug|vscode/i.test(value)) continue;
    base[name] = value;
  }
  return base;
}

/**
 * The environment of a server: the host's, then `envFile`, then `env`, where null deletes. A PATH given there
 * is appended to the host's, as VS Code does for the same entry.
 * @throws the errno of reading `envFile`.
 */
export async function serverEnvironment(
  run: Pick<RunSpec, 'env' | 'envFile'>,
  base: Environment,
): Promise<Environment> {
  const environment = { ...base };
  const file = run.envFile ? parse(await readFile(run.envFile)) : {};
  for (const given of [file, run.env]) {
    for (const [name, value] of Object.entries(given)) set(environment, base, name, value);
  }
  return environment;
}

function set(
  environment: Environment,
  base: Environment,
  name: string,
  value: string | null,
): void {
  const key = keyOf(environment, name);
  if (value === null) delete environment[key];
  else if (name.toUpperCase() === 'PATH' && key in base) {
    environment[key] = joinPaths(base[key]!, value);
  } else environment[key] = value;
}

/** Names on Windows are one whatever their case. */
function keyOf(environment: Environment, name: string): string {
  if (process.platform !== 'win32' || name in environment) return name;
  const upper = name.toUpperCase();
  return Object.keys(environment).find((key) => key.toUpperCase() === upper) ?? name;
}

/** The value of PATH, however it is written. */
export function pathOf(environment: Environment): string {
  return environment[keyOf(environment, 'PATH')] ?? '';
}

export function withPath(environment: Environment, value: string): Environment {
  return { ...environment, [keyOf(environment, 'PATH')]: value };
}

/** Both lists one after the other, each folder once. */
export function joinPaths(first: string, second: string): string {
  const folders = [...first.split(path.delimiter), ...second.split(path.delimiter)];
  return [...new Set(folders.filter((folder) => folder !== ''))].join(path.delimiter);
}
