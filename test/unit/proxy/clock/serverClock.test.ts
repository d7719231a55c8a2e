import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ServerClock } from '../../../../src/proxy/clock/serverClock';
import { Deadline } from '../../../../src/proxy/gate/deadline';
import { CallTimer } from '../../../../src/proxy/session/callTimer';
import { PendingRequests } from '../../../../src/proxy/session/pendingRequests';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('goes as the time goes, while nobody holds it', () => {
  const clock = new ServerClock();
  const begun = clock.now();
  vi.advanceTimersByTime(70);
  expect(clock.now() - begun).toBe(70);
  expect(clock.isHeld).toBe(false);
});

test('stands still while it is held, however often that is said', () => {
  const clock = new ServerClock();
  const begun = clock.now();
  vi.advanceTimersByTime(10);
  clock.hold();
  vi.advanceTimersByTime(500);
  clock.hold();
  vi.advanceTimersByTime(500);
  expect(clock.now() - begun).toBe(10);
  clock.release();
  clock.release();
  vi.advanceTimersByTime(5);
  expect(clock.now() - begun).toBe(15);
});

describe('a timer', () => {
  test('acts once, when its time is over', () => {
    const act = vi.fn();
    new ServerClock().after(100, act);
    vi.advanceTimersByTime(99);
    expect(act).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1_000);
    expect(act).toHaveBeenCalledOnce();
  });

  test('has as much time left after a halt as before it, and says until when', () => {
    const clock = new ServerClock();
    const act = vi.fn();
    const onMoved = vi.fn();
    clock.after(100, act, { onMoved });
    vi.advanceTimersByTime(60);
    clock.hold();
    vi.advanceTimersByTime(10_000);
    expect(act).not.toHaveBeenCalled();
    clock.release();
    expect(onMoved.mock.calls).toEqual([[Date.now() + 40]]);
    vi.advanceTimersByTime(39);
    expect(act).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(act).toHaveBeenCalledOnce();
  });

  test('that begins while the clock is held has all of its time afterwards', () => {
    const clock = new ServerClock();
    const act = vi.fn();
    clock.hold();
    clock.after(100, act);
    vi.advanceTimersByTime(1_000);
    clock.release();
    vi.advanceTimersByTime(99);
    expect(act).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(act).toHaveBeenCalledOnce();
  });

  test('that was taken back does nothing, also when the clock goes on', () => {
    const clock = new ServerClock();
    const act = vi.fn();
    const takeBack = clock.after(100, act);
    clock.hold();
    takeBack();
    clock.release();
    takeBack();
    vi.advanceTimersByTime(1_000);
    expect(act).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('by a clock that is held', () => {
  test('no call runs out, neither by its time nor by its total', () => {
    const clock = new ServerClock();
    const expired = vi.fn();
    new CallTimer({ timeout: 100, maxTotalTimeout: 150 }, expired, clock);
    clock.hold();
    vi.advanceTimersByTime(10_000);
    expect(expired).not.toHaveBeenCalled();
    clock.release();
    vi.advanceTimersByTime(100);
    expect(expired.mock.calls).toEqual([['No answer within 100 ms']]);
  });

  test('progress does not set the time going', () => {
    const clock = new ServerClock();
    const expired = vi.fn();
    const timer = new CallTimer({ timeout: 100, resetTimeoutOnProgress: true }, expired, clock);
    clock.hold();
    timer.progressed();
    vi.advanceTimersByTime(1_000);
    expect(expired).not.toHaveBeenCalled();
    clock.release();
    vi.advanceTimersByTime(100);
    expect(expired).toHaveBeenCalledOnce();
  });

  test('no deadline is over, and its end moves', async () => {
    const clock = new ServerClock();
    const deadline = new Deadline(100, clock);
    const over = vi.fn();
    void deadline.over(new AbortController().signal).then(over);
    await vi.advanceTimersByTimeAsync(50);
    clock.hold();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(over).not.toHaveBeenCalled();
    expect(deadline.remainingMs).toBe(50);
    expect(deadline.at).toBe(Date.now() + 50);
    clock.release();
    await vi.advanceTimersByTimeAsync(50);
    expect(over).toHaveBeenCalledOnce();
  });

  test('a person has as much time left to answer, and is told so', () => {
    const clock = new ServerClock();
    const pending = new PendingRequests({ serverId: 's', sessionId: 'one' }, 1_000, [], clock);
    const origin = { kind: 'request', requestId: 1 } as never;
    const { record } = pending.ask({ method: 'sampling/createMessage', params: {}, origin });
    vi.advanceTimersByTime(400);
    clock.hold();
    vi.advanceTimersByTime(5_000);
    clock.release();
    expect(pending.get(record.id)).toMatchObject({
      status: 'pending',
      deadline: Date.now() + 600,
    });
    vi.advanceTimersByTime(600);
    expect(pending.get(record.id)).toMatchObject({ status: 'timedOut' });
  });
});
