import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createEmptyFile } from '../../../../src/extension/fixes/createEmptyFile';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'portcullis-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('adds the file and its folder', async () => {
  const file = path.join(folder, 'config', '.env');
  await createEmptyFile(file);
  expect(await readFile(file, 'utf8')).toBe('');
});

it('leaves a file alone that was written since the diagnosis was made', async () => {
  const file = path.join(folder, '.env');
  await writeFile(file, 'API_KEY=precious');
  await createEmptyFile(file);
  expect(await readFile(file, 'utf8')).toBe('API_KEY=precious');
});

it('tells why it cannot be added', async () => {
  const file = path.join(folder, '.env');
  await writeFile(file, '');
  await expect(createEmptyFile(path.join(file, 'below'))).rejects.toThrow(/ENOTDIR|EEXIST/);
});
