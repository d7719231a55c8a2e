import { readdirSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { expect, test } from 'vitest';
import { httpProbe } from '../../../../src/proxy/probe/httpProbe';
import { tcpProbe } from '../../../../src/proxy/probe/tcpProbe';
import { tlsProbe } from '../../../../src/proxy/probe/tlsProbe';
import { createCertificate } from '../../../fixtures/faults/certificate';

const ROUNDS = 50;

async function withServer<T>(server: Server, work: (port: number) => Promise<T>): Promise<T> {
  server.on('connection', (socket) => socket.on('error', () => {}));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await work((server.address() as AddressInfo).port);
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}

/** Repeats a probe and waits until the server has seen all of its connections end. */
async function repeat(server: Server, probe: (port: number) => Promise<unknown>): Promise<void> {
  await withServer(server, async (port) => {
    for (let round = 0; round < ROUNDS; round++) await probe(port);
  });
}

test.skipIf(process.platform !== 'linux')(
  'probes leave no descriptor open, however they end',
  async () => {
    const open = () => readdirSync('/proc/self/fd').length;
    const certificate = await createCertificate();
    const answering = () => createHttpServer((_request, response) => response.end('hello'));
    const streaming = () =>
      createHttpServer((_request, response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
      });
    const silent = () => createServer((socket) => socket.resume());

    const rounds = async () => {
      await repeat(answering(), (port) => tcpProbe('localhost', port));
      await repeat(answering(), (port) => httpProbe(`http://127.0.0.1:${port}/mcp`));
      await repeat(streaming(), (port) => httpProbe(`http://127.0.0.1:${port}/mcp`));
      await repeat(answering(), (port) => tlsProbe(`https://127.0.0.1:${port}/`));
      await repeat(createHttpsServer(certificate), (port) =>
        tlsProbe(`https://127.0.0.1:${port}/`),
      );
      await repeat(createHttpsServer(certificate), (port) =>
        httpProbe(`http://127.0.0.1:${port}/mcp`),
      );
      await repeat(silent(), (port) =>
        httpProbe(`http://127.0.0.1:${port}/mcp`, {}, { timeoutMs: 5 }),
      );
      await repeat(silent(), (port) =>
        httpProbe(`http://127.0.0.1:${port}/mcp`, {}, { signal: AbortSignal.abort() }),
      );
    };
    // What is opened once, such as the certificates of the system, is not counted.
    await tlsProbe('https://127.0.0.1:1/');
    const before = open();
    await rounds();
    expect(open()).toBeLessThanOrEqual(before + 2);
  },
);
