import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { installFolders } from '../../../../src/proxy/process/installFolders';
import { editDistance } from '../../../../src/proxy/process/nearNames';
import { resolveCommand } from '../../../../src/proxy/process/resolveCommand';

const folder = mkdtempSync(path.join(tmpdir(), 'command-'));
const bin = path.join(folder, 'bin');
mkdirSync(bin);
afterAll(() => rmSync(folder, { recursive: true }));
function program(name: string, text: string, mode = 0o755): string {
  const file = path.join(bin, name);
  writeFileSync(file, text);
  chmodSync(file, mode);
  return file;
}
const weather = program('weather-server', '#!/usr/bin/env no-such-interpreter-x\n');

test('finds a name on the PATH, with its mode and interpreter', async () => {
  expect(await resolveCommand('weather-server', '/', bin)).toMatchObject({
    resolved: weather,
    mode: 0o755,
    interpreter: { path: 'no-such-interpreter-x', exists: false },
  });
});

test('a path is relative to the cwd of the server', async () => {
  const file = program('here.sh', '#!/bin/sh\n', 0o644);
  expect(await resolveCommand('./bin/here.sh', folder, '')).toMatchObject({
    resolved: file,
    mode: 0o644,
    interpreter: { path: '/bin/sh', exists: true },
  });
});

test('names what is near, and where was looked', async () => {
  const facts = await resolveCommand('waether-server', '/', bin);
  expect(facts.resolved).toBeUndefined();
  expect(facts.searchedPath).toEqual([bin]);
  expect(facts.nearNames).toEqual(['weather-server']);
});

test('folders of version managers, newest version first', async () => {
  for (const version of ['v9.0.0', 'v22.1.0', 'v20.0.0']) {
    mkdirSync(path.join(folder, '.nvm/versions/node', version, 'bin'), { recursive: true });
  }
  const folders = await installFolders(folder, 'linux');
  expect(
    folders.filter((found) => found.includes('.nvm')).map((found) => found.split('/').at(-2)),
  ).toEqual(['v22.1.0', 'v20.0.0', 'v9.0.0']);
});

test.each([
  ['npx', 'npx', 0],
  ['nxp', 'npx', 1],
  ['pyton', 'python', 1],
  ['node', 'deno', 3],
])('%s → %s takes %i', (a, b, distance) => {
  expect(editDistance(a, b, 2)).toBe(distance);
});
