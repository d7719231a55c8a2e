import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { listProcesses } from '../../../src/proxy/process/processTable';
import type { StepId } from '../../../src/shared/model/launch';
import { launchedHttp, remote, stdio } from './definitions';
import {
  aliveOf,
  isFree,
  makeEngine,
  pidsIn,
  step,
  temporaryFolder,
  until,
  untilStatus,
} from './harness';

const children = async () =>
  (await listProcesses()).filter(({ ppid }) => ppid === process.pid).map(({ pid }) => pid);

const STEPS: readonly StepId[] = ['config', 'port', 'process', 'tcp', 'http', 'mcp'];
test.each(STEPS)('a stop in the middle of the %s step leaves nothing', async (id) => {
  const engine = makeEngine();
  const before = await children();
  const definition = launchedHttp('halfway', 'httpServer.mjs', { BOOT_MS: '200' });
  const ports = new Set<number>();
  engine.onDidChangeServer(({ url }) => url && ports.add(Number(new URL(url).port)));
  const reached = until(
    engine,
    definition.id,
    ({ launch }) => step(launch, id)?.status === 'running',
  );
  await engine.start(definition);
  await reached;
  await engine.stop(definition.id);
  expect(engine.list()[0]?.state).toEqual({ status: 'stopped' });
  expect(await children()).toEqual(before);
  expect(engine.table.own).toEqual([]);
  for (const port of ports) expect(await isFree(port)).toBe(true);
});

test('a family that ignores everything but SIGKILL is ended within 3 s, orphans included', async () => {
  const engine = makeEngine();
  const folder = temporaryFolder();
  const definition = launchedHttp('family', 'stubbornFamily.mjs', { PIDS: folder });
  await engine.start(definition);
  await until(engine, definition.id, ({ launch }) => step(launch, 'http')?.status === 'passed');
  const family = pidsIn(folder);
  expect([...family.keys()].sort()).toEqual(['child', 'left', 'orphan', 'root']);
  expect(aliveOf(family.values()).length).toBe(4);
  const begun = performance.now();
  await engine.stop(definition.id);
  expect(performance.now() - begun).toBeLessThan(3_500);
  expect(aliveOf(family.values())).toEqual([]);
});

test('stopping twice, or what never ran, is no error', async () => {
  const engine = makeEngine();
  const definition = stdio('twice');
  await engine.stop(definition.id);
  await engine.start(definition);
  await Promise.all([engine.stop(definition.id), engine.stop(definition.id)]);
  expect(engine.list()[0]?.state).toEqual({ status: 'stopped' });
});

test('a stop, a start and a stop in one breath end stopped; a start at last ends ready', async () => {
  const engine = makeEngine();
  const definition = stdio('breathless');
  void engine.start(definition);
  void engine.stop(definition.id);
  void engine.start(definition);
  await engine.stop(definition.id);
  expect(engine.list()[0]?.state).toEqual({ status: 'stopped' });
  await engine.start(definition);
  const ready = await untilStatus(engine, definition.id, 'ready');
  expect((await children()).filter((pid) => pid === ready.process?.pid).length).toBe(1);
});

test('a stop does not wait for a remote server that is silent', async () => {
  const silent = createServer(() => {}).listen(0, '127.0.0.1');
  onTestFinished(() => void silent.closeAllConnections());
  onTestFinished(() => void silent.close());
  await once(silent, 'listening');
  const engine = makeEngine();
  const definition = remote(
    'silent',
    `http://127.0.0.1:${(silent.address() as AddressInfo).port}/mcp`,
  );
  const reached = until(
    engine,
    definition.id,
    ({ launch }) => step(launch, 'http')?.status === 'running',
  );
  await engine.start(definition);
  await reached;
  const begun = performance.now();
  await engine.stop(definition.id);
  expect(performance.now() - begun).toBeLessThan(1_000);
});
