import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { createCertificate } from '../../../fixtures/faults/certificate';
import { ask, start } from './support';

async function serveTls() {
  const certificate = await createCertificate();
  const server = createServer(certificate, async (request, response) => {
    response.end(`got ${await text(request)}`);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  let connections = 0;
  server.on('secureConnection', () => connections++);
  const { port } = server.address() as AddressInfo;
  const { fingerprint256 } = new X509Certificate(certificate.cert);
  return { url: `https://127.0.0.1:${port}/mcp`, fingerprint256, connections: () => connections };
}

const unused = () => {
  throw new Error('This server is not meant.');
};

test('a server whose certificate a person trusts is reached, over one connection', async () => {
  const { url, fingerprint256: trustedCertificate, connections } = await serveTls();
  const { listener } = await start(unused, {}, { url, trustedCertificate });
  for (const body of ['one', 'two']) {
    const answer = await ask(listener, { method: 'POST', body }).answered;
    expect([answer.statusCode, await text(answer)]).toEqual([200, `got ${body}`]);
  }
  expect(connections()).toBe(1);
});

test('one whose certificate nobody trusts is not', async () => {
  const { url } = await serveTls();
  const { listener } = await start(unused, {}, { url });
  const answer = await ask(listener, { method: 'POST', body: 'secret' }).answered;
  expect(answer.statusCode).toBe(502);
  expect(await text(answer)).toContain('cannot be reached');
});
