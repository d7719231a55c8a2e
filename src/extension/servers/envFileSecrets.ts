import { readFile } from 'node:fs/promises';
import { parse } from 'dotenv';
import type { LaunchDefinition } from '../../shared/model/server';
import { isSecretVariable } from '../../shared/secrets/maskSecrets';

/** The values in the environment file of a server. None where there is no such file: the launch says so. */
export async function envFileSecrets(definition: LaunchDefinition): Promise<string[]> {
  const file = definition.kind === 'remote' ? undefined : definition.run.envFile;
  if (file === undefined) return [];
  const text = await readFile(file).catch(() => '');
  return Object.entries(parse(text)).flatMap(([name, value]) =>
    isSecretVariable(name) && value !== '' ? [value] : [],
  );
}
