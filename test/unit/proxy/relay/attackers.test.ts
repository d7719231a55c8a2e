import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Listener } from '../../../../src/proxy/relay/listener';
import { ask, PATH, raw, start } from './support';

/** A relay whose server nobody may reach. */
async function guarded() {
  let reached = 0;
  const started = await start((_request, response) => {
    reached++;
    response.end('reached');
  });
  return { ...started, reached: () => reached };
}

const head = (listener: Listener, lines: readonly string[], path = PATH) =>
  [
    `POST ${path}?token=${listener.token} HTTP/1.1`,
    `Host: 127.0.0.1:${listener.port}`,
    ...lines,
    '',
    '',
  ].join('\r\n');

const statuses = (answer: string) =>
  [...answer.matchAll(/^HTTP\/1\.1 (\d+)/gm)].map(([, status]) => Number(status));

test.each(['127.0.0.2', '127.255.255.254', '::1', '::ffff:127.0.0.2'])(
  'at %s nobody answers',
  async (host) => {
    const { listener } = await guarded();
    const socket = connect({ host, port: listener.port });
    const [error] = await once(socket, 'error');
    expect(error).toMatchObject({
      code: expect.stringMatching(/ECONNREFUSED|EADDRNOTAVAIL|ENETUNREACH|EHOSTUNREACH/),
    });
  },
);

describe('one request within another', () => {
  const inner = 'GET /health HTTP/1.1\r\nHost: x\r\n\r\n';
  test.each<[string, string[], string]>([
    [
      'Content-Length and Transfer-Encoding',
      ['Content-Length: 5', 'Transfer-Encoding: chunked'],
      `0\r\n\r\n${inner}`,
    ],
    ['two lengths', ['Content-Length: 2', 'Content-Length: 4'], `{}${inner}`],
    ['a length that is none', ['Content-Length: +2'], `{}${inner}`],
    ['a coding that hides', ['Transfer-Encoding: xchunked'], `0\r\n\r\n${inner}`],
    ['chunked, but not last', ['Transfer-Encoding: chunked, identity'], `0\r\n\r\n${inner}`],
    ['a chunk of no size', ['Transfer-Encoding: chunked'], `zz\r\n{}\r\n0\r\n\r\n${inner}`],
    ['a space before the colon', ['Transfer-Encoding : chunked'], `0\r\n\r\n${inner}`],
    ['a folded header', ['X-A: 1', ' Transfer-Encoding: chunked'], inner],
  ])('%s: refused', async (_name, lines, body) => {
    const { listener, recorded } = await guarded();
    const answer = await raw(listener, head(listener, lines) + body);
    // The one that cannot be read ends the connection: what follows is never taken for a request.
    expect(statuses(answer).length).toBeLessThanOrEqual(1);
    expect(answer).not.toContain('portcullis","pid"');
    expect(answer).not.toContain('reached');
    expect(recorded).toEqual([]);
  });

  test('a body is passed on with the very length that was read', async () => {
    const bodies: string[] = [];
    const { listener } = await start(async (request, response) => {
      bodies.push(`${request.url} ${await text(request)}`);
      response.end();
    });
    const smuggled = 'GET /admin HTTP/1.1\r\nHost: x\r\n\r\n';
    const close = 'Connection: close';
    await raw(
      listener,
      `${head(listener, [`Content-Length: ${smuggled.length}`, close])}${smuggled}`,
    );
    const chunk = `${smuggled.length.toString(16)}\r\n${smuggled}\r\n0\r\n\r\n`;
    await raw(listener, `${head(listener, ['Transfer-Encoding: chunked', close])}${chunk}`);
    const expected = `/real/path?fixed=1 ${smuggled}`;
    expect(bodies).toEqual([expected, expected]);
  });
});

test.each<[string, string, number]>([
  ['a bare CR in a value', 'X-A: 1\rX-B: 2', 400],
  ['a NUL in a value', 'X-A: 1\0', 400],
  ['a name with a line break', 'X\n-A: 1', 400],
  ['two Hosts', 'Host: evil.example', 400],
])('%s: refused', async (_name, line, status) => {
  const { listener, reached } = await guarded();
  const answer = await raw(listener, head(listener, [line, 'Connection: close']));
  expect(statuses(answer)).toEqual([status]);
  expect(reached()).toBe(0);
});

test('no Host at all is refused', async () => {
  const { listener, reached } = await guarded();
  const bytes = `GET ${PATH}?token=${listener.token} HTTP/1.0\r\n\r\n`;
  expect(statuses(await raw(listener, bytes))).toEqual([403]);
  expect(reached()).toBe(0);
});

test.each([
  '/servers/other/../my%20server/mcp',
  '/servers/%2e%2e/my%20server/mcp',
  '/servers/my%20server/../../health',
  '/servers/my%20server%2Fmcp/mcp',
  '/servers/my%20server/mcp/../../../etc/passwd',
  '/servers/..%2F..%2Fetc%2Fpasswd/mcp',
  '/servers/my%20server/mcp%00',
  '/servers/my%20server/MCP',
  '//servers/my%20server/mcp',
  'http://evil.example/servers/my%20server/mcp',
  '/servers/constructor/mcp',
  '/servers/__proto__/mcp',
  '/servers//mcp',
  '/servers/%/mcp',
  '/servers/my%20server/messages/AAAAAAAAAAAAAAAAAAAAAA',
  '*',
])('the path %s leads nowhere', async (path) => {
  const { listener, reached } = await guarded();
  const bytes = head(listener, ['Content-Length: 0', 'Connection: close'], path);
  expect(statuses(await raw(listener, bytes))).toEqual([404]);
  expect(reached()).toBe(0);
});

test.each(['cross-site', 'same-site'])('a request that a page of %s makes', async (site) => {
  const { listener, reached } = await guarded();
  const { answered } = ask(listener, { headers: { 'sec-fetch-site': site } });
  expect((await answered).statusCode).toBe(403);
  expect(reached()).toBe(0);
});

test('CONNECT opens no tunnel, and Upgrade no other protocol', async () => {
  const { listener } = await start((request, response) =>
    response.end(`upgrade ${request.headers.upgrade}`),
  );
  const { port, token } = listener;
  const tunnel = `CONNECT 127.0.0.1:22 HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`;
  expect(await raw(listener, tunnel)).toBe('');
  const headers = { connection: 'Upgrade', upgrade: 'websocket', 'x-portcullis-token': token };
  const response = await ask(listener, { path: PATH, headers }).answered;
  expect(await text(response)).toBe('upgrade undefined');
});

describe('the token', () => {
  test.each<[string, (token: string) => { path: string; headers: Record<string, string> }]>([
    ['in the URL', (token) => ({ path: `${PATH}?a=1&token=${token}&b=%20+2`, headers: {} })],
    ['encoded', (token) => ({ path: `${PATH}?%74oken=${token}&a=1&b=%20+2`, headers: {} })],
    [
      'twice',
      (token) => ({ path: `${PATH}?token=${token}&a=1&b=%20+2&token=${token}`, headers: {} }),
    ],
    [
      'in its own header',
      (token) => ({ path: `${PATH}?a=1&b=%20+2`, headers: { 'X-Portcullis-Token': token } }),
    ],
    [
      'as a bearer token',
      (token) => ({ path: `${PATH}?a=1&b=%20+2`, headers: { Authorization: `bearer ${token}` } }),
    ],
  ])('given %s goes no further, and is not recorded', async (_name, how) => {
    const seen: string[] = [];
    const { listener, recorded, facts } = await start(async (request, response) => {
      seen.push(request.url!, ...request.rawHeaders, await text(request));
      response.setHeader('content-type', 'application/json');
      response.end('{"jsonrpc":"2.0","id":1,"result":{}}');
    });
    const { path, headers } = how(listener.token);
    const body = '{"jsonrpc":"2.0","id":1,"method":"ping"}';
    await text(await ask(listener, { path, headers, method: 'POST', body }).answered);
    // What is the client's own stays as it was written.
    expect(seen[0]).toBe('/real/path?fixed=1&a=1&b=%20+2');
    expect(seen.join('\n')).not.toContain(listener.token);
    expect(recorded).toHaveLength(2);
    expect(JSON.stringify([recorded, facts])).not.toContain(listener.token);
  });

  test('of the server, with the same name, is not taken for ours', async () => {
    const { listener } = await start((request, response) => response.end(request.url));
    const headers = { 'X-Portcullis-Token': listener.token };
    const { answered } = ask(listener, { path: `${PATH}?token=theirs`, headers });
    expect(await text(await answered)).toBe('/real/path?fixed=1&token=theirs');
  });
});

test('a compressed answer passes as it is, and is recorded as what it says', async () => {
  const message = '{"jsonrpc":"2.0","id":1,"result":{"ok":true}}';
  const bytes = gzipSync(message);
  const { listener, recorded } = await start((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
    response.end(bytes);
  });
  const answer = await ask(listener, { headers: { 'accept-encoding': 'gzip' } }).answered;
  const chunks: Buffer[] = await answer.toArray();
  expect(Buffer.concat(chunks)).toEqual(bytes);
  await expect.poll(() => recorded.map(({ raw }) => raw)).toEqual([message]);
});
