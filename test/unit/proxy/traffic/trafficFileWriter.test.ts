import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { TrafficFileWriter } from '../../../../src/proxy/traffic/trafficFileWriter';

function temporary(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'traffic-file-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const request = '{"jsonrpc":"2.0","id":1,"method":"ping"}';
const linesOf = (file: string) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));

describe('a file of traffic', () => {
  test('holds what passed between several servers and their clients, in order', () => {
    const file = path.join(temporary(), 'record.ndjson');
    const writer = new TrafficFileWriter({ path: file, onProblem: () => {} });
    const [a, b] = [writer.recorder('a'), writer.recorder('b')];
    a.message('clientToServer', request, { sessionId: 's' });
    b.message('clientToServer', request, { sessionId: 's' });
    a.message('serverToClient', '{"jsonrpc":"2.0","id":1,"result":{}}', { sessionId: 's' });
    b.stderr('warming up');
    b.noise('hello');
    writer.close();
    const [head, ...entries] = linesOf(file);
    expect(head).toMatchObject({ format: 'portcullis-traffic', version: 1 });
    expect(entries.map(({ seq, server, kind, pairSeq }) => [seq, server, kind, pairSeq])).toEqual([
      [0, 'a', 'request', undefined],
      [1, 'b', 'request', undefined],
      [2, 'a', 'response', 0],
      [3, 'b', 'stderr', undefined],
      [4, 'b', 'noise', undefined],
    ]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    a.noise('after the end');
    writer.close();
    expect(linesOf(file)).toHaveLength(6);
  });

  test('holds entries at the time and with the session that are told', () => {
    const file = path.join(temporary(), 'record.ndjson');
    const writer = new TrafficFileWriter({ path: file, onProblem: () => {} });
    const recorder = writer.recorder('a');
    recorder.message('clientToServer', request, { sessionId: 's', time: 1000.5 });
    recorder.stderr('warming up', { sessionId: 's', time: 1002 });
    const answer = '{"jsonrpc":"2.0","id":1,"result":{}}';
    recorder.message('serverToClient', answer, { sessionId: 's', time: 1003.5 });
    writer.close();
    expect(linesOf(file).slice(1)).toMatchObject([
      { time: 1000.5, sessionId: 's' },
      { time: 1002, sessionId: 's', kind: 'stderr' },
      { time: 1003.5, sessionId: 's', durationMs: 3 },
    ]);
  });

  test('is on disk as soon as the turn is over', async () => {
    const file = path.join(temporary(), 'record.ndjson');
    const writer = new TrafficFileWriter({ path: file, onProblem: () => {} });
    onTestFinished(() => writer.close());
    writer.recorder('a').message('clientToServer', request);
    await new Promise(setImmediate);
    await new Promise(setImmediate);
    expect(linesOf(file)).toHaveLength(2);
  });

  test('that cannot be made is refused at once', () => {
    const nowhere = path.join(temporary(), 'no', 'record.ndjson');
    expect(() => new TrafficFileWriter({ path: nowhere, onProblem: () => {} })).toThrow('ENOENT');
  });

  test('holds no header that lets somebody in', () => {
    const file = path.join(temporary(), 'record.ndjson');
    const writer = new TrafficFileWriter({ path: file, onProblem: () => {} });
    const fact = {
      type: 'request',
      method: 'POST',
      url: 'http://127.0.0.1:1/mcp?token=hunter22',
      headers: { authorization: 'Bearer hunter22', 'x-api-key': 'hunter22', accept: '*/*' },
    } as const;
    const recorder = writer.recorder('a');
    recorder.http(fact, { http: 'x', sessionId: 's' });
    recorder.message('clientToServer', request, { sessionId: 's', http: 'x' });
    recorder.http({ type: 'response', status: 401, headers: {} }, { http: 'x', sessionId: 's' });
    writer.close();
    const [, http, message, failure] = linesOf(file);
    expect(readFileSync(file, 'utf8')).not.toContain('hunter22');
    expect(http.message.headers).toEqual({
      authorization: 'Bearer •••',
      'x-api-key': '•••',
      accept: '*/*',
    });
    expect(message).toMatchObject({ kind: 'request', httpSeq: 0 });
    expect(failure).toMatchObject({ kind: 'httpError', httpSeq: 0, pairSeq: 0, method: 'POST' });
  });
});
