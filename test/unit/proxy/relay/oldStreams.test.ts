import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { ask, type Handler, serve, start, statusOf } from './support';

const SSE = '/servers/my%20server/sse';

/** A server of HTTP+SSE that names `endpoint`, and writes down what is posted. */
function oldServer(endpoint: (request: IncomingMessage) => string) {
  const posted: { url: string; headers: IncomingMessage['headers']; body: string }[] = [];
  const streams: ServerResponse[] = [];
  const handler: Handler = async (request, response) => {
    if (request.method === 'GET') {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(`event: endpoint\ndata: ${endpoint(request)}\n\n`);
      streams.push(response);
      return;
    }
    posted.push({ url: request.url!, headers: request.headers, body: await text(request) });
    response.writeHead(202).end('Accepted');
  };
  return { handler, posted, streams };
}

async function openStream(endpoint: (request: IncomingMessage) => string) {
  const server = oldServer(endpoint);
  const started = await start(server.handler, {}, { transport: 'sse' });
  const { listener } = started;
  const { sent, answered } = ask(listener, { path: `${SSE}?token=${listener.token}` });
  const stream = await answered;
  stream.on('error', () => {});
  const [event] = await once(stream, 'data');
  const path = /^event: endpoint\ndata: (.*)\n\n$/.exec(String(event))![1]!;
  const post = (body: string) => ask(listener, { method: 'POST', path, body }).answered;
  return { ...started, ...server, sent, stream, path, post };
}

test.each<[string, (request: IncomingMessage) => string, string]>([
  ['a path', () => '/messages?sessionId=1', '/messages?sessionId=1'],
  ['a relative path', () => 'messages/1', '/real/messages/1'],
  ['an absolute URL', ({ headers }) => `http://${headers.host}/m?x=%20y`, '/m?x=%20y'],
  [
    'another name of this machine',
    ({ headers }) => `http://localhost:${headers.host!.split(':')[1]}/m`,
    '/m',
  ],
])('the client stays inside when the server names %s', async (_name, endpoint, expected) => {
  const { path, post, posted, listener } = await openStream(endpoint);
  expect(path).toMatch(/^\/servers\/my%20server\/messages\/[\w-]{22}\?token=/);
  const message = '{"jsonrpc":"2.0","method":"ping","id":1}';
  const answer = await post(message);
  expect([answer.statusCode, await text(answer)]).toEqual([202, 'Accepted']);
  expect(posted).toMatchObject([{ url: expected, body: message, headers: { 'x-added': 'yes' } }]);
  expect(JSON.stringify(posted)).not.toContain(listener.token);
});

test('messages of both ways are recorded under the name of the client, as one exchange', async () => {
  const { post, streams, stream, recorded, facts, listener } = await openStream(() => '/messages');
  const params = { clientInfo: { name: 'Old client', version: '1' } };
  await post(JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params }));
  const result = '{"jsonrpc":"2.0","id":1,"result":{}}';
  streams[0]!.write(`event: message\ndata: ${result}\n\n`);
  expect(String((await once(stream, 'data'))[0])).toBe(`event: message\ndata: ${result}\n\n`);
  expect(recorded.map(({ direction, sessionId }) => [direction, sessionId])).toEqual([
    ['clientToServer', 'relay: Old client'],
    ['serverToClient', 'relay: Old client'],
  ]);
  expect(recorded[0]!.exchange).toBe(recorded[1]!.exchange);
  expect(facts).toContainEqual(
    expect.objectContaining({ type: 'event', event: 'endpoint', data: '/messages' }),
  );
  expect(JSON.stringify([recorded, facts])).not.toContain(listener.token);
});

test('two clients have streams of their own, and no access to a closed one', async () => {
  const one = await openStream(() => '/one');
  const { listener } = one;
  const second = ask(listener, { path: `${SSE}?token=${listener.token}` });
  const [event] = await once(await second.answered, 'data');
  const other = /data: (.*)\n/.exec(String(event))![1]!;
  expect(other).not.toBe(one.path);
  const gone = once(one.streams[0]!, 'close');
  one.sent.destroy();
  await gone;
  expect((await one.post('{}')).statusCode).toBe(404);
  const answer = await ask(listener, { method: 'POST', path: other, body: '{}' }).answered;
  expect(answer.statusCode).toBe(202);
});

test('an endpoint of another origin gets neither message nor secret', async () => {
  const reached: string[] = [];
  const elsewhere = await serve((request, response) => {
    reached.push(request.url!);
    response.end();
  });
  const { post } = await openStream(() => `${new URL(elsewhere).origin}/steal`);
  const answer = await post('{}');
  expect(answer.statusCode).toBe(502);
  expect(await text(answer)).toContain('another origin');
  expect(reached).toEqual([]);
});

test('without the token, the endpoint is closed though its name is known', async () => {
  const { listener, path, posted } = await openStream(() => '/messages');
  const [bare] = path.split('?');
  expect(await statusOf(listener, { method: 'POST', path: bare! })).toBe(401);
  expect(await statusOf(listener, { method: 'POST', path: `${bare}?token=x` })).toBe(401);
  expect(posted).toEqual([]);
});

test('the stream is asked for uncompressed, and refused if it is not', async () => {
  const asked: unknown[] = [];
  const { listener } = await start(
    (request, response) => {
      asked.push(request.headers['accept-encoding']);
      response.writeHead(200, {
        'content-type': 'text/event-stream',
        'content-encoding': 'gzip',
      });
      response.end(gzipSync('event: endpoint\ndata: /m\n\n'));
    },
    {},
    { transport: 'sse' },
  );
  const headers = { 'accept-encoding': 'gzip, br' };
  const answer = await ask(listener, { path: `${SSE}?token=${listener.token}`, headers }).answered;
  expect(answer.statusCode).toBe(502);
  expect(await text(answer)).toContain('compresses');
  expect(asked).toEqual(['identity']);
});

test('a server of Streamable HTTP has no such stream, and says where it is', async () => {
  const { listener } = await start((_request, response) => response.end());
  const answer = await ask(listener, { path: `${SSE}?token=${listener.token}` }).answered;
  expect(answer.statusCode).toBe(404);
  expect(await text(answer)).toContain('/servers/my%20server/mcp');
});
