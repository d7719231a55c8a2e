import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { envFileSecrets } from '../../../../src/extension/servers/envFileSecrets';
import type { LaunchDefinition } from '../../../../src/shared/model/server';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'portcullis-'));
});
afterEach(() => rm(folder, { recursive: true }));

const using = (envFile: string) => ({ kind: 'stdio', run: { envFile } }) as LaunchDefinition;

it('finds the values of an environment file, whatever they are called', async () => {
  const file = path.join(folder, '.env');
  await writeFile(
    file,
    'CITY_CODE="quoted value" # a comment\nPATH=/opt/bin\nEMPTY=\nKEY=abcdef\n',
  );
  expect(await envFileSecrets(using(file))).toEqual(['quoted value', 'abcdef']);
});

it('finds none where there is no file', async () => {
  expect(await envFileSecrets(using(path.join(folder, 'missing.env')))).toEqual([]);
  expect(await envFileSecrets({ kind: 'remote' } as LaunchDefinition)).toEqual([]);
});
