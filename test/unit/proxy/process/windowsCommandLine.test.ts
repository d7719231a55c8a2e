import { expect, test } from 'vitest';
import { isBatch, windowsBatch } from '../../../../src/proxy/process/windowsCommandLine';

test('batch files, and only on Windows', () => {
  expect(isBatch('C:\\npm\\npx.CMD', 'win32')).toBe(true);
  expect(isBatch('C:\\node.exe', 'win32')).toBe(false);
  expect(isBatch('/x/run.cmd', 'linux')).toBe(false);
});

test('what cmd.exe would interpret is escaped twice, quotes once more', () => {
  expect(windowsBatch('C:\\a b\\npx.cmd', ['-y', 'a&b', 'say "hi"'], 'cmd.exe')).toEqual({
    command: 'cmd.exe',
    args: [
      '/d',
      '/s',
      '/c',
      '"C:\\a^ b\\npx.cmd ^^^"-y^^^" ^^^"a^^^&b^^^" ^^^"say^^^ \\^^^"hi\\^^^"^^^""',
    ],
  });
});
