import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { readBody } from '../../../../src/proxy/transport/readBody';

async function answerOf(respond: (response: ServerResponse) => void): Promise<IncomingMessage> {
  const server = createServer((_request, response) => respond(response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  const { port } = server.address() as AddressInfo;
  const [answer] = await once(get({ host: '127.0.0.1', port, agent: false }), 'response');
  return answer as IncomingMessage;
}

const bytes = (length: number) => Buffer.alloc(length, 'é€🧵');
const ANY = Number.POSITIVE_INFINITY;

test.each([0, 1, 1000, 64 * 1024, 3_000_000])('%d bytes, announced', async (length) => {
  const answer = await answerOf((response) => response.end(bytes(length)));
  expect((await readBody(answer, ANY)).equals(bytes(length))).toBe(true);
});

test.each([0, 1, 3_000_000])('%d bytes, not announced', async (length) => {
  const answer = await answerOf((response) => {
    response.write(bytes(length));
    response.end(bytes(length));
  });
  const twice = Buffer.concat([bytes(length), bytes(length)]);
  expect((await readBody(answer, ANY)).equals(twice)).toBe(true);
});

test('reads no further than it is told', async () => {
  const answer = await answerOf((response) => response.end(bytes(5_000_000)));
  const closed = once(answer, 'close');
  const body = await readBody(answer, 100_000);
  expect(body.length).toBeGreaterThanOrEqual(100_000);
  expect(body.length).toBeLessThan(1_000_000);
  expect(body.equals(bytes(5_000_000).subarray(0, body.length))).toBe(true);
  await closed;
});

test('rejects when the answer breaks off, however much was announced', async () => {
  const answer = await answerOf((response) => {
    response.writeHead(200, { 'content-length': 200_000_000 });
    response.write(bytes(100_000), () => response.destroy());
  });
  await expect(readBody(answer, ANY)).rejects.toThrow();
});
