import { expect, test } from 'vitest';
import { isAlive } from '../../../src/proxy/process/processTable';
import { launchedHttp, stdio } from './definitions';
import { makeEngine, settled, step, until, untilStatus } from './harness';

test('time that runs out fails the launch; waiting on goes on with the same process', async () => {
  const engine = makeEngine();
  const definition = {
    ...launchedHttp('late', 'httpServer.mjs', { BOOT_MS: '1500' }),
    readyTimeout: 300,
  };
  await engine.start(definition);
  const failed = await settled(engine, definition.id);
  expect(failed.state).toMatchObject({
    status: 'failed',
    diagnosis: { code: 'net.not-listening' },
  });
  expect(step(failed.launch, 'tcp')?.status).toBe('failed');
  await engine.keepWaiting(definition.id, 10_000);
  const ready = await untilStatus(engine, definition.id, 'ready');
  expect(ready.process?.pid).toBe(failed.process?.pid);
  expect(step(ready.launch, 'tcp')?.status).toBe('passed');
});

test('a deadline can be moved while the launch waits', async () => {
  const engine = makeEngine();
  const definition = {
    ...stdio('slow', 'stdioServer.mjs', { BOOT_MS: '1200' }),
    readyTimeout: 900,
  };
  await engine.start(definition);
  const waiting = await until(
    engine,
    definition.id,
    ({ launch }) => step(launch, 'mcp')?.status === 'running',
  );
  await engine.keepWaiting(definition.id, 10_000);
  const moved = engine.list()[0]!.launch!.deadline;
  expect(moved - waiting.launch!.deadline).toBe(10_000);
  expect((await settled(engine, definition.id)).state).toEqual({ status: 'ready' });
});

test('a stdio server whose time was over is not spoken to a second time', async () => {
  const engine = makeEngine();
  const definition = {
    ...stdio('mute', 'stdioServer.mjs', { BOOT_MS: '1000' }),
    readyTimeout: 300,
  };
  await engine.start(definition);
  const failed = await settled(engine, definition.id);
  expect(failed.state).toMatchObject({ status: 'failed', diagnosis: { code: 'mcp.no-answer' } });
  await engine.keepWaiting(definition.id, 10_000);
  await untilStatus(engine, definition.id, 'ready');
  const log = await engine.traffic.window(
    definition.id,
    { kinds: ['request'], text: 'initialize' },
    0,
    10,
  );
  expect(log.heads.filter(({ method }) => method === 'initialize').length).toBeLessThanOrEqual(1);
});

test('a server that was parked is ended by a stop', async () => {
  const engine = makeEngine();
  const definition = {
    ...stdio('parked', 'stdioServer.mjs', { BOOT_MS: '60000' }),
    readyTimeout: 200,
  };
  await engine.start(definition);
  const { process } = await untilStatus(engine, definition.id, 'failed');
  expect(isAlive(process!.pid)).toBe(true);
  await engine.stop(definition.id);
  expect(isAlive(process!.pid)).toBe(false);
});
