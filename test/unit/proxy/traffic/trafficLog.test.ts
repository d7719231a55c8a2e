import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { appendFile, symlink } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  openTrafficLog,
  type TrafficLog,
  type TrafficLogOptions,
} from '../../../../src/proxy/traffic/trafficLog';

const SERVER = 'workspace/some server';

function temporary(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'traffic-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function openLog(folder: string, options: Partial<TrafficLogOptions> = {}) {
  const problems: string[] = [];
  const log = openTrafficLog({ folder, onProblem: (text) => problems.push(text), ...options });
  onTestFinished(() => log.close());
  return { log, problems, recorder: log.recorder(SERVER) };
}

const filesOf = (folder: string): string[] =>
  (readdirSync(folder, { recursive: true }) as string[])
    .filter((name) => name.endsWith('.ndjson'))
    .sort()
    .map((name) => path.join(folder, name));

/** Files in the folder that this process has open. */
const openFilesIn = (folder: string): string[] =>
  readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      const file = readlinkSync(`/proc/self/fd/${fd}`);
      return file.startsWith(`${folder}${path.sep}`) && file.endsWith('.ndjson') ? [file] : [];
    } catch {
      // Closed since it was listed: the one by which it was listed is.
      return [];
    }
  });

const heads = async (log: TrafficLog, filter = {}) =>
  (await log.window(SERVER, filter, 0, 1000)).heads;

const request = (id: number | string, method = 'tools/call') =>
  JSON.stringify({ jsonrpc: '2.0', id, method, params: {} });
const response = (id: number | string) => JSON.stringify({ jsonrpc: '2.0', id, result: { ok: 1 } });

describe('the traffic log', () => {
  test('keeps everything in order, each kind as what it is', async () => {
    const { log, recorder } = openLog(temporary());
    const before = Date.now();
    recorder.message('clientToServer', request(1), { sessionId: 's' });
    recorder.stderr('warming up');
    recorder.noise('hello');
    recorder.message('serverToClient', '{"jsonrpc":"2.0","method":"notifications/x"}', {
      sessionId: 's',
    });
    recorder.message('serverToClient', '{"jsonrpc":"2.0","id":2,"error":{"code":1,"message":"m"}}');
    recorder.message('serverToClient', response(1), { sessionId: 's' });
    recorder.message('serverToClient', '{"half":');
    const all = await heads(log);
    expect(all.map(({ seq, kind }) => `${seq} ${kind}`)).toEqual([
      '0 request',
      '1 stderr',
      '2 noise',
      '3 notification',
      '4 error',
      '5 response',
      '6 noise',
    ]);
    expect(all[0]).toMatchObject({
      serverId: SERVER,
      sessionId: 's',
      direction: 'clientToServer',
      method: 'tools/call',
      rpcId: 1,
      bytes: request(1).length,
      preview: request(1),
    });
    expect(all[0]!.time).toBeGreaterThanOrEqual(before - 1);
    expect(all[5]).toMatchObject({ direction: 'serverToClient', method: 'tools/call' });
  });

  test.runIf(process.platform === 'linux')(
    'lets go of the file of a server that rests, and writes on in it',
    async () => {
      const folder = temporary();
      const { log, recorder } = openLog(folder);
      recorder.message('clientToServer', request(1), { sessionId: 's' });
      await expect.poll(() => openFilesIn(folder)).toHaveLength(1);
      recorder.stderr('good-bye');
      log.rest(SERVER);
      expect(openFilesIn(folder)).toEqual([]);
      expect(readFileSync(filesOf(folder)[0]!, 'utf8')).toContain('good-bye');
      recorder.stderr('hello again');
      expect((await heads(log)).map(({ preview }) => preview)).toEqual([
        request(1),
        'good-bye',
        'hello again',
      ]);
      log.rest(SERVER);
      log.rest(SERVER);
      expect(filesOf(folder)).toHaveLength(1);
      expect(openFilesIn(folder)).toEqual([]);
    },
  );

  test('pairs a request with its answer, by session, id and who asked', async () => {
    const { log, recorder } = openLog(temporary());
    recorder.message('clientToServer', request(1), { sessionId: 'a' });
    recorder.message('clientToServer', request(1), { sessionId: 'b' });
    recorder.message('serverToClient', request(1, 'roots/list'), { sessionId: 'a' });
    recorder.message('clientToServer', request('1'), { sessionId: 'a' });
    recorder.message('serverToClient', response(1), { sessionId: 'a' });
    recorder.message('clientToServer', response(1), { sessionId: 'a' });
    recorder.message('serverToClient', response(7), { sessionId: 'a' });
    const pairs = (await heads(log)).map(({ pairSeq }) => pairSeq);
    expect(pairs).toEqual([4, undefined, 5, undefined, 0, 2, undefined]);
    const [asked, , , , answered] = await heads(log);
    expect(asked!.durationMs).toBeGreaterThanOrEqual(0);
    expect(answered!.durationMs).toBeCloseTo(asked!.durationMs!, 2);
    expect(answered!.durationMs).toBeCloseTo(answered!.time - asked!.time, 2);
  });

  test('gives an entry back byte for byte, however large', async () => {
    const { log, recorder } = openLog(temporary());
    const odd = '{ "jsonrpc":"2.0",\n\t"method":"a", "method":"b", "x":"\\u00e9 é 🧵" }';
    const large = `{"jsonrpc":"2.0","id":1,"result":{"t":"${'é'.repeat(3_000_000)}"}}`;
    recorder.message('serverToClient', odd);
    recorder.message('serverToClient', large);
    recorder.stderr('a\ttab, a "quote" and \u0007');
    expect((await log.entry(SERVER, 0))!.raw).toBe(odd);
    expect((await log.entry(SERVER, 1))!.raw).toBe(large);
    expect(await log.entry(SERVER, 1)).toMatchObject({ bytes: Buffer.byteLength(large) });
    expect((await log.entry(SERVER, 2))!.raw).toBe('a\ttab, a "quote" and \u0007');
    expect(await log.entry(SERVER, 3)).toBeUndefined();
    expect(await log.entry(SERVER, -1)).toBeUndefined();
    expect(await log.entry('another', 0)).toBeUndefined();
  });

  test('shows any window, also from the end', async () => {
    const { log, recorder } = openLog(temporary());
    for (let id = 0; id < 300; id++) recorder.message('clientToServer', request(id));
    const window = async (from: number, count: number) => {
      const { total, from: first, heads: shown } = await log.window(SERVER, {}, from, count);
      return [total, first, shown[0]?.rpcId, shown.at(-1)?.rpcId, shown.length];
    };
    expect(await window(0, 10)).toEqual([300, 0, 0, 9, 10]);
    expect(await window(295, 10)).toEqual([300, 295, 295, 299, 5]);
    expect(await window(-10, 4)).toEqual([300, 290, 290, 293, 4]);
    expect(await window(-1000, 1)).toEqual([300, 0, 0, 0, 1]);
    expect(await window(400, 1)).toEqual([300, 300, undefined, undefined, 0]);
  });

  test('filters by kind and by text, and goes on filtering what comes', async () => {
    const { log, recorder } = openLog(temporary());
    recorder.message('clientToServer', request(1, 'tools/call'));
    recorder.message('serverToClient', response(1));
    recorder.noise('A needle in stdout');
    const seqs = async (filter: object) => (await heads(log, filter)).map(({ seq }) => seq);
    expect(await seqs({ kinds: ['request', 'noise'] })).toEqual([0, 2]);
    expect(await seqs({ kinds: [] })).toEqual([]);
    // The answer does not hold its method in its text.
    expect(await seqs({ text: 'TOOLS/CALL' })).toEqual([0, 1]);
    expect(await seqs({ text: 'needle' })).toEqual([2]);
    expect(await seqs({ text: 'clientToServer' })).toEqual([]);
    recorder.noise('a "quoted" \\ path');
    expect(await seqs({ text: '"Quoted" \\' })).toEqual([3]);
    recorder.stderr('another Needle');
    expect(await seqs({ text: 'needle' })).toEqual([2, 4]);
    expect(await seqs({ text: 'needle', kinds: ['stderr'] })).toEqual([4]);
    log.clear(SERVER);
    expect(await seqs({ text: 'needle' })).toEqual([]);
  });

  test('clears, and never gives a position twice', async () => {
    const folder = temporary();
    const { log, recorder } = openLog(folder);
    recorder.noise('one');
    log.clear(SERVER);
    expect(filesOf(folder)).toEqual([]);
    expect(await log.window(SERVER, {}, 0, 10)).toEqual({ total: 0, from: 0, heads: [] });
    recorder.noise('two');
    expect((await heads(log)).map(({ seq }) => seq)).toEqual([1]);
    expect(await log.entry(SERVER, 0)).toBeUndefined();
  });

  test('forgets a server: neither its files nor its name are left', async () => {
    const folder = temporary();
    const { log, recorder } = openLog(folder);
    log.recorder('workspace/other').noise('stays');
    recorder.noise('one');
    // What was recorded in one turn is written before the next.
    await new Promise(setImmediate);
    expect(filesOf(folder)).toHaveLength(2);
    log.forget(SERVER);
    expect(log.sources().map(({ server }) => server)).toEqual(['workspace/other']);
    expect(filesOf(folder)).toHaveLength(1);
    expect(openFilesIn(folder)).toEqual(filesOf(folder));
  });

  test('is there again after a restart, pairs and all, even if its last line was cut off', async () => {
    const folder = temporary();
    const first = openLog(folder);
    first.recorder.message('clientToServer', request(1), { sessionId: 's' });
    first.recorder.message('serverToClient', response(1), { sessionId: 's' });
    first.log.close();
    await appendFile(filesOf(folder)[0]!, '{"seq":2,"time":1,"dir');

    const { log, recorder } = openLog(folder);
    recorder.noise('after');
    const all = await heads(log);
    expect(all.map(({ seq, kind, pairSeq }) => [seq, kind, pairSeq])).toEqual([
      [0, 'request', 1],
      [1, 'response', 0],
      [2, 'noise', undefined],
    ]);
    expect((await log.entry(SERVER, 1))!.raw).toBe(response(1));
    expect((await log.entry(SERVER, 2))!.raw).toBe('after');
  });

  test('two logs on one folder keep out of each other’s way', async () => {
    const folder = temporary();
    const [one, two] = [openLog(folder), openLog(folder)];
    one.recorder.noise('one');
    two.recorder.noise('two');
    expect((await heads(one.log)).map(({ preview }) => preview)).toEqual(['one']);
    expect((await heads(two.log)).map(({ preview }) => preview)).toEqual(['two']);
    two.log.close();
    const three = openLog(folder);
    expect((await heads(three.log)).map(({ preview }) => preview)).toEqual(['two']);
  });

  test('is on disk as soon as the turn is over', async () => {
    const folder = temporary();
    const { recorder } = openLog(folder);
    recorder.message('clientToServer', request(1));
    await new Promise(setImmediate);
    await new Promise(setImmediate);
    const [head, line] = readFileSync(filesOf(folder)[0]!, 'utf8').split('\n');
    expect(JSON.parse(head!)).toMatchObject({
      format: 'portcullis-traffic',
      version: 1,
      server: SERVER,
    });
    expect(JSON.parse(line!)).toMatchObject({ seq: 0, kind: 'request', message: { id: 1 } });
  });

  test('drops the oldest when it is too large, and stays right about the rest', async () => {
    const folder = temporary();
    const limits = { segmentBytes: 1000, totalBytes: 5000 };
    const { log, recorder } = openLog(folder, { limits });
    for (let id = 0; id < 200; id++) recorder.message('clientToServer', request(id));
    await heads(log, { text: 'tools' });
    for (let id = 200; id < 400; id++) recorder.message('clientToServer', request(id));
    const all = await heads(log);
    expect(all.length).toBeGreaterThan(10);
    expect(all.length).toBeLessThan(60);
    expect(all.at(-1)!.seq).toBe(399);
    expect(all.map(({ rpcId }) => rpcId)).toEqual(all.map(({ seq }) => seq));
    const filtered = await heads(log, { text: 'tools' });
    expect(filtered.map(({ seq }) => seq)).toEqual(all.map(({ seq }) => seq));
    expect(filesOf(folder).length).toBeLessThanOrEqual(6);
    // An answer to a request that is gone still knows what it answers.
    recorder.message('serverToClient', response(0));
    const [answer] = (await log.window(SERVER, {}, -1, 1)).heads;
    expect(answer).toMatchObject({ method: 'tools/call', pairSeq: 0 });
  });

  test('tells of changes at once, and then every 50 ms', async () => {
    const { log, recorder } = openLog(temporary());
    const totals: number[] = [];
    const enough = new Promise<void>((resolve) => {
      log.onDidChange(({ serverId, total }) => {
        expect(serverId).toBe(SERVER);
        if (totals.push(total) === 2) resolve();
      });
    });
    const begun = performance.now();
    for (let count = 0; count < 500; count++) recorder.noise('x');
    await enough;
    expect(totals).toEqual([1, 500]);
    expect(performance.now() - begun).toBeGreaterThanOrEqual(45);
  });
});

describe('where nothing can be written, the latest is kept in memory and that is said once', () => {
  test('no folder', async () => {
    const folder = temporary();
    writeFileSync(path.join(folder, 'file'), '');
    const limits = { memoryBytes: 20_000 };
    const { log, recorder, problems } = openLog(path.join(folder, 'file', 'deeper'), { limits });
    log.recorder('another').noise('also');
    for (let id = 0; id < 1000; id++) recorder.message('clientToServer', request(id));
    expect(problems).toEqual([expect.stringContaining('ENOTDIR')]);
    const all = await heads(log);
    expect(all.at(-1)).toMatchObject({ seq: 999, rpcId: 999 });
    expect(all.length).toBeGreaterThan(20);
    expect(all.length).toBeLessThan(300);
    expect((await log.entry(SERVER, 999))!.raw).toBe(request(999));
  });

  test.skipIf(process.platform !== 'linux')('a full disk', async () => {
    const folder = temporary();
    // What is written there always meets ENOSPC.
    const { log, recorder, problems } = openLog(folder);
    const [own] = readdirSync(path.join(folder, '0')).filter((name) => name !== 'owner');
    await symlink('/dev/full', path.join(folder, '0', own!, '000000000000.ndjson'));
    recorder.message('clientToServer', request(1));
    await new Promise(setImmediate);
    await new Promise(setImmediate);
    expect(problems).toEqual([expect.stringContaining('ENOSPC')]);
    recorder.message('serverToClient', response(1));
    const all = await heads(log);
    expect(all.map(({ kind, pairSeq }) => [kind, pairSeq])).toEqual([
      ['request', 1],
      ['response', 0],
    ]);
    expect((await log.entry(SERVER, 0))!.raw).toBe(request(1));
    expect((await log.entry(SERVER, 1))!.raw).toBe(response(1));
  });

  test('a folder that is deleted under it', async () => {
    const folder = temporary();
    const { log, recorder, problems } = openLog(folder);
    rmSync(folder, { recursive: true });
    recorder.noise('one');
    await new Promise(setImmediate);
    await new Promise(setImmediate);
    expect(problems).toHaveLength(1);
    recorder.noise('two');
    expect((await heads(log)).map(({ preview }) => preview)).toEqual(['one', 'two']);
    mkdirSync(folder);
  });
});
