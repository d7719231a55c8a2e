import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { Connection } from '../../../src/proxy/session/connection';
import { initialize } from '../../../src/proxy/session/initialize';
import { HttpWire } from '../../../src/proxy/transport/httpWire';
import type { StreamNews } from '../../../src/proxy/transport/streamWatch';
import {
  BOTH,
  httpTarget,
  httpTargetOf,
  MemoryRecorder,
  next,
  open,
  startNode,
  touch,
  touchUntilTold,
  WATCHED,
} from './support';

/** A way to a port of this machine that can be blocked. */
class Way {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  isBlocked = false;

  constructor(port: number) {
    this.#server = createServer((client) => {
      if (this.isBlocked) return client.resetAndDestroy();
      const server = connect(port, '127.0.0.1');
      for (const [from, to] of [
        [client, server],
        [server, client],
      ] as const) {
        this.#sockets.add(from);
        from.on('error', () => to.destroy());
        from.on('close', () => to.destroy());
        from.pipe(to);
      }
      return client;
    });
  }

  async open(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    onTestFinished(() => {
      this.cut();
      this.#server.close();
    });
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/mcp`;
  }

  cut(): void {
    for (const socket of this.#sockets) socket.resetAndDestroy();
    this.#sockets.clear();
  }
}

async function startBehindWay() {
  const target = await httpTargetOf(startNode(BOTH, [], { ERA: 'legacy', PORT: '0' }));
  const way = new Way(Number(new URL((target as { url: string }).url).port));
  return { way, url: await way.open() };
}

test('a stream of the legacy era that breaks is opened again, and both are said', async () => {
  const { way, url } = await startBehindWay();
  const { session } = await open(httpTarget(url), { era: 'legacy' });
  await session.start();
  await session.subscribe(WATCHED);
  await touchUntilTold(session, session);
  const said = (words: string) =>
    next(session.onDidLog, ({ data }) => String(data).includes(words));
  const [broke, back] = [said('broke'), said('open again')];
  way.cut();
  expect(await broke).toMatchObject({ source: 'session', level: 'warning' });
  expect(await back).toMatchObject({ source: 'session', level: 'notice' });
  const { changes } = session.state.subscriptions[0]!;
  await touchUntilTold(session, session, changes);
  expect((await touch(session)).status).toBe('succeeded');
});

test('one that was given up is opened when the server next answers', async () => {
  const { way, url } = await startBehindWay();
  const news: StreamNews[] = [];
  const waiting = new Map<string, () => void>();
  const told = (kind: string) =>
    new Promise<void>((resolve) => {
      if (news.some((one) => one.kind === kind)) resolve();
      else waiting.set(kind, resolve);
    });
  const wire = new HttpWire({
    kind: 'http',
    url,
    headers: {},
    recorder: new MemoryRecorder(),
    sessionId: 'one',
    reconnection: {
      initialReconnectionDelay: 5,
      maxReconnectionDelay: 5,
      reconnectionDelayGrowFactor: 1,
      maxRetries: 2,
    },
    onNoise: () => {},
    onStream: (one) => {
      news.push(one);
      waiting.get(one.kind)?.();
    },
  });
  onTestFinished(() => wire.close());
  const connection = new Connection(wire);
  await wire.start();
  const client = {
    info: { name: 'test', version: '1' },
    legacyVersion: '2025-11-25',
    capabilitiesFor: () => ({}),
  };
  await initialize(connection, client, new AbortController().signal);
  // The stream is open when something comes on it that nobody asked for.
  let isHeard = false;
  connection.onNotification(() => {
    isHeard = true;
  });
  const params = { name: 'toggle_tool', arguments: { name: 'x' } };
  while (!isHeard) await connection.request('tools/call', params);
  way.isBlocked = true;
  way.cut();
  await told('givenUp');
  way.isBlocked = false;
  await connection.request('ping', {});
  await told('restored');
  expect(news.map(({ kind }) => kind)).toEqual(['broken', 'givenUp', 'restored']);
});
