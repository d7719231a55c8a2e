import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import {
  baseEnvironment,
  serverEnvironment,
} from '../../../../src/proxy/process/serverEnvironment';

test('what VS Code set for itself does not reach a server', () => {
  const host = {
    HOME: '/home/ada',
    VSCODE_IPC_HOOK: 'x',
    ELECTRON_RUN_AS_NODE: '1',
    PORTCULLIS_LAUNCH: '1.2.3.',
    NODE_OPTIONS: '--require /extensions/ms-vscode.js-debug/bootloader.js',
  };
  expect(baseEnvironment(host)).toEqual({ HOME: '/home/ada' });
});

test("the user's own NODE_OPTIONS stay", () => {
  expect(baseEnvironment({ NODE_OPTIONS: '--max-old-space-size=512' })).toEqual({
    NODE_OPTIONS: '--max-old-space-size=512',
  });
});

test('env wins over envFile, envFile over the host, null deletes', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'env-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const envFile = path.join(folder, '.env');
  writeFileSync(envFile, 'A=file\nB="two words"\nexport C=file # note\n');
  const environment = await serverEnvironment(
    { envFile, env: { A: 'entry', D: null } },
    { A: 'host', D: 'host', E: 'host' },
  );
  expect(environment).toEqual({ A: 'entry', B: 'two words', C: 'file', E: 'host' });
});

test('a PATH is appended', async () => {
  const environment = await serverEnvironment(
    { env: { PATH: '/opt/x:/bin' } },
    { PATH: '/usr/bin:/bin' },
  );
  expect(environment).toEqual({ PATH: '/usr/bin:/bin:/opt/x' });
});

test('an envFile that is not there is said by its errno', async () => {
  await expect(serverEnvironment({ envFile: '/nowhere/.env', env: {} }, {})).rejects.toMatchObject({
    code: 'ENOENT',
  });
});
