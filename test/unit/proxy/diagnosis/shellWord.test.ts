import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { shellWord } from '../../../../src/proxy/diagnosis/shellWord';

describe('shellWord', () => {
  it
    .skipIf(process.platform === 'win32')
    .each([
      '/home/ada/my servers/server.py',
      "it's",
      '$(echo owned)',
      '`echo owned`',
      '; echo owned',
      '$HOME',
      '~',
      '',
      'a\\b"c',
    ])('is read back by a shell as it was: %j', (text) => {
    const line = `printf %s ${shellWord(text, 'linux')}`;
    expect(execFileSync('/bin/sh', ['-c', line], { encoding: 'utf8' })).toBe(text);
  });

  it('leaves plain words as they are', () => {
    expect(shellWord('/usr/bin/node', 'darwin')).toBe('/usr/bin/node');
    expect(shellWord('C:\\Tools\\node.exe', 'win32')).toBe('C:\\Tools\\node.exe');
    expect(shellWord('C:\\Program Files\\x.exe', 'win32')).toBe('"C:\\Program Files\\x.exe"');
  });
});
