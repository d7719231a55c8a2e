import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import type { ListeningSocket } from '../../../../src/proxy/diagnosis/facts';
import { SocketWatch } from '../../../../src/proxy/gate/socketWatch';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

async function serve(status: number): Promise<ListeningSocket> {
  const server = createServer((_, response) => response.writeHead(status).end()).listen(
    0,
    '127.0.0.1',
  );
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  return { address: '127.0.0.1', port: (server.address() as AddressInfo).port, pid: 1 };
}

/** What a watch says, looking every 300 ms for six seconds. */
async function watch(sockets: () => readonly ListeningSocket[]) {
  const made = new SocketWatch({
    url: 'http://127.0.0.1:3000/mcp',
    signal: new AbortController().signal,
    listening: async () => sockets(),
  });
  for (let waited = 300; waited <= 6_000; waited += 300) {
    vi.advanceTimersByTime(300);
    const failure = await made.look([]);
    if (failure) return { waited, detail: failure.detail };
  }
  return undefined;
}

test('the right port on another family', async () => {
  const said = await watch(() => [{ address: '::1', port: 3000, pid: 1 }]);
  expect(said?.detail).toContain('::1');
  expect(said?.waited).toBeLessThan(2_000);
});

test('another port that answers as an MCP endpoint does', async () => {
  const socket = await serve(405);
  expect((await watch(() => [socket]))?.detail).toContain(String(socket.port));
});

test('another port that is no MCP endpoint does not disturb the wait', async () => {
  const socket = await serve(404);
  expect(await watch(() => [socket])).toBeUndefined();
});

test('sockets that come and go do not either', async () => {
  const socket = await serve(405);
  let look = 0;
  expect(await watch(() => (++look % 2 === 0 ? [] : [socket]))).toBeUndefined();
});

test('nor does a server that listens on nothing yet', async () => {
  expect(await watch(() => [])).toBeUndefined();
});
