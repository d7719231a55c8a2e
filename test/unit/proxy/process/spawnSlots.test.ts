import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SpawnSlots } from '../../../../src/proxy/process/spawnSlots';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
/** Until everything that is due has been done. */
const settle = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
afterEach(() => void vi.useRealTimers());
const never = new AbortController().signal;

test('the next one waits until a slot is given back', async () => {
  const slots = new SpawnSlots(1);
  const giveBack = await slots.take(never);
  const got = vi.fn();
  void slots.take(never).then(got);
  await settle();
  expect(got).not.toHaveBeenCalled();
  giveBack?.();
  giveBack?.();
  await settle();
  expect(got).toHaveBeenCalledTimes(1);
  // Giving back twice must not have made two of it.
  const third = vi.fn();
  void slots.take(never).then(third);
  await settle();
  expect(third).not.toHaveBeenCalled();
});

test('a slot that is held too long comes back by itself', async () => {
  const slots = new SpawnSlots(1);
  await slots.take(never);
  const got = vi.fn();
  void slots.take(never).then(got);
  vi.advanceTimersByTime(1_000);
  await settle();
  expect(got).toHaveBeenCalled();
});

test('who stops waiting takes no slot', async () => {
  const slots = new SpawnSlots(1);
  const giveBack = await slots.take(never);
  const stop = new AbortController();
  const waiting = slots.take(stop.signal);
  stop.abort();
  expect(await waiting).toBeUndefined();
  giveBack?.();
  expect(await slots.take(never)).toBeTypeOf('function');
});
