import { once } from 'node:events';
import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { ask, PATH, raw, start, statusOf } from './support';

const MIB = 1024 * 1024;
const STREAM = { 'content-type': 'text/event-stream' };

/** What the server sees of one request. */
function seenBy() {
  const { promise, resolve } = Promise.withResolvers<{
    readonly request: IncomingMessage;
    readonly response: ServerResponse;
  }>();
  return {
    seen: promise,
    handler: (request: IncomingMessage, response: ServerResponse) => resolve({ request, response }),
  };
}

describe('a client that goes', () => {
  test('before there is an answer takes its request with it', async () => {
    const { seen, handler } = seenBy();
    const { listener, facts } = await start(handler);
    const { sent, answered } = ask(listener, { method: 'POST', body: '{}' });
    answered.catch(() => {});
    sent.on('error', () => {});
    const { response } = await seen;
    const gone = once(response, 'close');
    sent.destroy();
    await gone;
    expect(facts.map(({ type }) => type)).toEqual(['request']);
  });

  test('in the middle of its body breaks it off for the server too', async () => {
    const { seen, handler } = seenBy();
    const { listener, recorded } = await start(handler);
    const sent = request({
      host: '127.0.0.1',
      port: listener.port,
      path: `${PATH}?token=${listener.token}`,
      method: 'POST',
      headers: { 'content-length': 100 },
    });
    sent.on('error', () => {});
    sent.write('{"half');
    const { request: received } = await seen;
    const broken = once(received, 'error');
    expect(String((await once(received, 'data'))[0])).toBe('{"half');
    sent.destroy();
    expect((await broken)[0]).toMatchObject({ code: 'ECONNRESET' });
    expect(received.complete).toBe(false);
    expect(recorded).toEqual([]);
  });

  test('from a GET stream ends it, and the log says so', async () => {
    const { seen, handler } = seenBy();
    const { listener, facts } = await start(handler);
    const { sent, answered } = ask(listener);
    const { response } = await seen;
    response.writeHead(200, STREAM).flushHeaders();
    (await answered).on('error', () => {});
    const gone = once(response, 'close');
    sent.destroy();
    await gone;
    await expect.poll(() => facts.at(-1)).toMatchObject({ type: 'end', error: 'broken off' });
  });
});

test('of a hundred clients that come and go at any moment, nothing is left', async () => {
  const open = new Set<ServerResponse>();
  let came = 0;
  const { listener } = await start((received, response) => {
    came++;
    open.add(response);
    response.once('close', () => open.delete(response));
    received.resume();
    response.writeHead(200, STREAM).write('data: {}\n\n');
  });
  const socketsOf = () =>
    process.getActiveResourcesInfo().filter((kind) => kind === 'TCPSocketWrap');
  const before = socketsOf().length;
  await Promise.all(
    Array.from({ length: 100 }, async (_, number) => {
      const { sent, answered } = ask(listener, { method: 'POST', body: '{}' });
      sent.on('error', () => {});
      answered.catch(() => {});
      // Before it is sent, while it is answered, or in the middle of the answer.
      if (number % 3 === 1) await new Promise(setImmediate);
      if (number % 3 === 2) {
        const answer = await answered;
        answer.on('error', () => {});
        await once(answer, 'data');
      }
      sent.destroy();
    }),
  );
  expect(came).toBeGreaterThan(30);
  await expect.poll(() => open.size).toBe(0);
  await expect.poll(() => socketsOf().length).toBe(before);
  expect(await statusOf(listener, { path: '/health' })).toBe(200);
});

describe('a server that goes', () => {
  test('from a stream that it ends in order ends it in order', async () => {
    const { listener, facts } = await start((_request, response) => {
      response.writeHead(200, STREAM);
      response.end('data: {}\n\n');
    });
    const stream = await ask(listener).answered;
    expect(await text(stream)).toBe('data: {}\n\n');
    expect(stream.complete).toBe(true);
    await expect
      .poll(() => facts.at(-1))
      .toEqual({ type: 'end', sessionId: 'relay: client', http: facts[0]!.http });
  });

  test('from a stream in the middle of an event breaks it off for the client', async () => {
    const { listener } = await start((received, response) => {
      response.writeHead(200, STREAM);
      response.write('data: {"ha', () => received.socket.destroy());
    });
    const stream = await ask(listener).answered;
    await expect(text(stream)).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(stream.complete).toBe(false);
  });

  test('in the middle of a request is a bad gateway', async () => {
    const { listener } = await start((received) => {
      received.once('data', () => received.socket.destroy());
    });
    const { sent, answered } = ask(listener, { method: 'POST', body: 'x'.repeat(8 * MIB) });
    sent.on('error', () => {});
    const answer = await answered;
    expect(answer.statusCode).toBe(502);
    expect(await text(answer)).toContain('The server cannot be reached');
  });

  test('having answered before it has read all: the answer counts', async () => {
    const { listener } = await start((received, response) => {
      received.pause();
      response.writeHead(413).end('too much');
    });
    const { sent, answered } = ask(listener, { method: 'POST', body: 'x'.repeat(8 * MIB) });
    sent.on('error', () => {});
    const answer = await answered;
    expect([answer.statusCode, await text(answer)]).toEqual([413, 'too much']);
  });
});

describe('what resumes and ends a session', () => {
  test.each(['GET', 'DELETE'])(
    '%s passes with its headers, and its answer back',
    async (method) => {
      const { listener } = await start((received, response) => {
        response.writeHead(method === 'GET' ? 200 : 405, {
          'mcp-session-id': 'next',
          'x-method': received.method,
          'x-last': received.headers['last-event-id'],
          'x-session': received.headers['mcp-session-id'],
        });
        response.end();
      });
      const headers = { 'Last-Event-ID': 'stream/7', 'MCP-Session-Id': 'abc' };
      const answer = await ask(listener, { method, headers }).answered;
      expect(answer.statusCode).toBe(method === 'GET' ? 200 : 405);
      expect(answer.headers).toMatchObject({
        'mcp-session-id': 'next',
        'x-method': method,
        'x-last': 'stream/7',
        'x-session': 'abc',
      });
    },
  );
});

describe('a head that cannot be passed on is a bad gateway', () => {
  test('of the configuration', async () => {
    const { listener } = await start(() => {}, {}, { headers: { 'X-Bad': 'a\nb' } });
    const answer = await ask(listener, { method: 'POST', body: '{}' }).answered;
    expect(answer.statusCode).toBe(502);
    expect(await text(answer)).toContain('X-Bad');
  });

  test.each([
    ['control characters in its words', 'HTTP/1.1 200 O\u0001K\r\ncontent-length: 0\r\n\r\n'],
    ['a status that is none', 'HTTP/1.1 099 OK\r\ncontent-length: 0\r\n\r\n'],
    ['no HTTP at all', 'SSH-2.0-OpenSSH\r\n'],
  ])('of a server, with %s', async (_name, head) => {
    const { listener } = await start((received) => received.socket.end(head));
    const answer = await ask(listener).answered;
    expect(answer.statusCode).toBe(502);
    expect(await text(answer)).toContain('{"error":"The ');
    expect(await statusOf(listener, { path: '/health' })).toBe(200);
  });
});

describe('what is too large', () => {
  test('headers: 431, and how large they may be', async () => {
    const { listener } = await start((_request, response) => response.end());
    const answer = await ask(listener, { headers: { 'x-large': 'x'.repeat(40_000) } }).answered;
    expect(answer.statusCode).toBe(431);
    expect(await text(answer)).toContain('32768 bytes');
  });

  test('headers of an answer: 502, and how large they may be', async () => {
    const { listener } = await start((_request, response) => {
      response.writeHead(200, { 'x-large': 'x'.repeat(70_000) }).end();
    });
    const answer = await ask(listener).answered;
    expect(answer.statusCode).toBe(502);
    expect(await text(answer)).toContain('65536 bytes');
  });

  test.each([
    ['a body over the limit', 413, (token: string) => `${PATH}?token=${token}`],
    ['a body without token', 401, () => PATH],
  ])('%s: its sender gets the answer, though it has not sent all', async (_name, status, path) => {
    const { listener } = await start((_request, response) => response.end(), { maxBody: 1000 });
    const body = 'x'.repeat(4 * MIB);
    const head = [
      `POST ${path(listener.token)} HTTP/1.1`,
      `Host: 127.0.0.1:${listener.port}`,
      `Content-Length: ${body.length}`,
    ];
    const answer = await raw(listener, `${head.join('\r\n')}\r\n\r\n${body}`);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).toContain('{"error":"');
  });
});

test('a server that reads slowly holds the client back', async () => {
  const { seen, handler } = seenBy();
  const { listener } = await start(handler);
  const socket = connect({ host: '127.0.0.1', port: listener.port });
  socket.on('error', () => {});
  const total = 200 * MIB;
  const head = [
    `POST ${PATH}?token=${listener.token} HTTP/1.1`,
    `Host: 127.0.0.1:${listener.port}`,
    `Content-Length: ${total}`,
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n`);
  const { request: received, response } = await seen;
  received.pause();
  let written = 0;
  const fill = () => {
    while (written < total && socket.write(Buffer.alloc(MIB))) written += MIB;
    written += MIB;
  };
  socket.on('drain', fill);
  fill();
  // Until nothing moves any more, while others are served.
  for (let before = -1; before !== written; ) {
    before = written;
    for (let turn = 0; turn < 50; turn++) await statusOf(listener, { path: '/health' });
  }
  expect(written).toBeLessThan(total / 5);
  const gone = once(response, 'close');
  received.on('error', () => {});
  received.resume();
  socket.destroy();
  await gone;
});
