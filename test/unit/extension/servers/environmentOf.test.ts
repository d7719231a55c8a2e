import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { environmentOf } from '../../../../src/extension/servers/environmentOf';
import type { LaunchDefinition } from '../../../../src/shared/model/server';

const base = {
  id: 'a',
  name: 'a',
  readyTimeout: 1_000,
  era: 'auto',
  roots: [],
  source: { label: 'a' },
  problems: [],
} as const;

it('names what a process is given and where from, without values', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'environment-'));
  try {
    const envFile = path.join(folder, '.env');
    await writeFile(envFile, 'SHARED=file-value\nONLY_FILE=hidden-value\n');
    const env = { SHARED: 'entry-value', GONE: null };
    const run = { command: 'node', args: [], cwd: folder, env, envFile };
    const definition = { ...base, kind: 'stdio', run } as unknown as LaunchDefinition;
    const environment = await environmentOf(definition);
    expect(environment).toEqual({
      cwd: folder,
      envFile,
      variables: [
        { name: 'GONE', from: 'entry', isRemoved: true },
        { name: 'ONLY_FILE', from: 'envFile', isRemoved: false },
        { name: 'SHARED', from: 'entry', isRemoved: false },
      ],
    });
    expect(JSON.stringify(environment)).not.toContain('-value');
  } finally {
    await rm(folder, { recursive: true });
  }
});

it('has nothing to say where there is no process of ours', async () => {
  expect(await environmentOf(undefined)).toBeNull();
});
