import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Relister } from '../../../../src/proxy/session/relister';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('many changes are listed once, soon', async () => {
  const list = vi.fn(async () => {});
  const relister = new Relister(list);
  for (let count = 0; count < 100; count++) relister.changed();
  expect(list).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(100);
  expect(list).toHaveBeenCalledTimes(1);
});

test('never two at once, and whoever asks gets one that began after he asked', async () => {
  const ends: (() => void)[] = [];
  const list = vi.fn(() => new Promise<void>((resolve) => ends.push(resolve)));
  const relister = new Relister(list);
  const first = relister.run();
  await vi.advanceTimersByTimeAsync(0);
  const others = [relister.run(), relister.run()];
  await vi.advanceTimersByTimeAsync(0);
  expect(list).toHaveBeenCalledTimes(1);
  ends[0]!();
  await first;
  await vi.advanceTimersByTimeAsync(0);
  expect(list).toHaveBeenCalledTimes(2);
  ends[1]!();
  await Promise.all(others);
});

test('changes without end are listed ever more rarely, until there is calm', async () => {
  const times: number[] = [];
  const relister = new Relister(async () => {
    times.push(Date.now());
    if (times.length < 20) relister.changed();
  });
  relister.changed();
  await vi.advanceTimersByTimeAsync(120_000);
  const waits = times.slice(1).map((time, index) => time - times[index]!);
  expect(waits.slice(0, 4)).toEqual([40, 80, 160, 320]);
  expect(waits.at(-1)).toBe(5000);
  relister.changed();
  await vi.advanceTimersByTimeAsync(20);
  expect(times).toHaveLength(21);
});

test('a stopped one lists no more by itself', async () => {
  const list = vi.fn(async () => {});
  const relister = new Relister(list);
  relister.changed();
  relister.stop();
  relister.changed();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(list).not.toHaveBeenCalled();
});
