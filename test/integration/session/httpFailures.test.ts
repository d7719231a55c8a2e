import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import {
  call,
  httpTarget,
  MODERN,
  next,
  open,
  startEverything,
  startModernHttp,
  startNode,
} from './support';

type Handler = (response: ServerResponse, body: string, request: IncomingMessage) => unknown;

async function serve(handler: Handler): Promise<string> {
  const server = createServer(async (request, response) => {
    handler(response, await text(request), request);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`;
}

const page = '<!doctype html><title>Welcome</title>';

test.each<[string, Handler, object]>([
  [
    'a wrong path',
    (response) => response.writeHead(404).end('Cannot POST /mcp'),
    { kind: 'http', exchange: { status: 404, bodyHead: 'Cannot POST /mcp' } },
  ],
  [
    'a web page',
    (response) => response.writeHead(200, { 'content-type': 'text/html' }).end(page),
    {
      kind: 'http',
      exchange: { status: 200, headers: { 'content-type': 'text/html' }, bodyHead: page },
    },
  ],
  [
    'a guarded server',
    (response) => response.writeHead(401, { 'www-authenticate': 'Bearer realm="x"' }).end(),
    {
      kind: 'http',
      exchange: { status: 401, headers: { 'www-authenticate': 'Bearer realm="x"' } },
    },
  ],
  [
    'a server that refuses our Host, in the words of the SDK',
    (response) =>
      response
        .writeHead(403, { 'content-type': 'application/json' })
        .end('{"jsonrpc":"2.0","error":{"code":-32000,"message":"Invalid Host: x"},"id":null}'),
    { kind: 'http', exchange: { status: 403, bodyHead: expect.stringContaining('Invalid Host') } },
  ],
  [
    'a redirect elsewhere',
    (response) => response.writeHead(302, { location: 'https://example.invalid/mcp' }).end(),
    {
      kind: 'http',
      exchange: { status: 302, headers: { location: 'https://example.invalid/mcp' } },
    },
  ],
  [
    'a broken server',
    (response) => response.writeHead(500).end('Traceback'),
    { kind: 'http', exchange: { status: 500, bodyHead: 'Traceback' } },
  ],
  [
    'a connection that breaks',
    (response) => response.socket!.resetAndDestroy(),
    { kind: 'network', code: 'ECONNRESET' },
  ],
  ['an answer that never comes', () => {}, { kind: 'timeout', afterMs: 500 }],
  [
    'JSON that is no JSON-RPC',
    (response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}'),
    { kind: 'http', exchange: { status: 200, bodyHead: '{"ok":true}' } },
  ],
  [
    'an empty answer',
    (response) => response.writeHead(202).end(),
    { kind: 'http', exchange: { status: 202, bodyHead: '' } },
  ],
  [
    'a stream without an answer',
    (response) => response.writeHead(200, { 'content-type': 'text/event-stream' }).end(': no\n\n'),
    { kind: 'closed' },
  ],
])('a handshake with %s says what it met', async (_name, handler, failure) => {
  const target = httpTarget(await serve(handler));
  await expect(open(target, { timeoutMs: 500 })).rejects.toMatchObject({
    name: 'HandshakeError',
    failure,
  });
});

test('a handshake with nobody says so', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  for (const kind of ['http', 'sse'] as const) {
    const target = { kind, url: `http://127.0.0.1:${port}/mcp`, headers: {} };
    await expect(open(target)).rejects.toMatchObject({
      failure: { kind: 'network', code: 'ECONNREFUSED' },
    });
  }
});

test('each request carries the headers that were given', async () => {
  const seen: unknown[] = [];
  const url = await serve((response, _body, { headers }) => {
    seen.push(headers['x-key']);
    response.writeHead(401).end();
  });
  await expect(open(httpTarget(url, { 'X-Key': 'secret' }))).rejects.toThrow();
  expect(seen).toEqual(['secret']);
});

test('a call that meets a failure of HTTP fails with what was met', async () => {
  const url = await serve((response, body) => {
    const { id, method } = JSON.parse(body);
    const result = { supportedVersions: ['2026-07-28'], capabilities: {} };
    if (method !== 'server/discover') return response.writeHead(503).end('Overloaded');
    response.writeHead(200, { 'content-type': 'application/json' });
    return response.end(JSON.stringify({ jsonrpc: '2.0', id, result }));
  });
  const { session } = await open(httpTarget(url));
  expect(await call(session, 'tools/call', { name: 'x' })).toMatchObject({
    status: 'failed',
    error: {
      message: expect.stringContaining('503'),
      data: { status: 503, bodyHead: 'Overloaded' },
    },
  });
});

test('a session that the server has forgotten is lost', async () => {
  const { child, url } = await startEverything('streamableHttp');
  const { session } = await open(httpTarget(url));
  const lost = next(session.onDidEnd);
  child.kill('SIGKILL');
  await once(child, 'exit');
  const port = new URL(url).port;
  // Another one on the same port, which knows nothing of it.
  const again = createServer((_request, response) => response.writeHead(404).end('No session'));
  again.listen(Number(port), '127.0.0.1');
  await once(again, 'listening');
  onTestFinished(() => void again.close());
  await call(session, 'tools/list');
  expect(await lost).toMatchObject({ kind: 'sessionLost' });
  const told = next(session.onDidEnd);
  expect(await told).toMatchObject({ kind: 'sessionLost' });
});

test('a server of the modern era that is restarted is listened to again, and listed anew', async () => {
  const server = await startModernHttp();
  const { session } = await open(httpTarget(server.url));
  await session.start();
  await session.refresh();
  await call(session, 'tools/call', { name: 'add-tool', arguments: { name: 'first-life' } });
  await next(session.onDidChangeCatalog, ({ tools }) => tools.length === 9);
  server.child.kill('SIGKILL');
  await once(server.child, 'exit');
  const relisted = next(
    session.onDidChangeCatalog,
    ({ tools, errors }) => tools.length === 8 && errors.length === 0,
  );
  const again = startNode(MODERN, ['http'], { PORT: new URL(server.url).port });
  await again.stderr(/^listening/);
  await relisted;
  const changed = next(session.onDidChangeCatalog, ({ tools }) => tools.length === 9);
  await call(session, 'tools/call', { name: 'add-tool', arguments: { name: 'second-life' } });
  await changed;
});

test('the stream of the older transport that ends is the end of the session', async () => {
  const { child, url } = await startEverything('sse');
  const { session } = await open({ kind: 'sse', url, headers: {} });
  const end = next(session.onDidEnd);
  child.kill('SIGKILL');
  expect(await end).toMatchObject({ kind: 'connectionLost' });
});
