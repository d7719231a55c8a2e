import { expect, it } from 'vitest';
import { settingDialect } from '../../../../src/shared/config/dialects/vscode';
import { readConfig } from '../../../../src/shared/config/readConfig';
import { replaceVariable } from '../../../../src/shared/config/replaceVariable';

const [entry] = readConfig(
  `{"x":{"url":"http://h/\${env:KEY}","command":"c","args":["a","--key=\${env:KEY}","\${KEY}"],
    "env":{"A":"\${env:KEY}","B":null,"C":"\${env:KEYS}"},"headers":{"X-Key":"\${env:KEY}\${env:KEY}"}}}`,
  settingDialect([]),
).entries;

it('finds every reference, and no other', () => {
  expect(replaceVariable(entry!, 'KEY', '$&', 'vscode')).toEqual([
    { path: ['args', 1], value: '--key=$&' },
    { path: ['env', 'A'], value: '$&' },
    { path: ['url'], value: 'http://h/$&' },
    { path: ['headers', 'X-Key'], value: '$&$&' },
  ]);
  expect(replaceVariable(entry!, 'NONE', 'v', 'claude')).toEqual([]);
});

it('finds the plain form where it is one', () => {
  expect(replaceVariable(entry!, 'KEY', 'v', 'claude')).toContainEqual({
    path: ['args', 2],
    value: 'v',
  });
});
