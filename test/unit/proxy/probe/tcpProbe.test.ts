import { type AddressInfo, createServer, type Server } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { tcpProbe } from '../../../../src/proxy/probe/tcpProbe';

const servers: Server[] = [];

async function listen(host: string): Promise<number> {
  const server = createServer((socket) => socket.on('error', () => {}));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return (server.address() as AddressInfo).port;
}

async function closedPort(): Promise<number> {
  const port = await listen('127.0.0.1');
  await new Promise((resolve) => servers.pop()?.close(resolve));
  return port;
}

afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
});

describe('tcpProbe', () => {
  test('connects to the address given and names it', async () => {
    const port = await listen('127.0.0.1');
    const result = await tcpProbe('127.0.0.1', port);
    expect(result.connected).toMatchObject({ address: '127.0.0.1', family: 4, port });
    expect(result.attempts).toHaveLength(1);
  });

  test('tries localhost as both families and records both', async () => {
    const port = await listen('::1');
    const result = await tcpProbe('localhost', port);
    expect(result.connected).toMatchObject({ address: '::1', family: 6 });
    expect(result.attempts).toMatchObject([
      { address: '127.0.0.1', error: 'ECONNREFUSED' },
      { address: '::1' },
    ]);
    expect(result.attempts[1]).not.toHaveProperty('error');
  });

  test('prefers IPv4 when both families answer', async () => {
    const port = await listen('::');
    const result = await tcpProbe('localhost', port);
    expect(result.connected?.address).toBe('127.0.0.1');
  });

  test('takes an IPv6 address with the brackets of a URL', async () => {
    const port = await listen('::1');
    expect((await tcpProbe('[::1]', port)).connected?.address).toBe('::1');
  });

  test('reports a refusal of each family', async () => {
    const result = await tcpProbe('localhost', await closedPort());
    expect(result.connected).toBeUndefined();
    expect(result.attempts.map((attempt) => attempt.error)).toEqual([
      'ECONNREFUSED',
      'ECONNREFUSED',
    ]);
  });

  test('reports a name that does not exist', async () => {
    const result = await tcpProbe('no-such-host.invalid', 80);
    expect(result.dnsError?.host).toBe('no-such-host.invalid');
    expect(result.dnsError?.code).toMatch(/^(ENOTFOUND|EAI_AGAIN)$/);
    expect(result.attempts).toEqual([]);
  });

  test('ends at once when it was aborted before', async () => {
    const port = await listen('127.0.0.1');
    const result = await tcpProbe('127.0.0.1', port, { signal: AbortSignal.abort() });
    expect(result).toMatchObject({ aborted: true, attempts: [] });
  });

  test('closes its connections', async () => {
    const closed: Promise<void>[] = [];
    const server = createServer((socket) => {
      socket.resume();
      socket.on('error', () => {});
      closed.push(new Promise((resolve) => socket.once('close', () => resolve())));
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const accepted = new Promise<void>((resolve) => server.once('connection', () => resolve()));
    await tcpProbe('127.0.0.1', port);
    await accepted;
    await Promise.all(closed);
    expect(closed).toHaveLength(1);
  });

  test('keeps no listener on the signal it was given', async () => {
    const port = await closedPort();
    const controller = new AbortController();
    let listeners = 0;
    const { signal } = controller;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = ((...args: Parameters<typeof add>) => {
      listeners++;
      add(...args);
    }) as typeof signal.addEventListener;
    signal.removeEventListener = ((...args: Parameters<typeof remove>) => {
      listeners--;
      remove(...args);
    }) as typeof signal.removeEventListener;
    await tcpProbe('localhost', port, { signal });
    expect(listeners).toBe(0);
  });
});
