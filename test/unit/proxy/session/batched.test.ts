import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { batched, latest } from '../../../../src/proxy/session/batched';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('batched: what comes for a key goes together, in order, and none is lost', () => {
  const flushed: [string, readonly number[]][] = [];
  const add = batched<string, number>(50, (key, items) => flushed.push([key, items]));
  add('a', 1);
  add('b', 2);
  add('a', 3);
  vi.advanceTimersByTime(50);
  add('a', 4);
  vi.advanceTimersByTime(50);
  expect(flushed).toEqual([
    ['a', [1, 3]],
    ['b', [2]],
    ['a', [4]],
  ]);
});

test('latest: the last of what came for a key goes', () => {
  const flushed: number[] = [];
  const add = latest<string, number>(50, (item) => flushed.push(item));
  add('a', 1);
  add('a', 2);
  add('b', 3);
  vi.advanceTimersByTime(50);
  add('a', 4);
  vi.advanceTimersByTime(50);
  expect(flushed).toEqual([2, 3, 4]);
});
