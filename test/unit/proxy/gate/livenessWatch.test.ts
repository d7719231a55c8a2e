import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { type LivenessProblem, LivenessWatch } from '../../../../src/proxy/gate/livenessWatch';

async function listen(server: Server, port = 0): Promise<number> {
  server.listen(port, '127.0.0.1');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** A watch that looks every 5 ms, and the changes it tells of, one after the other. */
function watch(
  port: number,
  oldestCallMs: () => number | undefined = () => undefined,
  isHeld = () => false,
) {
  const told: (LivenessProblem | undefined)[] = [];
  const waiting: ((problem: LivenessProblem | undefined) => void)[] = [];
  const made = new LivenessWatch({
    url: `http://127.0.0.1:${port}/mcp`,
    headers: {},
    everyMs: 5,
    oldestCallMs,
    isHeld,
    onChange: (problem) => {
      const resolve = waiting.shift();
      if (resolve) resolve(problem);
      else told.push(problem);
    },
  });
  onTestFinished(() => made.dispose());
  const next = () =>
    told.length > 0
      ? Promise.resolve(told.shift())
      : new Promise<LivenessProblem | undefined>((resolve) => waiting.push(resolve));
  return { next, told };
}

test('a port that is closed is told of, and that it is open again', async () => {
  const server = createServer();
  const port = await listen(server);
  const { next } = watch(port);
  server.close();
  await once(server, 'close');
  expect(await next()).toEqual({ event: 'connectionLost', error: 'ECONNREFUSED' });
  await listen(createServer(), port);
  expect(await next()).toBeUndefined();
});

test('a server that accepts and answers nothing is told of when a call waits for long', async () => {
  const server = createServer(() => {});
  let age: number | undefined;
  const { next, told } = watch(await listen(server), () => age);
  await once(server, 'connection');
  await once(server, 'connection');
  expect(told).toEqual([]);
  age = 20_000;
  expect(await next()).toEqual({ event: 'unresponsive' });
}, 30_000);

test('a slow call alone is no fault: the server answers others', async () => {
  const server = createServer((_, response) => response.writeHead(405).end());
  const { told } = watch(await listen(server), () => 60_000);
  for (let look = 0; look < 3; look++) await once(server, 'request');
  expect(told).toEqual([]);
});

test('a server that a debugger holds is not looked at until it goes on', async () => {
  const server = createServer();
  const port = await listen(server);
  server.close();
  await once(server, 'close');
  let looks = 0;
  const { promise: looked, resolve } = Promise.withResolvers<void>();
  let held = true;
  const { next, told } = watch(port, undefined, () => {
    if (++looks > 10) resolve();
    return held;
  });
  await looked;
  expect(told).toEqual([]);
  held = false;
  expect(await next()).toEqual({ event: 'connectionLost', error: 'ECONNREFUSED' });
});
