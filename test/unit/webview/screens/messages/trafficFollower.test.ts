import { describe, expect, it } from 'vitest';
import type { TrafficHead, TrafficWindow } from '../../../../../src/shared/model/traffic';
import { TrafficFollower } from '../../../../../src/webview/screens/messages/trafficFollower';

interface Asked {
  from: number;
  count: number;
  text: string | undefined;
  answer: (total: number) => void;
  fail: (error: Error) => void;
}

/** A log whose answers are given by hand. */
function log() {
  const asked: Asked[] = [];
  const follower = new TrafficFollower(
    (filter, from, count) =>
      new Promise<TrafficWindow>((resolve, reject) =>
        asked.push({
          from,
          count,
          text: filter.text,
          answer: (total) => resolve(windowOf(total, from, count)),
          fail: reject,
        }),
      ),
    {},
  );
  return { asked, follower, state: () => follower.state.get() };
}

function windowOf(total: number, from: number, count: number): TrafficWindow {
  const start = from < 0 ? Math.max(0, total + from) : from;
  const length = Math.max(0, Math.min(count, total - start));
  const heads = Array.from({ length }, (_, index) => ({ seq: start + index }) as TrafficHead);
  return { total, from: start, heads };
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('TrafficFollower', () => {
  it('fetches the end first', async () => {
    const { asked, follower, state } = log();
    follower.refresh();
    expect(asked[0]).toMatchObject({ from: -300, count: 300 });
    asked[0]?.answer(1000);
    await settled();
    expect(state()).toMatchObject({ total: 1000, from: 700, status: 'loaded' });
    expect(state().heads).toHaveLength(300);
  });

  it('asks one thing at a time, and once more for all that changed meanwhile', async () => {
    const { asked, follower, state } = log();
    for (let times = 0; times < 50; times++) follower.refresh();
    expect(asked).toHaveLength(1);
    asked[0]?.answer(10);
    await settled();
    expect(asked).toHaveLength(2);
    asked[1]?.answer(60);
    await settled();
    expect(asked).toHaveLength(2);
    expect(state().total).toBe(60);
  });

  it('fetches what comes into view, with a margin, and nothing that it holds', async () => {
    const { asked, follower } = log();
    follower.refresh();
    asked[0]?.answer(1000);
    await settled();
    follower.look({ first: 750, last: 780 });
    expect(asked).toHaveLength(1);
    follower.look({ first: 400, last: 430 });
    expect(asked[1]).toMatchObject({ from: 300, count: 231 });
  });

  it('fetches the end again when it is looked at again', async () => {
    const { asked, follower } = log();
    follower.refresh();
    asked[0]?.answer(1000);
    await settled();
    follower.look({ first: 0, last: 30 });
    asked[1]?.answer(1000);
    await settled();
    follower.look(undefined);
    expect(asked[2]).toMatchObject({ from: -300 });
  });

  it('drops the answer to a filter that is no more', async () => {
    const { asked, follower, state } = log();
    follower.refresh();
    follower.setFilter({ text: 'echo' });
    asked[0]?.answer(1000);
    await settled();
    expect(state()).toMatchObject({ total: 0, status: 'loading' });
    expect(asked[1]?.text).toBe('echo');
    asked[1]?.answer(3);
    await settled();
    expect(state()).toMatchObject({ total: 3, status: 'loaded' });
  });

  it('goes to the end when the log was cleared under the view', async () => {
    const { asked, follower, state } = log();
    follower.refresh();
    asked[0]?.answer(1000);
    await settled();
    follower.look({ first: 400, last: 430 });
    asked[1]?.answer(5);
    await settled();
    asked[2]?.answer(5);
    await settled();
    expect(state()).toMatchObject({ total: 5, from: 0 });
  });

  it('says why the log could not be read, and recovers', async () => {
    const { asked, follower, state } = log();
    follower.refresh();
    asked[0]?.fail(new Error('The proxy is gone'));
    await settled();
    expect(state().error).toBe('The proxy is gone');
    follower.refresh();
    asked[1]?.answer(1);
    await settled();
    expect(state().error).toBeUndefined();
  });
});
