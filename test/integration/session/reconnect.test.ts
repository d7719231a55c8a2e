import { expect, test } from 'vitest';
import type { Engine } from '../../../src/proxy/engine';
import type { LaunchDefinition } from '../../../src/shared/model/server';
import { launchedHttp, stdio } from '../engine/definitions';
import { aliveOf, makeEngine, settled } from '../engine/harness';
import { touch } from './support';

const BOTH_FILE = 'everythingModern/server.mjs';

async function ready(engine: Engine, definition: LaunchDefinition) {
  await engine.start(definition);
  const snapshot = await settled(engine, definition.id);
  expect(snapshot.state).toEqual({ status: 'ready' });
  return engine.server(definition.id)!;
}

test('over HTTP a new session takes the place of the first, with the same process', async () => {
  const engine = makeEngine();
  const server = await ready(engine, launchedHttp('again', BOTH_FILE, { ERA: 'legacy' }));
  const first = server.session!;
  const { pid } = server.snapshot().process!;
  await server.reconnect();
  const snapshot = await settled(engine, server.definition.id);
  expect(snapshot.state).toEqual({ status: 'ready' });
  expect(first.end).toEqual({ kind: 'closed' });
  expect(snapshot.session!.id).not.toBe(first.id);
  expect(snapshot.process!.pid).toBe(pid);
  expect(snapshot.restarts).toBeUndefined();
  expect((await touch(server.session!)).status).toBe('succeeded');
});

test('over stdio it has a process of its own, and that counts as a restart', async () => {
  const engine = makeEngine();
  const definition = stdio('again', BOTH_FILE, { ERA: 'legacy' });
  const { run } = definition;
  const server = await ready(engine, {
    ...definition,
    run: { ...run, args: [...run.args, '--stdio'] },
  });
  const { pid } = server.snapshot().process!;
  await server.reconnect();
  const snapshot = await settled(engine, server.definition.id);
  expect(snapshot.process!.pid).not.toBe(pid);
  expect(aliveOf([pid])).toEqual([]);
  expect(snapshot.restarts).toBe(1);
});

test('a server that is not ready has no session to replace', async () => {
  const engine = makeEngine();
  const server = await ready(engine, launchedHttp('again', BOTH_FILE));
  await engine.stop(server.definition.id);
  await expect(server.reconnect()).rejects.toThrow('not ready');
});
