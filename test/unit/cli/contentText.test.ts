import { expect, test } from 'vitest';
import { contentText, sizeText } from '../../../src/cli/contentText';

const text = (value: string) => ({ type: 'text', text: value });

test('text stands as it is, each block on lines of its own', () => {
  expect(contentText({ content: [text('a\n\tb\r\nc'), text('d')] })).toBe('a\n\tb\nc\nd');
});

test('what would control the terminal stands as its code', () => {
  expect(contentText({ content: [text('\u001B]0;title\u0007')] })).toBe('\\u{1b}]0;title\\u{7}');
});

test.each([
  [{ type: 'image', mimeType: 'image/png', data: 'AAAA' }, '[image, image/png, 3 bytes]'],
  [{ type: 'audio', mimeType: 'audio/wav', data: 'AA==' }, '[audio, audio/wav, 1 byte]'],
  [
    { type: 'resource_link', uri: 'file:///a', name: 'a', mimeType: 'text/plain' },
    '[resource link, file:///a, a, text/plain]',
  ],
  [
    { type: 'resource', resource: { uri: 'file:///a', text: 'four' } },
    '[resource, file:///a, 4 characters]',
  ],
  [
    { type: 'resource', resource: { uri: 'file:///a\u0007', blob: 'AAAA' } },
    '[resource, file:///a\\u{7}, 3 bytes]',
  ],
])('%j is summed up', (block, expected) => {
  expect(contentText({ content: [block] })).toBe(expected);
});

test('what nobody knows is shown as JSON', () => {
  const block = { type: 'hologram', depth: 3 };
  expect(contentText({ content: [block] })).toBe(JSON.stringify(block, undefined, 2));
  expect(contentText({ content: ['odd'] })).toBe('"odd"');
});

test('structured content, where there is no text that says the same', () => {
  const structuredContent = { answer: 42 };
  expect(contentText({ content: [], structuredContent })).toBe('{\n  "answer": 42\n}');
  expect(contentText({ content: [text('42')], structuredContent })).toBe('42');
  expect(contentText({})).toBe('');
});

test.each([
  [0, '0 bytes'],
  [999, '999 bytes'],
  [1000, '1.0 kB'],
  [999_960, '1.0 MB'],
  [12_345_678, '12.3 MB'],
])('%d: %s', (bytes, expected) => {
  expect(sizeText(bytes)).toBe(expected);
});
