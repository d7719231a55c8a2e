import { expect, it } from 'vitest';
import { keyedNodes } from '../../../../src/extension/views/keyedNodes';

it.each<[string, string[], string[], string[]]>([
  ['the focused item, which is not selected', ['a', 'b', 'f'], ['a', 'b'], ['f']],
  ['the focused item where nothing is selected', ['f'], [], ['f']],
  ['the selection, when the focused item is part of it', ['a'], ['a', 'f'], ['a', 'f']],
  ['the selected item, when it is the focused one', [], ['f'], ['f']],
  ['the selection, when no key toggled anything', ['a'], ['b', 'c'], ['b', 'c']],
])('a key is pressed on %s', (_, before, after, expected) => {
  expect(keyedNodes(before, after)).toEqual(expected);
});
