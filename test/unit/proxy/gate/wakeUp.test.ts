import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { WakeUp } from '../../../../src/proxy/gate/wakeUp';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());
const never = new AbortController().signal;

function timed(promise: Promise<void>) {
  const state = { over: false };
  void promise.then(() => {
    state.over = true;
  });
  return state;
}

test('lasts its time when nobody wakes it', async () => {
  const pause = timed(new WakeUp().pause(1_000, 25, never));
  await vi.advanceTimersByTimeAsync(999);
  expect(pause.over).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(pause.over).toBe(true);
});

test('is cut short, but not below the least time', async () => {
  const wakeUp = new WakeUp();
  const pause = timed(wakeUp.pause(1_000, 25, never));
  wakeUp.wake();
  await vi.advanceTimersByTimeAsync(24);
  expect(pause.over).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(pause.over).toBe(true);
});

test('what rang before it began counts', async () => {
  const wakeUp = new WakeUp();
  wakeUp.wake();
  const first = timed(wakeUp.pause(1_000, 25, never));
  await vi.advanceTimersByTimeAsync(25);
  expect(first.over).toBe(true);
  const second = timed(wakeUp.pause(1_000, 25, never));
  await vi.advanceTimersByTimeAsync(25);
  expect(second.over).toBe(false);
});

test('a signal ends it at once', async () => {
  const stop = new AbortController();
  const pause = timed(new WakeUp().pause(1_000, 25, stop.signal));
  stop.abort();
  await vi.advanceTimersByTimeAsync(0);
  expect(pause.over).toBe(true);
});
