import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { findFreePort } from '../../../src/proxy/ports/portReservation';
import { isAlive } from '../../../src/proxy/process/processTable';
import { launchedHttp } from './definitions';
import { makeEngine, settled, step, temporaryFolder, untilStatus } from './harness';

const LISTEN = `require('node:net').createServer().listen(+process.argv[1], process.argv[2] || '127.0.0.1', () => console.log('up'))`;

/** Another program that holds the port. */
async function stranger(port: number, host = '127.0.0.1') {
  const child = spawn(process.execPath, ['-e', LISTEN, String(port), host], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  return child;
}

test.each(['127.0.0.1', '0.0.0.0', '::'])(
  "a server's own fixed port, taken on %s, is reported with its owner before anything is started",
  async (host) => {
    const engine = makeEngine();
    const port = await findFreePort();
    const pid = (await stranger(port, host)).pid!;
    const definition = { ...launchedHttp('fixed'), port };
    await engine.start(definition);
    const failed = await settled(engine, definition.id);
    expect(failed.state).toMatchObject({ status: 'failed', diagnosis: { code: 'port.in-use' } });
    expect(JSON.stringify(failed.state)).toContain(String(pid));
    expect(step(failed.launch, 'port')?.status).toBe('failed');
    expect(step(failed.launch, 'process')?.status).toBe('skipped');
    expect(isAlive(pid)).toBe(true);
  },
);

test('the owner gone, the same start works', async () => {
  const engine = makeEngine();
  const port = await findFreePort();
  const owner = await stranger(port);
  const definition = { ...launchedHttp('retry'), port };
  await engine.start(definition);
  await untilStatus(engine, definition.id, 'failed');
  owner.kill('SIGKILL');
  await once(owner, 'exit');
  await engine.start(definition);
  const ready = await untilStatus(engine, definition.id, 'ready');
  expect(ready.url).toBe(`http://127.0.0.1:${port}/mcp`);
});

test('a fixed port is free for the same server again and again: it never blames itself', async () => {
  const engine = makeEngine();
  const definition = { ...launchedHttp('same'), port: await findFreePort() };
  for (let round = 0; round < 3; round++) {
    await engine.start(definition);
    expect((await settled(engine, definition.id)).state).toEqual({ status: 'ready' });
    if (round === 1) await engine.stop(definition.id);
  }
});

test('two servers with one fixed port: the second is told of the first, which is ours', async () => {
  const engine = makeEngine();
  const port = await findFreePort();
  const [first, second] = [
    { ...launchedHttp('first'), port },
    { ...launchedHttp('second'), port },
  ];
  await engine.start(first);
  const { process: owner } = await untilStatus(engine, first.id, 'ready');
  await engine.start(second);
  const failed = await settled(engine, second.id);
  expect(failed.state.status).toBe('failed');
  expect(JSON.stringify(failed.state)).toContain(String(owner!.pid));
  expect(engine.server(first.id)?.state).toEqual({ status: 'ready' });
  // The way out that is offered: the owner is stopped as the server it is, and the port is free.
  await engine.stopProcess(owner!.pid, owner!.startedAt);
  expect(engine.server(first.id)?.state).toEqual({ status: 'stopped' });
  await engine.start(second);
  expect((await settled(engine, second.id)).state).toEqual({ status: 'ready' });
});

test('a port that was ours to choose and is lost on the way is replaced by itself', async () => {
  const engine = makeEngine();
  const flag = path.join(temporaryFolder(), 'flag');
  const definition = launchedHttp('unlucky', 'unluckyServer.mjs', { FLAG: flag });
  await engine.start(definition);
  const ready = await settled(engine, definition.id);
  expect(ready.state).toEqual({ status: 'ready' });
  expect(new URL(ready.url!).port).not.toBe(readFileSync(flag, 'utf8'));
  expect(step(ready.launch, 'port')?.attempts).toBe(2);
});

test('a port the user fixed and that is lost on the way is not moved', async () => {
  const engine = makeEngine();
  const flag = path.join(temporaryFolder(), 'flag');
  const port = await findFreePort();
  const definition = { ...launchedHttp('fixed', 'unluckyServer.mjs', { FLAG: flag }), port };
  await engine.start(definition);
  const failed = await settled(engine, definition.id);
  expect(failed.state).toMatchObject({ status: 'failed' });
  expect(failed.state.status === 'failed' && failed.state.diagnosis.code).toMatch(/^port\./);
});
