import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { failure, openLog, pass, request, response, SERVER, seqsOf, temporary } from './support';

const s = { sessionId: 's' };

describe('a filter', () => {
  test('by direction, session, method, errors, and all at once', async () => {
    const { log, recorder } = openLog(temporary());
    recorder.message('clientToServer', request(1, 'tools/list'), s);
    recorder.message('clientToServer', request(1), { sessionId: 'relay: cursor' });
    recorder.message('serverToClient', response(1), s);
    recorder.message('serverToClient', failure(1), { sessionId: 'relay: cursor' });
    recorder.message('clientToServer', request(2), s);
    recorder.message('serverToClient', response(2, { isError: true, content: [] }), s);
    recorder.stderr('line');
    expect(await seqsOf(log, { direction: 'clientToServer' })).toEqual([0, 1, 4]);
    expect(await seqsOf(log, { sessions: ['relay: cursor'] })).toEqual([1, 3]);
    expect(await seqsOf(log, { methods: ['tools/call'] })).toEqual([1, 3, 4, 5]);
    expect(await seqsOf(log, { errors: true })).toEqual([3, 5]);
    expect(
      await seqsOf(log, {
        errors: true,
        sessions: ['s'],
        methods: ['tools/call'],
        text: 'ISERROR',
      }),
    ).toEqual([5]);
    expect(await seqsOf(log, { sessions: ['nobody'] })).toEqual([]);
    expect(log.facets(SERVER)).toEqual({
      servers: [SERVER],
      sessions: ['s', 'relay: cursor'],
      methods: ['tools/list', 'tools/call'],
    });
  });

  test('finds a session and a method that came after it was first used', async () => {
    const { log, recorder } = openLog(temporary());
    expect(await seqsOf(log, { sessions: ['later'] })).toEqual([]);
    recorder.message('clientToServer', request(1), { sessionId: 'other' });
    expect(await seqsOf(log, { sessions: ['later'] })).toEqual([]);
    recorder.message('clientToServer', request(1), { sessionId: 'later' });
    expect(await seqsOf(log, { sessions: ['later'] })).toEqual([1]);
  });

  test('by duration finds both halves, the request too that was answered later', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'performance'] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const { log, recorder } = openLog(temporary());
    recorder.message('clientToServer', request(1), s);
    recorder.message('clientToServer', request(2), s);
    recorder.message('serverToClient', response(2), s);
    expect(await seqsOf(log, { slowMs: 30 })).toEqual([]);
    vi.advanceTimersByTime(35);
    recorder.message('serverToClient', response(1), s);
    recorder.message('clientToServer', request(3), s);
    expect(await seqsOf(log, { slowMs: 30 })).toEqual([0, 3]);
    expect(await seqsOf(log, { slowMs: 30, direction: 'serverToClient' })).toEqual([3]);
  });

  test('tells names apart of which there are more than have numbers', async () => {
    const { log, recorder } = openLog(temporary());
    for (let id = 0; id < 5000; id++) {
      recorder.message('serverToClient', `{"jsonrpc":"2.0","method":"made/up-${id}"}`);
    }
    expect(await seqsOf(log, { methods: ['made/up-4999'] })).toEqual([4999]);
    expect(await seqsOf(log, { methods: ['made/up-7', 'made/up-4998'] })).toEqual([7, 4998]);
    expect(await seqsOf(log, { methods: ['made/up-5000'] })).toEqual([]);
  });

  test('survives a restart', async () => {
    const folder = temporary();
    const first = openLog(folder);
    first.recorder.message('clientToServer', request(1), s);
    first.recorder.message('serverToClient', response(1, { isError: true }), s);
    first.log.close();
    const { log } = openLog(folder);
    expect(await seqsOf(log, { errors: true })).toEqual([1]);
    expect(await seqsOf(log, { sessions: ['s'], methods: ['tools/call'] })).toEqual([0, 1]);
  });

  test('over all servers shows them in the order of time, from any place', async () => {
    const { log } = openLog(temporary());
    const servers = ['a', 'b', 'c'];
    const expected: string[] = [];
    for (let index = 0; index < 300; index++) {
      const server = servers[(index * 7) % 3]!;
      await pass(0.01);
      log.recorder(server).noise(`line ${index}`);
      expected.push(`line ${index}`);
    }
    const window = async (from: number, count: number, filter = {}) =>
      (await log.windowOfAll(filter, from, count)).heads.map(({ preview }) => preview);
    expect(await window(0, 1000)).toEqual(expected);
    for (const from of [0, 1, 99, 150, 290]) {
      expect(await window(from, 10)).toEqual(expected.slice(from, from + 10));
    }
    expect(await window(-5, 5)).toEqual(expected.slice(-5));
    const own = expected.filter((_, index) => servers[(index * 7) % 3] !== 'b');
    expect(await window(20, 10, { servers: ['a', 'c'] })).toEqual(own.slice(20, 30));
  });

  test('whose time is over answers with what it found so far, and tells of the rest', async () => {
    const { log, recorder } = openLog(temporary());
    const long = 'x'.repeat(2000);
    for (let index = 0; index < 20_000; index++) recorder.noise(`${long} ${index} needle`);
    const first = await log.window(SERVER, { text: 'needle' }, 0, 10, 0);
    expect(first.searching).toBe(true);
    await new Promise<void>((resolve) => {
      const subscription = log.onDidChange(async () => {
        const now = await log.window(SERVER, { text: 'needle' }, 0, 10, 0);
        if (now.searching) return;
        subscription.dispose();
        resolve();
      });
    });
    expect((await log.window(SERVER, { text: 'needle' }, -1, 1)).total).toBe(20_000);
  });
});
