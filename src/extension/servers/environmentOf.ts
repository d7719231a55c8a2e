import { readFile } from 'node:fs/promises';
import { parse } from 'dotenv';
import type { LaunchDefinition } from '../../shared/model/server';
import type { EnvironmentVariable, ServerEnvironment } from '../../shared/model/sessionSettings';

/** What the process of a launch is given, without values; null: nobody starts one. */
export async function environmentOf(
  definition: LaunchDefinition | undefined,
): Promise<ServerEnvironment | null> {
  if (definition === undefined || definition.kind === 'remote') return null;
  const { env, envFile, cwd } = definition.run;
  const text = envFile === undefined ? '' : await readFile(envFile, 'utf8').catch(() => '');
  const fromFile: EnvironmentVariable[] = Object.keys(parse(text))
    .filter((name) => !(name in env))
    .map((name) => ({ name, from: 'envFile', isRemoved: false }));
  const fromEntry: EnvironmentVariable[] = Object.entries(env).map(([name, value]) => ({
    name,
    from: 'entry',
    isRemoved: value === null,
  }));
  return {
    variables: [...fromEntry, ...fromFile].sort((a, b) => a.name.localeCompare(b.name)),
    cwd,
    ...(envFile === undefined ? {} : { envFile }),
  };
}
