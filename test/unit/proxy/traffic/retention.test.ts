import { readdirSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { keepWithin } from '../../../../src/proxy/traffic/retention';
import { openLog, request, SERVER, temporary } from './support';

const DAY = 24 * 60 * 60 * 1000;
const filesIn = (folder: string) =>
  (readdirSync(folder, { recursive: true }) as string[])
    .filter((name) => name.endsWith('.ndjson'))
    .map((name) => path.join(folder, name));

describe('what is kept', () => {
  test('is the youngest, within the size and the age', () => {
    const removed: string[] = [];
    const file = (name: string, time: number, size: number) => ({
      time,
      size,
      remove: () => removed.push(name),
    });
    const files = [file('b', 2, 10), file('a', 1, 10), file('d', 4, 10), file('c', 3, 10)];
    keepWithin(files, { maxBytes: 1000, before: 0 });
    expect(removed).toEqual([]);
    keepWithin(files, { maxBytes: 1000, before: 3 });
    expect(removed).toEqual(['a', 'b']);
    removed.length = 0;
    keepWithin(files, { maxBytes: 10, before: 0 });
    expect(removed).toEqual(['a', 'b', 'c']);
  });

  test('of all servers together is no more than the size, whichever were opened', async () => {
    const folder = temporary();
    const first = openLog(folder);
    for (const server of ['a', 'b', 'c']) {
      for (let id = 0; id < 100; id++) {
        first.log.recorder(server).message('clientToServer', request(id));
      }
    }
    first.log.close();
    expect(filesIn(folder)).toHaveLength(3);
    const { log } = openLog(folder);
    log.setLimits({ maxBytes: 30_000, maxAgeMs: DAY });
    expect(filesIn(folder).length).toBeLessThan(3);
    for (let id = 0; id < 1000; id++) log.recorder('d').message('clientToServer', request(id));
    log.close();
    // Only the latest is left, of which no more than a segment is too much.
    expect((await log.window('d', {}, -1, 1)).heads[0]).toMatchObject({ rpcId: 999 });
    expect((await log.window('d', {}, 0, 1)).total).toBeLessThan(300);
  });

  test('is no older than the age, of servers too that nobody looks at', async () => {
    const folder = temporary();
    const first = openLog(folder);
    first.recorder.noise('old');
    first.log.recorder('other').noise('also old');
    first.log.close();
    const long = (Date.now() - 31 * DAY) / 1000;
    for (const file of filesIn(folder)) utimesSync(file, long, long);
    openLog(folder);
    expect(filesIn(folder)).toEqual([]);
  });

  test('of windows that were closed goes when it is old, but not of those that live', async () => {
    const folder = temporary();
    const [, second] = [openLog(folder), openLog(folder)];
    second.recorder.noise('of the second window');
    second.log.close();
    const third = openLog(folder);
    const fourth = openLog(folder);
    fourth.recorder.noise('alive');
    third.log.close();
    await new Promise(setImmediate);
    await new Promise(setImmediate);
    const long = (Date.now() - 31 * DAY) / 1000;
    for (const file of filesIn(folder)) utimesSync(file, long, long);
    expect(filesIn(folder)).toHaveLength(2);
    // Takes up the folder of the second and third; that of the fourth is held.
    openLog(folder);
    expect(filesIn(folder)).toHaveLength(1);
    expect((await fourth.log.window(SERVER, {}, 0, 1)).total).toBe(1);
  });

  test('goes by the time of the last entry where a log is open', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'performance', 'setInterval'] });
    try {
      const { log, recorder } = openLog(temporary());
      log.setLimits({ maxBytes: 1e9, maxAgeMs: DAY });
      recorder.noise('first');
      vi.advanceTimersByTime(DAY / 2);
      // A segment that were filled over days could not go for days.
      recorder.noise('second');
      expect((await log.window(SERVER, {}, 0, 9)).total).toBe(2);
      vi.advanceTimersByTime(DAY * 0.6);
      expect((await log.window(SERVER, {}, 0, 9)).heads.map(({ preview }) => preview)).toEqual([
        'second',
      ]);
    } finally {
      vi.useRealTimers();
    }
  });
});
