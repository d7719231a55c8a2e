import { expect, test } from 'vitest';
import { shown, shownJson, shownText } from '../../../src/cli/shown';

const HOSTILE = 'a\u001B[2Jb\u009B31mc\u202Ed\u2066';

test('one line: what would control the terminal stands as its code', () => {
  expect(shown(`${HOSTILE}\nnext`)).toBe('a\\u{1b}[2Jb\\u{9b}31mc\\u{202e}d\\u{2066}\\u{a}next');
});

test('text keeps its lines and tabs', () => {
  expect(shownText('a\tb\r\nc\n')).toBe('a\tb\nc\n');
  expect(shownText('over\rwritten')).toBe('over\\u{d}written');
});

test('JSON is of the same value, and holds nothing that a terminal obeys', () => {
  const value = { [HOSTILE]: [HOSTILE, '日本 🚀', '\u007F'] };
  for (const indent of [0, 2]) {
    const text = shownJson(value, indent);
    expect(JSON.parse(text)).toEqual(value);
    expect(text).not.toMatch(/(?!\n)[\p{Cc}\u202A-\u202E\u2066-\u2069]/u);
    expect(text).toContain('日本 🚀');
  }
  expect(shownJson({ a: 1 }, 0)).toBe('{"a":1}');
});
