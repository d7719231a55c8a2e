import { once } from 'node:events';
import type { RequestOptions, ServerResponse } from 'node:http';
import { type AddressInfo, connect, createServer as createTcpServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { buffer, text } from 'node:stream/consumers';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ask, type Handler, PATH, start, statusOf } from './support';

const ok: Handler = (_request, response) => response.end('ok');

describe('the port', () => {
  test('is the preferred one if that is free', async () => {
    const { listener: first } = await start(ok);
    await first.close();
    const { listener } = await start(ok, { preferredPort: first.port });
    expect(listener).toMatchObject({ port: first.port });
    expect(listener.preferredPortOwner).toBeUndefined();
  });

  test('is another one if not, and the owner is named', async () => {
    const other = createTcpServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    onTestFinished(() => void other.close());
    const { port } = other.address() as AddressInfo;
    const asked: number[] = [];
    const ownerOf = async (taken: number) => {
      asked.push(taken);
      return 'python3 (pid 4711)';
    };
    const { listener } = await start(ok, { preferredPort: port, ownerOf });
    expect(listener.port).not.toBe(port);
    expect(listener.preferredPortOwner).toBe('python3 (pid 4711)');
    expect(asked).toEqual([port]);
    expect(await statusOf(listener, {})).toBe(200);
  });

  test('answers on no other address of this machine', async () => {
    const { listener } = await start(ok);
    const others = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ address, scopeid }) => address !== '127.0.0.1' && !scopeid);
    for (const { address } of others) {
      const socket = connect({ host: address, port: listener.port });
      const [error] = await once(socket, 'error');
      expect(error).toMatchObject({ code: expect.stringMatching(/ECONNREFUSED|EHOSTUNREACH/) });
    }
    expect(others.length).toBeGreaterThan(0);
  });

  test('is free after closing, whatever passes through', async () => {
    const { listener } = await start((_request, response) => response.write('begun'));
    const { sent, answered } = ask(listener);
    await once(await answered, 'data');
    sent.on('error', () => {});
    await Promise.all([listener.close(), listener.close()]);
    const socket = connect({ host: '127.0.0.1', port: listener.port });
    expect((await once(socket, 'error'))[0]).toMatchObject({ code: 'ECONNREFUSED' });
  });
});

describe('strangers', () => {
  const cases: [string, RequestOptions, number][] = [
    ['no token', { path: PATH }, 401],
    ['a wrong token', { path: `${PATH}?token=x` }, 401],
    ['a wrong token in a header', { path: PATH, headers: { authorization: 'Bearer x' } }, 401],
    ['an unknown path without token', { path: '/secret' }, 401],
    ['a foreign Host', { headers: { host: 'evil.example:80' } }, 403],
    ['the Host of another port', { headers: { host: '127.0.0.1:1' } }, 403],
    ['a foreign Origin', { headers: { origin: 'https://evil.example' } }, 403],
    ['an Origin of nowhere', { headers: { origin: 'null' } }, 403],
    ['too large headers', { headers: { 'x-large': 'x'.repeat(40_000) } }, 431],
  ];
  test.each(cases)('%s is refused', async (_name, options, status) => {
    const { listener, recorded } = await start(() => {
      throw new Error('It came through.');
    });
    expect(await statusOf(listener, options)).toBe(status);
    expect(recorded).toEqual([]);
  });

  test('health is told to anybody on this machine, but to no web page', async () => {
    const { listener } = await start(ok);
    const response = await ask(listener, { path: '/health' }).answered;
    expect(JSON.parse(await text(response))).toEqual({ name: 'portcullis', pid: process.pid });
    const origin = { origin: 'https://evil.example' };
    expect(await statusOf(listener, { path: '/health', headers: origin })).toBe(403);
    expect(await statusOf(listener, { path: '/health', method: 'POST' })).toBe(401);
  });

  test('a server that is not ready is unavailable, and the client learns why', async () => {
    const unready = 'web is not ready. Port 3000 is taken (port.in-use)';
    const { listener, recorded } = await start(ok, { lookup: () => ({ unready }) });
    for (const endpoint of ['mcp', 'sse']) {
      const path = `/servers/web/${endpoint}?token=${listener.token}`;
      const answer = await ask(listener, { path }).answered;
      expect(answer.statusCode).toBe(503);
      expect(JSON.parse(await text(answer))).toEqual({ error: unready });
    }
    expect(recorded).toEqual([]);
  });

  test('what there is not, is not found', async () => {
    const { listener } = await start(ok);
    for (const path of [
      '/servers/other/mcp',
      '/servers/my%20server/sse',
      '/',
      '/servers/%E0/mcp',
    ]) {
      expect(await statusOf(listener, { path: `${path}?token=${listener.token}` })).toBe(404);
    }
  });

  test('a body over the limit is refused, with its size told and without', async () => {
    const { listener } = await start(
      (received, response) => received.resume().once('end', () => response.end()),
      { maxBody: 1000 },
    );
    const small = ask(listener, { method: 'POST', body: 'x'.repeat(1000) });
    expect((await small.answered).statusCode).toBe(200);
    const told = ask(listener, { method: 'POST', body: 'x'.repeat(1001) });
    expect((await told.answered).statusCode).toBe(413);
    const { sent, answered } = ask(listener, {
      method: 'POST',
      headers: { 'transfer-encoding': 'chunked' },
      body: 'x'.repeat(2000),
    });
    sent.on('error', () => {});
    expect((await answered).statusCode).toBe(413);
  });

  test('each listener has a token of its own, of 256 bits', async () => {
    const [one, two] = [await start(ok), await start(ok)];
    expect(one.listener.token).not.toBe(two.listener.token);
    expect(Buffer.from(one.listener.token, 'base64url')).toHaveLength(32);
  });
});

describe('the relay', () => {
  test('passes method, path, headers and body on, and its own token not', async () => {
    let seen: { method?: string; url?: string; headers: string[]; body: string } | undefined;
    const { listener } = await start(async (received, response) => {
      const { method, url, rawHeaders } = received;
      seen = { method: method!, url: url!, headers: rawHeaders, body: await text(received) };
      response.end();
    });
    const { answered } = ask(listener, {
      method: 'PATCH',
      path: `${PATH}?b=2&token=${listener.token}`,
      headers: {
        Authorization: `Bearer ${listener.token}`,
        'MCP-Session-Id': 'abc',
        'X-Added': 'of the client',
        'X-Twice': ['1', '2'],
        Connection: 'X-Hop',
        'X-Hop': 'mine',
      },
      body: 'any body',
    });
    expect((await answered).statusCode).toBe(200);
    expect(seen).toMatchObject({
      method: 'PATCH',
      url: '/real/path?fixed=1&b=2',
      body: 'any body',
    });
    const { headers } = seen!;
    expect(headers.join('\n')).toContain('MCP-Session-Id\nabc');
    expect(headers.join('\n')).toContain('X-Twice\n1\nX-Twice\n2');
    expect(headers.filter((name) => name.toLowerCase() === 'x-added')).toHaveLength(1);
    expect(headers.join('\n')).toContain('X-Added\nyes');
    expect(headers.join('\n')).not.toMatch(/authorization|x-hop|token/i);
    expect(headers[headers.indexOf('Host') + 1]).toMatch(/^127\.0\.0\.1:\d+$/);
  });

  test('leaves the client’s own Authorization alone', async () => {
    const { listener } = await start((received, response) =>
      response.end(received.headers.authorization),
    );
    const headers = { Authorization: 'Bearer of-the-server', 'X-Portcullis-Token': listener.token };
    const { answered } = ask(listener, { path: PATH, headers });
    expect(await text(await answered)).toBe('Bearer of-the-server');
  });

  test('passes status, every header and the body back as they are', async () => {
    const body = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    const { listener } = await start((_received, response) => {
      response.sendDate = false;
      response.writeHead(418, 'Short and stout', [
        ...['Content-Type', 'application/octet-stream'],
        ...['Set-Cookie', 'a=1'],
        ...['Set-Cookie', 'b=2'],
        ...['X-oDD-Case', 'kept'],
      ]);
      response.end(body);
    });
    const response = await ask(listener).answered;
    expect([response.statusCode, response.statusMessage]).toEqual([418, 'Short and stout']);
    expect(response.headers['set-cookie']).toEqual(['a=1', 'b=2']);
    expect(response.rawHeaders).toContain('X-oDD-Case');
    expect(response.headers.date).toBeUndefined();
    expect(await buffer(response)).toEqual(body);
  });

  test('streams: headers before the first event, each event when it comes, comments too', async () => {
    let stream: ServerResponse | undefined;
    const { promise: opened, resolve } = Promise.withResolvers<void>();
    const { listener, recorded } = await start((_received, response) => {
      stream = response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.flushHeaders();
      resolve();
    });
    const response = await ask(listener).answered;
    await opened;
    for (const chunk of [': keepalive\n\n', 'data: {"jsonrpc":"2.0",', '"method":"a"}\n\n']) {
      stream!.write(chunk);
      expect(String((await once(response, 'data'))[0])).toBe(chunk);
    }
    expect(recorded.map(({ raw }) => raw)).toEqual(['{"jsonrpc":"2.0","method":"a"}']);
  });

  test('a client that goes takes its request with it at once', async () => {
    const { promise: gone, resolve } = Promise.withResolvers<void>();
    const { listener } = await start((received, response) => {
      received.resume();
      response.once('close', resolve);
      response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
    });
    const { sent, answered } = ask(listener, { method: 'POST', body: '{}' });
    (await answered).on('error', () => {});
    sent.destroy();
    await gone;
  });

  test('a server that breaks off breaks off for the client too', async () => {
    const { listener } = await start((received, response) => {
      response.writeHead(200, { 'content-length': 100 });
      response.write('half', () => received.socket.destroy());
    });
    const response = await ask(listener).answered;
    await expect(text(response)).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  test('a server that is gone is a bad gateway', async () => {
    const { listener } = await start((received) => received.socket.destroy());
    const response = await ask(listener).answered;
    expect(response.statusCode).toBe(502);
    expect(await text(response)).toContain('The server cannot be reached');
  });

  test('a client that reads slowly holds the server back', async () => {
    const chunks = 500;
    let written = 0;
    const { listener } = await start((_received, response) => {
      const chunk = Buffer.alloc(1024 * 1024);
      const fill = () => {
        response.write(chunk);
        if (++written < chunks) response.once('drain', fill);
      };
      fill();
    });
    const response = await ask(listener).answered;
    response.pause();
    // Until nothing moves any more, while others are served.
    for (let before = -1; before !== written; ) {
      before = written;
      for (let turn = 0; turn < 50; turn++) await statusOf(listener, { path: '/health' });
    }
    expect(written).toBeGreaterThan(0);
    expect(written).toBeLessThan(chunks / 5);
    response.destroy();
  });

  test('records both ways under the name of the client, paired by exchange', async () => {
    const { listener, recorded } = await start(async (received, response) => {
      const { id, method } = JSON.parse(await text(received));
      response.writeHead(200, {
        'content-type': 'application/json',
        ...(method === 'initialize' && { 'mcp-session-id': 'abc' }),
      });
      response.end(JSON.stringify({ jsonrpc: '2.0', id, result: {} }));
    });
    const post = async (message: object, headers = {}) => {
      const body = JSON.stringify({ jsonrpc: '2.0', id: 1, ...message });
      await text(await ask(listener, { method: 'POST', body, headers }).answered);
    };
    await post({ method: 'initialize', params: { clientInfo: { name: 'Other client' } } });
    await post({ method: 'tools/list' }, { 'mcp-session-id': 'abc' });
    const _meta = { 'io.modelcontextprotocol/clientInfo': { name: 'Modern client' } };
    await post({ method: 'server/discover', params: { _meta } });
    expect(recorded.map(({ direction, sessionId }) => [direction, sessionId])).toEqual([
      ['clientToServer', 'relay: Other client'],
      ['serverToClient', 'relay: Other client'],
      ['clientToServer', 'relay: Other client'],
      ['serverToClient', 'relay: Other client'],
      ['clientToServer', 'relay: Modern client'],
      ['serverToClient', 'relay: Modern client'],
    ]);
    const exchanges = recorded.map(({ exchange }) => exchange);
    expect(exchanges[0]).toBe(exchanges[1]);
    expect(new Set(exchanges).size).toBe(3);
  });
});
