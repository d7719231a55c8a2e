import { describe, expect, it } from 'vitest';
import { indexForKey } from '../../../../src/webview/components/listKeys';

describe('indexForKey', () => {
  it.each([
    ['ArrowDown', 3, 4],
    ['ArrowDown', 9, 9],
    ['ArrowDown', -1, 0],
    ['ArrowUp', 3, 2],
    ['ArrowUp', 0, 0],
    ['ArrowUp', -1, 9],
    ['PageDown', 3, 7],
    ['PageDown', 8, 9],
    ['PageDown', -1, 4],
    ['PageUp', 3, 0],
    ['Home', 5, 0],
    ['End', 5, 9],
    ['Enter', 5, undefined],
  ])('%s at %d of 10', (key, from, to) => expect(indexForKey(key, from, 10, 4)).toBe(to));

  it('leads nowhere in an empty list', () => {
    expect(indexForKey('ArrowDown', -1, 0, 4)).toBeUndefined();
  });
});
