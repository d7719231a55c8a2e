import { expect, it } from 'vitest';
import { externalAddress } from '../../../../src/extension/panel/externalAddress';

it.each([
  ['https://example.com/docs?a=1#b', 'https://example.com/docs?a=1#b'],
  ['HTTP://127.0.0.1:3000', 'http://127.0.0.1:3000/'],
  ['https://example.com\\@evil.example/', 'https://example.com/@evil.example/'],
  ['https://evil.example/\u202Etxt.exe', 'https://evil.example/%E2%80%AEtxt.exe'],
  ['https://ex\u0430mple.com/', 'https://xn--exmple-4nf.com/'],
])('is what a browser reads: %j', (text, address) => {
  expect(externalAddress(text)).toBe(address);
});

it.each([
  'command:workbench.action.quit',
  'file:///etc/passwd',
  'javascript:alert(1)',
  '',
  'https://',
])('is none: %j', (text) => expect(externalAddress(text)).toBeUndefined());
