import { readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { exportTraffic } from '../../../../src/proxy/traffic/exportTraffic';
import type { Har } from '../../../../src/proxy/traffic/har';
import { logWindow } from '../../../../src/proxy/traffic/logWindow';
import { OpenedFiles } from '../../../../src/proxy/traffic/openedFiles';
import { TrafficFile } from '../../../../src/proxy/traffic/trafficFile';
import { TrafficFileWriter } from '../../../../src/proxy/traffic/trafficFileWriter';
import type { TrafficFilter } from '../../../../src/shared/model/traffic';
import { openLog, request, response, SERVER, temporary } from './support';

const s = { sessionId: 's' };
const opened = (file: string) => TrafficFile.open(file, () => {});
const headsOf = async (file: TrafficFile, filter: TrafficFilter = {}) =>
  (await logWindow([file], filter, 0, 1000)).heads;

async function exported(
  fill: (log: ReturnType<typeof openLog>) => void,
  options: Partial<Parameters<typeof exportTraffic>[1]> = {},
) {
  const folder = temporary();
  const log = openLog(path.join(folder, 'log'));
  fill(log);
  const file = path.join(folder, 'export');
  const result = await exportTraffic(log.log.sources(options.filter?.servers), {
    filter: {},
    format: 'ndjson',
    path: file,
    mask: undefined,
    ...options,
  });
  return { file, result, log: log.log };
}

describe('an export as NDJSON', () => {
  test('read back is the log, raw texts, pairs and all', async () => {
    const { file, result, log } = await exported(({ recorder }) => {
      recorder.message('clientToServer', request(1), s);
      recorder.noise('{"not":"a message"}\tand "quoted"');
      recorder.message('serverToClient', '{"jsonrpc":"2.0","id":1,\n"result":{"n":1e400}}', s);
      recorder.http({ type: 'comment', text: 'ping' }, { http: 'x' });
    });
    expect(result).toEqual({ entries: 4, bytes: readFileSync(file).length });
    const back = await opened(file);
    expect(await headsOf(back)).toEqual((await log.window(SERVER, {}, 0, 10)).heads);
    for (const seq of [0, 1, 2, 3]) expect(back.entry(seq)).toEqual(await log.entry(SERVER, seq));
    expect(back.facets).toEqual({ servers: [SERVER], sessions: ['s'], methods: ['tools/call'] });
  });

  test('of a filtered view keeps what belongs together, and drops what it does not hold', async () => {
    const { file } = await exported(
      ({ recorder }) => {
        for (const id of [1, 2]) recorder.message('clientToServer', request(id, `m${id}`), s);
        recorder.stderr('between');
        for (const id of [2, 1]) recorder.message('serverToClient', response(id), s);
      },
      { filter: { methods: ['m2'] } },
    );
    const heads = await headsOf(await opened(file));
    expect(heads.map(({ seq, method, pairSeq }) => [seq, method, pairSeq])).toEqual([
      [0, 'm2', 1],
      [1, 'm2', 0],
    ]);
    const only = await exported(
      ({ recorder }) => {
        recorder.message('clientToServer', request(1), s);
        recorder.message('serverToClient', response(1), s);
      },
      { filter: { kinds: ['response'] } },
    );
    expect((await headsOf(await opened(only.file)))[0]).not.toHaveProperty('pairSeq');
  });

  test('of several servers is in the order of time, and each entry says whose it is', async () => {
    const { file } = await exported(({ log }) => {
      for (let index = 0; index < 6; index++) log.recorder(index % 2 ? 'a' : 'b').noise(`${index}`);
    });
    const back = await opened(file);
    const heads = await headsOf(back, { servers: ['a', 'b'] });
    expect(heads.map(({ serverId, preview }) => serverId + preview)).toEqual([
      'b0',
      'a1',
      'b2',
      'a3',
      'b4',
      'a5',
    ]);
    expect((await headsOf(back, { servers: ['a'] })).map(({ seq }) => seq)).toEqual([1, 3, 5]);
  });

  test('holds no secret when they are masked, and is JSON for all that', async () => {
    const secret = 'abc-123-secret';
    const { file } = await exported(
      ({ recorder }) => {
        recorder.message('clientToServer', request(1, 'tools/call', { apiKey: secret, n: 1 }), s);
        recorder.stderr(`using ${secret}`);
        recorder.message('serverToClient', response(1, { text: `it is ${secret}` }), s);
      },
      { mask: [secret] },
    );
    const text = readFileSync(file, 'utf8');
    expect(text).not.toContain(secret);
    const [head, first] = text.split('\n').map((line) => line && JSON.parse(line));
    expect(head).toMatchObject({ secrets: 'masked' });
    expect(first.message.params).toEqual({ apiKey: '•••', n: 1 });
  });

  test('that fails leaves the file that was there', async () => {
    const folder = temporary();
    const { log, recorder } = openLog(path.join(folder, 'log'));
    recorder.noise('x');
    const file = path.join(folder, 'export');
    writeFileSync(file, 'precious');
    const [source] = log.sources();
    const broken = {
      ...source!,
      views: {
        of: () => {
          throw new Error('broken');
        },
      },
    };
    await expect(
      exportTraffic([broken as never], {
        filter: {},
        format: 'ndjson',
        path: file,
        mask: undefined,
      }),
    ).rejects.toThrow('broken');
    expect(readFileSync(file, 'utf8')).toBe('precious');
    await expect(opened(`${file}.part`)).rejects.toThrow('ENOENT');
  });
});

describe('a file that is opened', () => {
  test('may be made of the examples of the documentation', async () => {
    const page = readFileSync('docs/trafficFormat.md', 'utf8');
    const examples = [...page.matchAll(/^```text\n(.*?)^```$/gms)].map(([, text]) => text);
    const file = path.join(temporary(), 'examples');
    writeFileSync(file, examples.join(''));
    const back = await opened(file);
    expect(await headsOf(back)).toMatchObject([
      { serverId: 'workspace/weather', kind: 'request', method: 'tools/call', rpcId: 3 },
    ]);
  });

  test('may be a record of several servers, with positions of its own', async () => {
    const file = path.join(temporary(), 'record.ndjson');
    const writer = new TrafficFileWriter({ path: file, onProblem: () => {} });
    const [a, b] = [writer.recorder('a'), writer.recorder('b')];
    a.message('clientToServer', request(1), s);
    b.message('clientToServer', request(1), s);
    b.message('serverToClient', response(1), s);
    a.message('serverToClient', response(1), s);
    writer.close();
    const heads = await headsOf(await opened(file));
    expect(heads.map(({ serverId, pairSeq }) => [serverId, pairSeq])).toEqual([
      ['a', 3],
      ['b', 2],
      ['b', 1],
      ['a', 0],
    ]);
  });

  test.each([
    ['is no entry', 'hello\n', 2, 'This is no entry of a traffic log.'],
    [
      'has no position',
      '{"time":1,"direction":"clientToServer","kind":"noise","message":""}\n',
      2,
      'position',
    ],
    [
      'is of an unknown kind',
      '{"seq":1,"time":1,"direction":"clientToServer","kind":"x","message":""}\n',
      2,
      '"x"',
    ],
  ])('and has a line that %s is refused, with its number', async (_what, line, number, words) => {
    const { file } = await exported(({ recorder }) => recorder.noise('fine'));
    const [head, entry] = readFileSync(file, 'utf8').split('\n');
    writeFileSync(file, `${head}\n${line}${entry}\n`);
    await expect(opened(file)).rejects.toThrow(`${file}, line ${number}: `);
    await expect(opened(file)).rejects.toThrow(words);
  });

  test.each([
    ['', 0],
    ['{"format":"portcullis-traffic","version":1,"created":"x"}', 0],
  ])('may be empty: %j', async (text, total) => {
    const file = path.join(temporary(), 'file');
    writeFileSync(file, text);
    expect((await opened(file)).segments.total).toBe(total);
  });

  test.each([
    ['of another version', '{"format":"portcullis-traffic","version":2}\n', 'Version 2'],
    ['of another kind', 'PNG and so on', 'no entry'],
    ['that is broken HAR', '{"log":{"entries":[', 'JSON'],
    ['that is HAR without entries', '{"log":{}}', 'no HAR 1.2: log.entries'],
  ])('%s is refused', async (_what, text, words) => {
    const file = path.join(temporary(), 'file');
    writeFileSync(file, text);
    await expect(opened(file)).rejects.toThrow(words);
  });

  test('whose last line is cut off shows the rest, and says so', async () => {
    const { file } = await exported(({ recorder }) => {
      recorder.noise('whole');
      recorder.message('clientToServer', request(1), s);
    });
    writeFileSync(file, readFileSync(file).subarray(0, -9));
    const back = await opened(file);
    expect(back.cutOff).toBe(3);
    expect((await headsOf(back)).map(({ preview }) => preview)).toEqual(['whole']);
  });

  test('may have lost lines, have Windows ends of lines, and be two files in one', async () => {
    const one = await exported(({ recorder }) => {
      for (const id of [1, 2]) recorder.message('clientToServer', request(id, `m${id}`), s);
      for (const id of [1, 2]) recorder.message('serverToClient', response(id), s);
    });
    const [head, first, , third, fourth] = readFileSync(one.file, 'utf8').split('\n');
    writeFileSync(one.file, [head, first, third, fourth, '', first, third].join('\r\n'));
    const heads = await headsOf(await opened(one.file));
    expect(heads.map(({ method, pairSeq }) => [method, pairSeq])).toEqual([
      ['m1', 1],
      ['m1', 0],
      ['m2', undefined],
      ['m1', 4],
      ['m1', 3],
    ]);
    expect((await opened(one.file)).entry(4)?.raw).toBe(response(1));
  });

  test('is found again by its id, read anew when it is opened again, and refused when it is gone', async () => {
    const { file } = await exported(({ recorder }) => recorder.noise('x'));
    const files = new OpenedFiles();
    const { logId, total } = await files.open(file);
    expect(total).toBe(1);
    expect(files.isFile(logId)).toBe(true);
    expect(await files.of(logId)).toBe(await files.of(logId));
    expect((await new OpenedFiles().of(logId)).segments.total).toBe(1);
    writeFileSync(file, '');
    expect((await files.open(file)).total).toBe(0);
    await rm(file);
    await expect(files.open(file)).rejects.toThrow('ENOENT');
  });
});

describe('an export as HAR', () => {
  const fill = ({ recorder }: ReturnType<typeof openLog>) => {
    const post = (http: string) =>
      recorder.http(
        {
          type: 'request',
          method: 'POST',
          url: 'http://127.0.0.1:3000/mcp?x=1',
          headers: { 'content-type': 'application/json', authorization: 'Bearer abc' },
        },
        { http, ...s },
      );
    const answer = (http: string, type: string, status = 200) =>
      recorder.http(
        { type: 'response', status, headers: { 'content-type': type } },
        { http, ...s },
      );
    post('1');
    recorder.message('clientToServer', request(1), { ...s, http: '1' });
    post('2');
    recorder.message('clientToServer', request(2), { ...s, http: '2' });
    answer('2', 'text/event-stream');
    recorder.http({ type: 'comment', text: 'hi' }, { http: '2', ...s });
    recorder.http({ type: 'event', event: 'message', id: '7', retry: 5 }, { http: '2', ...s });
    answer('1', 'application/json');
    recorder.message('serverToClient', response(1), { ...s, http: '1' });
    recorder.message('serverToClient', response(2), { ...s, http: '2' });
    recorder.http({ type: 'end' }, { http: '2', ...s });
    post('3');
    recorder.http({ type: 'failure', error: 'ECONNREFUSED' }, { http: '3', ...s });
    recorder.stderr('not HTTP');
  };

  test('has an entry for each exchange, with what was sent and what came', async () => {
    const { file, result } = await exported(fill, { format: 'har' });
    const { log }: Har = JSON.parse(readFileSync(file, 'utf8'));
    expect(result.entries).toBe(3);
    expect(log.version).toBe('1.2');
    const [plain, stream, failed] = log.entries;
    expect(plain).toMatchObject({
      request: {
        method: 'POST',
        url: 'http://127.0.0.1:3000/mcp?x=1',
        queryString: [{ name: 'x', value: '1' }],
        postData: { mimeType: 'application/json', text: request(1) },
      },
      response: { status: 200, statusText: 'OK', content: { text: response(1) } },
    });
    expect(plain!.request.headers).toContainEqual({ name: 'authorization', value: 'Bearer •••' });
    expect(stream!.response.content.text).toBe(
      `: hi\n\nid: 7\nretry: 5\nevent: message\ndata:\n\nevent: message\ndata: ${response(2)}\n\n`,
    );
    expect(failed).toMatchObject({ response: { status: 0 }, comment: 'ECONNREFUSED' });
    for (const entry of log.entries) expect(entry.time).toBeGreaterThanOrEqual(0);
  });

  test('read back is what passed over HTTP', async () => {
    const { file } = await exported(fill, { format: 'har' });
    const back = await opened(file);
    const heads = await headsOf(back);
    expect(heads.filter(({ kind }) => kind === 'request').map(({ rpcId }) => rpcId)).toEqual([
      1, 2,
    ]);
    const messages = heads.filter(({ kind }) => kind !== 'http' && kind !== 'httpError');
    expect(messages.map(({ kind, method }) => `${kind} ${method}`)).toEqual([
      'request tools/call',
      'response tools/call',
      'request tools/call',
      'response tools/call',
    ]);
    for (const { pairSeq, httpSeq } of messages) {
      expect(pairSeq).toBeDefined();
      expect(heads[httpSeq!]).toMatchObject({ kind: 'http', method: 'POST' });
    }
    expect(back.facets.servers).toEqual(['http://127.0.0.1:3000']);
    expect(heads.filter(({ kind }) => kind === 'httpError')).toHaveLength(1);
  });
});
