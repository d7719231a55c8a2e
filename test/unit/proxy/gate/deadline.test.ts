import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Deadline } from '../../../../src/proxy/gate/deadline';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());
const never = new AbortController().signal;

async function isPending(promise: Promise<void>): Promise<boolean> {
  let pending = true;
  void promise.then(() => {
    pending = false;
  });
  await vi.advanceTimersByTimeAsync(0);
  return pending;
}

test('is over when its time has passed, and not before', async () => {
  const over = new Deadline(100).over(never);
  await vi.advanceTimersByTimeAsync(99);
  expect(await isPending(over)).toBe(true);
  await vi.advanceTimersByTimeAsync(1);
  expect(await isPending(over)).toBe(false);
});

test('is moved while someone waits for it', async () => {
  const deadline = new Deadline(100);
  const over = deadline.over(never);
  await vi.advanceTimersByTimeAsync(60);
  deadline.extend(100);
  await vi.advanceTimersByTimeAsync(139);
  expect(await isPending(over)).toBe(true);
  await vi.advanceTimersByTimeAsync(1);
  expect(await isPending(over)).toBe(false);
  expect(deadline.limitMs).toBe(200);
});

test('is extended from now on when it was over', async () => {
  const deadline = new Deadline(100);
  await vi.advanceTimersByTimeAsync(1_000);
  const extended = deadline.extended(never);
  expect(await isPending(extended)).toBe(true);
  deadline.extend(50);
  expect(await isPending(extended)).toBe(false);
  expect(deadline.remainingMs).toBe(50);
});

test('a restart forgets what came before', async () => {
  const deadline = new Deadline(100);
  await vi.advanceTimersByTimeAsync(90);
  deadline.restart();
  expect(deadline.remainingMs).toBe(100);
});

test('a signal ends both waits and leaves no timer', async () => {
  const stop = new AbortController();
  const deadline = new Deadline(0);
  const waits = [new Deadline(1e6).over(stop.signal), deadline.extended(stop.signal)];
  stop.abort();
  await Promise.all(waits);
  expect(vi.getTimerCount()).toBe(0);
});
