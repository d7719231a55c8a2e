import { expect, it } from 'vitest';
import { problemRanges } from '../../../../src/webview/jsonEditor/problemRanges';

const text = '{ "a": 1, "list": [{ "b": "x" }] }';
const marked = (path: string[]) =>
  problemRanges(text, [{ path, message: 'No.' }]).map(({ from, to, message }) => [
    text.slice(from, to),
    message,
  ]);

it('marks the value that a problem speaks of', () => {
  expect(marked(['a'])).toEqual([['1', 'No.']]);
  expect(marked(['list', '0', 'b'])).toEqual([['"x"', 'No.']]);
});

it('marks where something is missing the bracket of what should hold it', () => {
  expect(marked(['list', '0', 'c', 'd'])).toEqual([['{', 'c.d: No.']]);
  expect(marked(['list', '3'])).toEqual([['[', '3: No.']]);
  expect(marked([])).toEqual([['{', 'No.']]);
});

it('marks nothing where there is no text', () => {
  expect(problemRanges('', [{ path: [], message: 'No.' }])).toEqual([]);
});
