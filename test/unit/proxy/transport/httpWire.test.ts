import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, onTestFinished, test } from 'vitest';
import { HttpWire } from '../../../../src/proxy/transport/httpWire';
import type { WireError } from '../../../../src/proxy/transport/wireError';
import type { HttpFact } from '../../../../src/shared/model/httpFact';

type Handler = (request: IncomingMessage, response: ServerResponse, body: string) => unknown;

async function serve(handler: Handler): Promise<string> {
  const server = createServer(async (request, response) => {
    await handler(request, response, await text(request));
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

function create(url: string, kind: 'http' | 'sse' = 'http') {
  const recorded: string[] = [];
  const noise: string[] = [];
  const facts: [string, HttpFact][] = [];
  const wire = new HttpWire({
    kind,
    url,
    headers: { 'X-Mine': 'yes' },
    sessionId: 's',
    onNoise: (line) => noise.push(line),
    recorder: {
      message: (direction, raw) =>
        recorded.push(`${direction === 'clientToServer' ? '>' : '<'}${raw}`),
      noise: (line) => recorded.push(`!${line}`),
      stderr: () => {},
      http: (fact, { http }) => facts.push([http, fact]),
    },
  });
  const messages: unknown[] = [];
  const waiting: (() => void)[] = [];
  wire.onmessage = (message) => {
    messages.push(message);
    for (const resume of waiting.splice(0)) resume();
  };
  const message = () => new Promise<void>((resolve) => waiting.push(resolve));
  const closed = new Promise<Error | undefined>((resolve) => {
    wire.onclose = resolve;
  });
  onTestFinished(() => wire.close());
  return { wire, messages, message, recorded, noise, facts, closed };
}

const request = { jsonrpc: '2.0', id: 1, method: 'tools/list' } as const;
const json = (response: ServerResponse, body: string, status = 200, headers = {}) =>
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);

async function started(handler: Handler, kind: 'http' | 'sse' = 'http') {
  const created = create(await serve(handler), kind);
  await created.wire.start();
  return created;
}

const failureOf = (error: unknown) => (error as WireError).failure;
const sendFails = (wire: HttpWire, message: typeof request = request) =>
  wire.send(message).then(
    () => {
      throw new Error('It was sent.');
    },
    (error) => failureOf(error),
  );

describe('Streamable HTTP', () => {
  test('an answer in JSON comes as it was sent, whatever the SDK would make of it', async () => {
    const odd = '{ "id":1, "jsonrpc":"2.0",\n "result":{"x":[1e2]}, "trace":"abc" }';
    const { wire, messages, recorded } = await started((_request, response) => json(response, odd));
    await wire.send(request);
    expect(messages).toEqual([JSON.parse(odd)]);
    expect(recorded).toEqual([`>${JSON.stringify(request)}`, `<${odd}`]);
  });

  test('events come as they are sent, not when their stream ends', async () => {
    let finish: (() => void) | undefined;
    const first = '{"jsonrpc":"2.0","method":"notifications/progress","odd":1}';
    const last = '{"jsonrpc":"2.0","id":1,"result":{},"odd":1}';
    const { wire, messages, message, recorded } = await started((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(`: hello\n\nid: 1\ndata:\n\nid: 2\ndata: ${first}\n\n`);
      finish = () => response.end(`id: 3\ndata: ${last}\n\n`);
    });
    let isEnded = false;
    const firstCame = message();
    const ended = new Promise<void>((resolve) => {
      const onAnswerEnd = () => {
        isEnded = true;
        resolve();
      };
      void wire.send(request, { onAnswerEnd });
    });
    await firstCame;
    expect(messages).toEqual([JSON.parse(first)]);
    expect(isEnded).toBe(false);
    finish!();
    await ended;
    expect(messages).toEqual([JSON.parse(first), JSON.parse(last)]);
    expect(recorded.slice(1)).toEqual([`<${first}`, `<${last}`]);
  });

  test('the wire beneath the messages is told: heads, comments, events and ends', async () => {
    const { wire, facts } = await started((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'x-odd': 'yes' });
      response.end(
        ': hello\n\nid: 1\nretry: 9\ndata:\n\ndata: {"jsonrpc":"2.0","id":1,"result":{}}\n\n',
      );
    });
    await new Promise<void>((resolve) => void wire.send(request, { onAnswerEnd: () => resolve() }));
    expect(facts.map(([, fact]) => fact)).toEqual([
      expect.objectContaining({
        type: 'request',
        method: 'POST',
        headers: expect.objectContaining({ 'x-mine': 'yes' }),
      }),
      expect.objectContaining({
        type: 'response',
        status: 200,
        headers: expect.objectContaining({ 'x-odd': 'yes' }),
      }),
      { type: 'comment', text: 'hello' },
      { type: 'event', event: 'message', id: '1', retry: 9 },
      { type: 'end' },
    ]);
    expect(new Set(facts.map(([exchange]) => exchange)).size).toBe(1);
  });

  test('of an answer that is no message, its beginning is told; of none, why', async () => {
    const { wire, facts } = await started((_request, response) =>
      response.writeHead(503).end('out of order'),
    );
    await sendFails(wire);
    expect(facts[1]?.[1]).toMatchObject({ type: 'response', status: 503, body: 'out of order' });
    const nobody = create('http://127.0.0.1:1/mcp');
    await nobody.wire.start();
    await sendFails(nobody.wire);
    expect(nobody.facts[1]?.[1]).toMatchObject({
      type: 'failure',
      error: expect.stringContaining('ECONNREFUSED'),
    });
  });

  test('an event that is no message is noise', async () => {
    const { wire, noise, recorded } = await started((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).end('data: hello\n\n');
    });
    await new Promise<void>((resolve) => void wire.send(request, { onAnswerEnd: () => resolve() }));
    expect(noise).toEqual(['hello']);
    expect(recorded).toContain('!hello');
  });

  test.each([
    ['an empty answer', (response: ServerResponse) => response.writeHead(202).end()],
    ['an answer to nothing', (response: ServerResponse) => json(response, '{"id":9,"result":{}}')],
    [
      'a stream without answer',
      (response: ServerResponse) =>
        response.writeHead(200, { 'content-type': 'text/event-stream' }).end(': bye\n\n'),
    ],
  ])('%s has an end', async (_name, respond) => {
    const { wire } = await started((_request, response) => respond(response));
    await new Promise<void>((resolve) => void wire.send(request, { onAnswerEnd: () => resolve() }));
  });

  test('a failure tells the request and the beginning of the answer', async () => {
    const body = 'No such page. '.repeat(1000);
    const { wire } = await started((_request, response) =>
      response.writeHead(404, { 'content-type': 'text/plain', 'x-by': ['a', 'b'] }).end(body),
    );
    const failure = await sendFails(wire);
    expect(failure).toMatchObject({
      kind: 'http',
      exchange: {
        method: 'POST',
        status: 404,
        headers: { 'content-type': 'text/plain', 'x-by': 'a, b' },
        requestHeaders: { 'x-mine': 'yes', 'content-type': 'application/json' },
        bodyHead: body.slice(0, 4096),
      },
    });
  });

  test.each([
    ['a web page', 200, 'text/html', '<title>Hello</title>'],
    ['a redirect elsewhere', 307, 'text/plain', 'elsewhere'],
    ['JSON that is none', 200, 'application/json', '{"jsonrpc":'],
    ['a server error', 500, 'application/json', '{"error":"boom"}'],
  ])('%s is a failure of HTTP', async (_name, status, type, body) => {
    const { wire } = await started((_request, response) =>
      response
        .writeHead(status, { 'content-type': type, location: 'http://example.invalid/' })
        .end(body),
    );
    const failure = await sendFails(wire);
    expect(failure).toMatchObject({ kind: 'http', exchange: { status, bodyHead: body } });
  });

  test.each([
    [400, true],
    [404, true],
    [401, false],
    [403, false],
  ])('the error in the body of a %i is the answer: %s', async (status, isAnswer) => {
    const body = '{"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"no"}}';
    const { wire, messages, recorded } = await started((_request, response) =>
      json(response, body, status),
    );
    await sendFails(wire);
    expect(messages).toEqual(isAnswer ? [JSON.parse(body)] : []);
    expect(recorded).toContain(`<${body}`);
  });

  test('an error that names no request is not an answer', async () => {
    const body = '{"jsonrpc":"2.0","id":null,"error":{"code":-32000,"message":"Invalid Host"}}';
    const { wire, messages } = await started((_request, response) => json(response, body, 400));
    await sendFails(wire);
    expect(messages).toEqual([]);
  });

  test('nobody there is a failure of the network, by its code', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, 'close');
    const { wire } = create(`http://127.0.0.1:${port}/mcp`);
    await wire.start();
    expect(await sendFails(wire)).toMatchObject({ kind: 'network', code: 'ECONNREFUSED' });
  });

  test('a connection that breaks is one too', async () => {
    const { wire } = await started((sent) => sent.socket.resetAndDestroy());
    expect(await sendFails(wire)).toMatchObject({ kind: 'network', code: 'ECONNRESET' });
  });

  test('aborting closes the connection of this request only', async () => {
    const gone: unknown[] = [];
    const { promise: sawAbort, resolve } = Promise.withResolvers<void>();
    const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>();
    const { wire, messages } = await started((_sent, response, body) => {
      const { id } = JSON.parse(body);
      if (id === 2) return json(response, '{"jsonrpc":"2.0","id":2,"result":{}}');
      arrive();
      response.once('close', () => {
        gone.push(id);
        resolve();
      });
      return response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
    });
    const abort = new AbortController();
    void wire.send(request, { signal: abort.signal }).catch(() => {});
    await arrived;
    abort.abort();
    await sawAbort;
    await wire.send({ ...request, id: 2 });
    expect(gone).toEqual([1]);
    expect(messages).toHaveLength(1);
  });

  const initialize = {
    jsonrpc: '2.0',
    id: 1,
    method: 'initialize',
    params: {
      protocolVersion: '2025-11-25',
      capabilities: {},
      clientInfo: { name: 'n', version: '1' },
    },
  } as const;

  test.each(['application/json', 'text/event-stream'])(
    'what is sent upon the answer to initialize, in %s, belongs to its session',
    async (type) => {
      const seen: unknown[] = [];
      const { promise: told, resolve } = Promise.withResolvers<void>();
      const { wire, messages } = await started((sent, response, body) => {
        if (sent.method !== 'POST') return response.writeHead(405).end();
        const { method } = JSON.parse(body);
        seen.push([method, sent.headers['mcp-session-id']]);
        if (method !== 'initialize') {
          resolve();
          return response.writeHead(202).end();
        }
        const result = '{"jsonrpc":"2.0","id":1,"result":{}}';
        const log = '{"jsonrpc":"2.0","method":"notifications/message"}';
        response.writeHead(200, { 'content-type': type, 'mcp-session-id': 'abc' });
        return response.end(
          type === 'application/json' ? result : `data: ${result}\n\ndata: ${log}\n\n`,
        );
      });
      const { onmessage } = wire;
      wire.onmessage = (message, raw) => {
        onmessage(message, raw);
        if (!('result' in message)) return;
        void wire.send({ jsonrpc: '2.0', method: 'notifications/initialized' });
      };
      await wire.send(initialize);
      await told;
      expect(seen).toEqual([
        ['initialize', undefined],
        ['notifications/initialized', 'abc'],
      ]);
      expect(messages[0]).toHaveProperty('result');
    },
  );

  test('a session that the server has forgotten closes the wire', async () => {
    const { wire, closed } = await started((sent, response) =>
      sent.headers['mcp-session-id'] === undefined
        ? json(response, '{"jsonrpc":"2.0","id":1,"result":{}}', 200, { 'mcp-session-id': 'abc' })
        : response.writeHead(404).end('Session not found'),
    );
    await wire.send(initialize);
    expect(await sendFails(wire)).toMatchObject({ kind: 'http', exchange: { status: 404 } });
    expect(failureOf(await closed)).toMatchObject({ kind: 'http', exchange: { status: 404 } });
  });

  test('closing deletes the session, and does not wait for a server that is stuck', async () => {
    const seen: string[] = [];
    const { wire, closed } = await started((sent, response) => {
      seen.push(`${sent.method} ${sent.headers['mcp-session-id'] ?? ''}`);
      // The DELETE is never answered.
      if (sent.method === 'POST') {
        json(response, '{"jsonrpc":"2.0","id":1,"result":{}}', 200, { 'mcp-session-id': 'abc' });
      }
    });
    await wire.send(initialize);
    await wire.close();
    await wire.close();
    expect(seen).toEqual(['POST ', 'DELETE abc']);
    expect(await closed).toBeUndefined();
    await expect(wire.send(request)).rejects.toMatchObject({ failure: { kind: 'closed' } });
  });

  test('200 at once arrive, answered in reverse', async () => {
    const held: (() => void)[] = [];
    const { wire, messages } = await started((_sent, response, body) => {
      const { id } = JSON.parse(body);
      held.push(() => json(response, `{"jsonrpc":"2.0","id":${id},"result":{}}`));
      if (held.length === 200) for (const answer of held.reverse()) answer();
    });
    await Promise.all(
      Array.from({ length: 200 }, (_, index) => wire.send({ ...request, id: index })),
    );
    const ids = (messages as { id: number }[]).map(({ id }) => id);
    expect(ids.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, id) => id));
  });
});

describe('HTTP+SSE', () => {
  function sseServer(seen: { response?: ServerResponse }): Handler {
    return (sent, response, body) => {
      if (sent.method === 'GET') {
        seen.response = response;
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.write('event: endpoint\ndata: /messages?id=1\n\n');
      } else {
        response.writeHead(202).end();
        const { id } = JSON.parse(body);
        seen.response!.write(`data: {"jsonrpc":"2.0","id":${id},"result":{},"odd":1}\n\n`);
      }
    };
  }

  test('sends where the server says, and receives on its stream', async () => {
    const { wire, messages, message } = await started(sseServer({}), 'sse');
    const came = message();
    await wire.send(request);
    await came;
    expect(messages).toEqual([{ jsonrpc: '2.0', id: 1, result: {}, odd: 1 }]);
  });

  test('the end of the stream ends it', async () => {
    const seen: { response?: ServerResponse } = {};
    const { closed } = await started(sseServer(seen), 'sse');
    seen.response!.end();
    expect(await closed).toBeUndefined();
  });

  test('a start that fails tells why', async () => {
    const { wire } = create(
      await serve((_sent, response) => response.writeHead(405).end('no')),
      'sse',
    );
    const error = await wire.start().catch(failureOf);
    expect(error).toMatchObject({
      kind: 'http',
      exchange: { method: 'GET', status: 405, bodyHead: 'no' },
    });
  });
});
