import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { isPoorPath, loginShellPath, readPath } from '../../../../src/proxy/process/loginShellPath';

function shell(body: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'shell-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = path.join(folder, 'bash');
  writeFileSync(file, `#!/bin/sh\n${body}\n`);
  chmodSync(file, 0o755);
  return file;
}

test('a PATH of system folders is poor, one with a folder of the user is not', () => {
  expect(isPoorPath('/usr/bin:/bin:/usr/sbin:/sbin')).toBe(true);
  expect(isPoorPath('/home/ada/.nvm/versions/node/v24/bin:/usr/bin')).toBe(false);
});

test('a rich PATH asks no shell', async () => {
  expect(await loginShellPath({ PATH: '/opt/a:/bin', SHELL: '/nowhere' })).toBe('/opt/a:/bin');
});

test('a poor PATH gets what the login shell says, before its own', async () => {
  const SHELL = shell('echo "Welcome!"; PATH=/opt/tool:/usr/bin; eval "$2"; echo bye');
  expect(await loginShellPath({ PATH: '/usr/bin:/bin', SHELL })).toBe('/opt/tool:/usr/bin:/bin');
});

test('a shell that fails, or is not there, changes nothing', async () => {
  expect(await loginShellPath({ PATH: '/bin', SHELL: '/nowhere/zsh' })).toBe('/bin');
  expect(await loginShellPath({ PATH: '/bin', SHELL: shell('exit 3') })).toBe('/bin');
});

test('noise around the answer does not count', () => {
  const output =
    'PATH=/wrong\n__PORTCULLIS_PATH_BEGIN__\nA=1\nPATH=/right:/bin\n__PORTCULLIS_PATH_END__\nPATH=/late';
  expect(readPath(output)).toBe('/right:/bin');
  expect(readPath('nothing')).toBeUndefined();
});
