import { expect, test } from 'vitest';
import type { HttpFact } from '../../../../src/shared/model/httpFact';
import { openLog, request, response, SERVER, temporary } from './support';

const head = (method: string) =>
  ({ type: 'request', method, url: 'http://127.0.0.1/mcp', headers: {} }) satisfies HttpFact;
const answer = (type: string, status = 200) =>
  ({ type: 'response', status, headers: { 'content-type': type } }) satisfies HttpFact;
const heads = async ({ log }: ReturnType<typeof openLog>) =>
  (await log.window(SERVER, {}, -10, 10)).heads;

test('messages name the HTTP that carried them, heads are a pair', async () => {
  const opened = openLog(temporary());
  const { recorder } = opened;
  recorder.http(head('POST'), { http: 'a', sessionId: 's' });
  recorder.message('clientToServer', request(1), { http: 'a', sessionId: 's' });
  recorder.http(answer('application/json'), { http: 'a', sessionId: 's' });
  recorder.message('serverToClient', response(1), { http: 'a', sessionId: 's' });
  expect(
    (await heads(opened)).map(({ kind, method, httpSeq, pairSeq }) => [
      kind,
      method,
      httpSeq,
      pairSeq,
    ]),
  ).toEqual([
    ['http', 'POST', 0, 2],
    ['request', 'tools/call', 0, 3],
    ['http', 'POST', 0, 0],
    ['response', 'tools/call', 0, 1],
  ]);
});

test('a stream that was silent through many other exchanges is still known', async () => {
  const opened = openLog(temporary());
  const { recorder } = opened;
  recorder.http(head('GET'), { http: 'stream' });
  recorder.http(answer('text/event-stream'), { http: 'stream' });
  for (let index = 0; index < 5_000; index++) {
    const http = `post ${index}`;
    recorder.http(head('POST'), { http });
    recorder.message('clientToServer', request(index), { http });
    recorder.http(answer('application/json', index % 2 ? 200 : 202), { http });
    if (index % 2) recorder.message('serverToClient', response(index), { http });
  }
  recorder.message('serverToClient', '{"jsonrpc":"2.0","method":"notifications/x"}', {
    http: 'stream',
  });
  expect((await heads(opened)).at(-1)).toMatchObject({ kind: 'notification', httpSeq: 0 });
});

test('what failed is told apart from what went well', async () => {
  const opened = openLog(temporary());
  const { recorder } = opened;
  recorder.http(answer('text/html', 404), { http: 'a' });
  recorder.http({ type: 'failure', error: 'ECONNREFUSED' }, { http: 'b' });
  recorder.http({ type: 'end', error: 'ECONNRESET' }, { http: 'c' });
  recorder.http({ type: 'end' }, { http: 'd' });
  recorder.http({ type: 'comment', text: 'ping' }, { http: 'd' });
  const kinds = (await heads(opened)).map(({ kind }) => kind);
  expect(kinds).toEqual(['httpError', 'httpError', 'httpError', 'http', 'http']);
  recorder.noise('x');
  // Of HTTP, only the failures are counted.
  expect(await new Promise((resolve) => opened.log.onDidChange(resolve))).toMatchObject({
    total: 4,
  });
  const { total } = await opened.log.window(SERVER, { errors: true }, 0, 10);
  expect(total).toBe(3);
});
