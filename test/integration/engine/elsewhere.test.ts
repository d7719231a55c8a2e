import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { findFreePort } from '../../../src/proxy/ports/portReservation';
import { isAlive } from '../../../src/proxy/process/processTable';
import { launchedHttp } from './definitions';
import { isFree, makeEngine, settled, step } from './harness';

test('a server that listens on another port than it was given is found there, long before its time is over', async () => {
  const engine = makeEngine();
  const own = await findFreePort();
  const definition = launchedHttp('wrong-port', 'wrongPort.mjs', { OWN_PORT: String(own) });
  await engine.start(definition);
  const failed = await settled(engine, definition.id);
  expect(failed.state).toMatchObject({ status: 'failed', diagnosis: { code: 'port.ignored' } });
  expect(JSON.stringify(failed.state)).toContain(String(own));
  expect(failed.launch!.endedAt! - failed.launch!.startedAt).toBeLessThan(20_000);
});

test('a server bound to the other family is found there, long before its time is over', async () => {
  const engine = makeEngine();
  const definition = launchedHttp('family', 'httpServer.mjs', { HOST: '::1' });
  await engine.start(definition);
  const failed = await settled(engine, definition.id);
  expect(failed.state).toMatchObject({ diagnosis: { code: 'net.refused-family' } });
  expect(failed.launch!.endedAt! - failed.launch!.startedAt).toBeLessThan(20_000);
});

test.each(['127.0.0.1', '::1'])('localhost reaches a server bound to %s', async (HOST) => {
  const engine = makeEngine();
  const definition = launchedHttp('local', 'httpServer.mjs', { HOST });
  await engine.start({ ...definition, url: definition.url.replace('127.0.0.1', 'localhost') });
  const ready = await settled(engine, definition.id);
  expect(ready.state).toEqual({ status: 'ready' });
  expect(step(ready.launch, 'tcp')?.detail).toContain(HOST);
});

test('a launcher that puts the server into the background and leaves is no exit', async () => {
  const engine = makeEngine();
  const definition = launchedHttp('background', 'httpServer.mjs', { BOOT_MS: '700' });
  const { command, args, cwd, env } = definition.run;
  const run = { command: '/bin/sh', args: ['-c', `'${command}' '${args[0]}' &`], cwd, env };
  await engine.start({ ...definition, run });
  const ready = await settled(engine, definition.id);
  expect(ready.state).toEqual({ status: 'ready' });
  const { port } = new URL(ready.url!);
  await engine.stop(definition.id);
  expect(await isFree(Number(port))).toBe(true);
});

test('a server that stumbles over a port of its own, and lives on, is not waited for', async () => {
  const blocker = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void blocker.close());
  await once(blocker, 'listening');
  const { port } = blocker.address() as AddressInfo;
  const engine = makeEngine();
  const definition = launchedHttp('grumbler', 'grumbler.mjs', { OWN_PORT: String(port) });
  await engine.start(definition);
  const failed = await settled(engine, definition.id);
  expect(failed.state).toMatchObject({ diagnosis: { code: 'port.in-use' } });
  expect(JSON.stringify(failed.state)).toContain(String(port));
  await engine.stop(definition.id);
  expect(isAlive(failed.process?.pid ?? 0)).toBe(false);
});
