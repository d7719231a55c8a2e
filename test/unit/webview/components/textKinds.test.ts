import { expect, it } from 'vitest';
import { fileNameFor } from '../../../../src/webview/components/fileNameFor';
import { languageOf, textKinds } from '../../../../src/webview/components/textKinds';

it.each([
  ['words', undefined, ['plain', 'markdown']],
  ['{"a": 1}', undefined, ['json', 'markdown', 'plain']],
  ['{"a": ', undefined, ['plain', 'markdown']],
  ['42', undefined, ['plain', 'markdown']],
  ['42', 'application/json', ['json', 'markdown', 'plain']],
  ['a,b\n1,2', 'text/csv; charset=utf-8', ['table', 'plain']],
  ['a,b\n1,2\n3,4\n', undefined, ['plain', 'table', 'markdown']],
  ['Dear,\nall of you,\nhello\n', undefined, ['plain', 'markdown']],
  ['# x', 'text/markdown', ['markdown', 'plain']],
  ['', 'text/csv', ['plain']],
])('%j of type %s can be seen as %j', (text, type, modes) => {
  expect(textKinds(text, type).modes).toEqual(modes);
});

it('names the language of a text as VS Code does', () => {
  expect(languageOf('text/x-python', 'plain')).toBe('python');
  expect(languageOf(undefined, 'json')).toBe('json');
  expect(languageOf(undefined, 'plain')).toBe('plaintext');
});

it.each([
  ['Result 1', 'image/png', undefined, 'result-1.png'],
  ['Result 1', 'audio/mpeg', undefined, 'result-1.mp3'],
  ['x', 'application/pdf', 'docs://a/b%20c?d=e', 'b c.pdf'],
  ['x', 'application/pdf', 'docs://a/b.pdf', 'b.pdf'],
  ['x', 'application/x-thing', undefined, 'x'],
])('names a file %s of type %s', (label, type, uri, name) => {
  expect(fileNameFor(label, type, uri)).toBe(name);
});
