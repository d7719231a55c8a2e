import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { coalesce, debounce, throttle } from '../../../../src/extension/util/timers';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('debounce waits for quiet', () => {
  const action = vi.fn();
  const run = debounce(action, 100);
  for (let call = 0; call < 10; call++) {
    run();
    vi.advanceTimersByTime(60);
  }
  expect(action).not.toHaveBeenCalled();
  vi.advanceTimersByTime(40);
  expect(action).toHaveBeenCalledOnce();
});

it('throttle runs in the middle of a stream of calls too', () => {
  const action = vi.fn();
  const run = throttle(action, 100);
  for (let call = 0; call < 10; call++) {
    run();
    vi.advanceTimersByTime(60);
  }
  expect(action).toHaveBeenCalledTimes(5);
});

it('coalesce hands over every key once', () => {
  const flush = vi.fn();
  const add = coalesce<string>(flush, 50);
  for (const key of ['a', 'b', 'a']) add(key);
  vi.advanceTimersByTime(50);
  expect(flush.mock.calls).toEqual([[new Set(['a', 'b'])]]);
  add('c');
  add.dispose();
  vi.advanceTimersByTime(50);
  expect(flush).toHaveBeenCalledOnce();
});
