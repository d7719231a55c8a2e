import { expect, test } from 'vitest';
import { cut, displayWidth, tableLines } from '../../../src/cli/table';

test.each([
  ['abc', 3],
  ['日本', 4],
  ['e\u0301', 1],
  ['🚀', 2],
  ['', 0],
])('%s takes %d columns', (text, width) => {
  expect(displayWidth(text)).toBe(width);
});

test.each([
  ['abcdef', 6, 'abcdef'],
  ['abcdef', 5, 'abcd…'],
  ['ab cdef', 4, 'ab…'],
  ['日本語', 4, '日…'],
  ['abc', 1, '…'],
  ['abc', 0, ''],
])('%s cut to %d', (text, width, expected) => {
  expect(cut(text, width)).toBe(expected);
  expect(displayWidth(expected)).toBeLessThanOrEqual(width);
});

const ROWS = [
  ['a', '', 'first'],
  ['日本', '', 'second'],
  ['long-name', '', ''],
];

test('columns stand below one another, empty ones are left out', () => {
  expect(tableLines(ROWS, undefined)).toEqual([
    'a          first',
    '日本       second',
    'long-name',
  ]);
});

test('nothing goes beyond the screen', () => {
  expect(tableLines(ROWS, 14)).toEqual(['a          fi…', '日本       se…', 'long-name']);
  for (const line of tableLines(ROWS, 5)) expect(displayWidth(line)).toBeLessThanOrEqual(5);
});

test('colours do not count', () => {
  const paint = (text: string, column: number) => (column === 0 ? `<${text}>` : text);
  expect(tableLines(ROWS, undefined, paint)[0]).toBe('<a>          first');
});

test('no rows, no lines', () => {
  expect(tableLines([], 80)).toEqual([]);
});

test('on a narrow screen the middle leaves room for the last column', () => {
  const rows = [['name', 'many arguments that go on and on', 'what it is for']];
  expect(tableLines(rows, 34)).toEqual(['name  many arg…  what it is for']);
  for (const width of [1, 3, 8, 12, 20]) {
    expect(displayWidth(tableLines(rows, width)[0]!)).toBeLessThanOrEqual(width);
  }
});
