import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { httpProbe } from '../../../../src/proxy/probe/httpProbe';
import { tlsProbe } from '../../../../src/proxy/probe/tlsProbe';
import { createCertificate } from '../../../fixtures/faults/certificate';

const servers: Server[] = [];

async function listen(server: Server): Promise<string> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}
const http = (listener: RequestListener) => listen(createHttpServer(listener));
const raw = (onSocket: (socket: Socket) => void) =>
  listen(
    createServer((socket) => {
      socket.on('error', () => {});
      onSocket(socket);
    }),
  );

afterEach(async () => {
  for (const server of servers.splice(0)) {
    if ('closeAllConnections' in server) (server.closeAllConnections as () => void)();
    await new Promise((resolve) => server.close(resolve));
  }
});

describe('httpProbe', () => {
  test('asks once, accepts what MCP speaks, and reports status, headers and body', async () => {
    const asked: (string | undefined)[] = [];
    const host = await http((request, response) => {
      asked.push(`${request.method} ${request.headers.accept} ${request.headers['x-key']}`);
      response.writeHead(405, { 'Content-Type': 'application/json', Allow: 'POST' });
      response.end('{"error":"no"}');
    });
    const result = await httpProbe(`http://${host}/mcp`, { 'x-key': 'k' });
    expect(asked).toEqual(['GET application/json, text/event-stream k']);
    expect(result).toMatchObject({
      kind: 'answered',
      exchange: {
        status: 405,
        headers: { allow: 'POST', 'content-type': 'application/json' },
        bodyHead: '{"error":"no"}',
        requestHeaders: { host },
      },
    });
  });

  test('reads no more than 4 KiB', async () => {
    const host = await http((_request, response) => response.end('x'.repeat(1_000_000)));
    const result = await httpProbe(`http://${host}/`);
    expect(result.kind === 'answered' && result.exchange.bodyHead.length).toBe(4096);
  });

  test('does not wait for the first event of a stream, and ends it', async () => {
    const ended = Promise.withResolvers<void>();
    const host = await http((request, response) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' }).flushHeaders();
      request.once('close', ended.resolve);
    });
    const result = await httpProbe(`http://${host}/mcp`);
    expect(result).toMatchObject({ kind: 'answered', exchange: { status: 200, bodyHead: '' } });
    await ended.promise;
  });

  test('reads the first event of a stream when asked to', async () => {
    const host = await http((_request, response) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      response.write('event: endpoint\ndata: /messages?sessionId=1\n\n');
    });
    const result = await httpProbe(`http://${host}/sse`, {}, { streamWaitMs: 5_000 });
    expect(result.kind === 'answered' && result.exchange.bodyHead).toContain('event: endpoint');
  });

  test('is answered by a server that holds back the headers of its stream', async () => {
    const host = await http((request, response) => {
      if (request.headers.accept === 'application/json') response.writeHead(406).end();
    });
    const result = await httpProbe(`http://${host}/mcp`);
    expect(result).toMatchObject({ kind: 'answered', exchange: { status: 406 } });
  });

  test('follows no redirect', async () => {
    const host = await http((_request, response) =>
      response.writeHead(308, { Location: '/elsewhere' }).end(),
    );
    const result = await httpProbe(`http://${host}/mcp`);
    expect(result).toMatchObject({
      kind: 'answered',
      exchange: { status: 308, headers: { location: '/elsewhere' } },
    });
  });

  test('shows the first bytes of what is not HTTP', async () => {
    const host = await raw((socket) => socket.resume().end('SSH-2.0-OpenSSH_9.6\r\n'));
    expect(await httpProbe(`http://${host}/mcp`)).toMatchObject({
      kind: 'notHttp',
      head: 'SSH-2.0-OpenSSH_9.6\r\n',
    });
  });

  test('reports silence after its time', async () => {
    const host = await raw((socket) => socket.resume());
    expect(await httpProbe(`http://${host}/mcp`, {}, { timeoutMs: 50 })).toMatchObject({
      kind: 'silent',
      afterMs: 50,
    });
  });

  test('reports a connection that is reset', async () => {
    const host = await raw((socket) => socket.once('data', () => socket.resetAndDestroy()));
    expect(await httpProbe(`http://${host}/mcp`)).toMatchObject({
      kind: 'network',
      code: 'ECONNRESET',
    });
  });

  test('reports a refusal', async () => {
    const host = await raw(() => {});
    await new Promise((resolve) => servers.pop()?.close(resolve));
    expect(await httpProbe(`http://${host}/mcp`)).toMatchObject({
      kind: 'network',
      code: 'ECONNREFUSED',
    });
  });

  test('recognises TLS on the port', async () => {
    const host = await listen(createHttpsServer(await createCertificate()));
    expect(await httpProbe(`http://${host}/mcp`)).toMatchObject({ kind: 'tlsAnswers' });
  });

  test('recognises a TLS server that explains itself over plain HTTP', async () => {
    const host = await http((_request, response) =>
      response.writeHead(400).end('<center>The plain HTTP request was sent to HTTPS port</center>'),
    );
    expect(await httpProbe(`http://${host}/mcp`)).toMatchObject({ kind: 'tlsAnswers' });
  });

  test('can be aborted', async () => {
    const controller = new AbortController();
    const host = await raw((socket) => socket.once('data', () => controller.abort()));
    expect(await httpProbe(`http://${host}/mcp`, {}, { signal: controller.signal })).toMatchObject({
      kind: 'aborted',
    });
  });
});

test('sends nothing to a server whose certificate is another than the trusted one', async () => {
  const asked: (string | undefined)[] = [];
  const server = createHttpsServer(await createCertificate(), (request, response) => {
    asked.push(request.headers.authorization);
    response.end('{}');
  });
  const host = await listen(server);
  const headers = { authorization: 'secret' };
  const url = `https://${host}/mcp`;
  const refused = await tlsProbe(url);
  const fingerprint = refused.kind === 'refused' ? refused.tls.fingerprint256! : '';
  const other = fingerprint.replace(/^../, (byte) => (byte === '00' ? '01' : '00'));

  const wrong = await httpProbe(url, headers, { trustedFingerprint: other });
  expect(wrong).toMatchObject({ kind: 'network', code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
  expect(asked).toEqual([]);

  const right = await httpProbe(url, headers, { trustedFingerprint: fingerprint });
  expect(right).toMatchObject({ kind: 'answered', exchange: { status: 200 } });
  expect(asked).toEqual(['secret']);
});
