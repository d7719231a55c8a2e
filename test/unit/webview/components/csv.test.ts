import { expect, it } from 'vitest';
import { csvRows } from '../../../../src/webview/components/csv';

it.each([
  [
    'a,b\n1,2\n',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'a,b\r\n1,2',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    '"a, b","say ""x"""\n"two\nlines",',
    [
      ['a, b', 'say "x"'],
      ['two\nlines', ''],
    ],
  ],
  ['a;b,c;d', [['a', 'b,c', 'd']]],
  ['a\tb', [['a', 'b']]],
  ['a\n\nb', [['a'], [''], ['b']]],
  ['\uFEFFa', [['a']]],
  ['"open', [['open']]],
  ['a,', [['a', '']]],
  ['', []],
])('reads %j', (text, rows) => {
  expect(csvRows(text, 10)).toEqual(rows);
});

it('reads no more than it is asked for', () => {
  expect(csvRows('a\n'.repeat(1000), 3)).toHaveLength(3);
});
