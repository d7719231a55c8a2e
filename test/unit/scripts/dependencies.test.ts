import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isUpToDate } from '../../../scripts/support/dependencies.mjs';

type Packages = Record<string, { version: string; optional?: boolean }>;

describe('isUpToDate', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'portcullis-lock-'));
    await mkdir(path.join(folder, 'node_modules'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const write = (file: string, packages: Packages) =>
    writeFile(path.join(folder, file), JSON.stringify({ packages }));
  const lock = (packages: Packages) => write('package-lock.json', packages);
  const installed = (packages: Packages) => write('node_modules/.package-lock.json', packages);

  it('wants an installation that was completed', async () => {
    await lock({ '': { version: '1.0.0' } });
    expect(isUpToDate(folder)).toBe(false);
    await installed({});
    expect(isUpToDate(folder)).toBe(true);
  });

  it('wants every package in its version', async () => {
    await lock({ 'node_modules/a': { version: '2.0.0' } });
    await installed({ 'node_modules/a': { version: '1.0.0' } });
    expect(isUpToDate(folder)).toBe(false);
    await installed({ 'node_modules/a': { version: '2.0.0' } });
    expect(isUpToDate(folder)).toBe(true);
  });

  it('wants no package that is for another system', async () => {
    await lock({
      'node_modules/a': { version: '1.0.0' },
      'node_modules/b': { version: '1.0.0', optional: true },
    });
    await installed({ 'node_modules/a': { version: '1.0.0' } });
    expect(isUpToDate(folder)).toBe(true);
  });
});
