import { expect, test } from 'vitest';
import type { Engine } from '../../../src/proxy/engine';
import type { LaunchDefinition } from '../../../src/shared/model/server';
import { isOpen } from '../../../src/shared/model/session';
import { launchedHttp, stdio } from '../engine/definitions';
import { isFree, makeEngine, settled } from '../engine/harness';

async function ready(engine: Engine, definition: LaunchDefinition, reason?: string) {
  await engine.start(definition, reason);
  const snapshot = await settled(engine, definition.id);
  expect(snapshot.state).toEqual({ status: 'ready' });
  return engine.server(definition.id)!;
}

async function ended(engine: Engine, definition: LaunchDefinition, params: object) {
  const session = engine.server(definition.id)!.session!;
  const call = session.call({ method: 'tools/call', params: { ...params } });
  return new Promise<ReturnType<typeof session.callRecord>>((resolve) => {
    session.onDidChangeCall((record) => {
      if (record.id === call.id && !isOpen(record)) resolve(record);
    });
  });
}

test('what a person did stays known when the server is started again', async () => {
  const engine = makeEngine();
  const definition = stdio('restarted');
  await ready(engine, definition);
  const echo = { name: 'echo', arguments: { message: 'before' } };
  const before = await ended(engine, definition, echo);
  const first = engine.server(definition.id)!.session!;

  const { session } = await ready(engine, definition);
  expect(session!.id).not.toBe(first.id);
  expect(session!.calls()).toEqual([before]);
  expect(session!.log().map(({ data }) => data)).toContain('The server was started again.');

  const again = session!.call({
    method: 'tools/call',
    params: { ...echo },
    rerunOf: before!.id,
  });
  expect(again.rerunOf).toBe(before!.id);
  expect(session!.calls().map(({ id }) => id)).toEqual([before!.id, again.id]);
});

test('what is under way when a server is restarted ends with the reason', async () => {
  const engine = makeEngine();
  const definition = stdio('interrupted', 'rawServer.mjs');
  definition.run.args.push('silent-calls');
  await ready(engine, definition);
  const open = ended(engine, definition, { name: 'endless', arguments: {} });
  await ready(engine, definition, 'server.ts saved');
  expect(await open).toMatchObject({
    status: 'cancelled',
    error: { message: 'The server was restarted: server.ts saved' },
  });

  const other = ended(engine, definition, { name: 'endless', arguments: {} });
  await engine.stop(definition.id);
  expect(await other).toMatchObject({ error: { message: 'The server was stopped' } });
});

test('the lists of the run before stand until they are listed anew, and then are newer', async () => {
  const engine = makeEngine();
  const definition = stdio('lists');
  const { session: first } = await ready(engine, definition);
  await first!.refresh();
  await first!.refresh();
  const before = first!.catalog;
  expect(before.tools).toHaveLength(2);

  await engine.start(definition);
  const opened = await new Promise<typeof first>((resolve) => engine.onDidOpenSession(resolve));
  expect(opened!.catalog).toMatchObject({ tools: before.tools, revision: before.revision });
  const { catalog } = await new Promise<{ catalog: typeof before }>((resolve) =>
    opened!.onDidChangeCatalog((catalog) => resolve({ catalog })),
  );
  expect(catalog.revision).toBeGreaterThan(before.revision);
});

test('over HTTP with a fixed port each start finds the port free, and no start is too early', async () => {
  const engine = makeEngine();
  const definition = launchedHttp('fixed');
  const server = await ready(engine, definition);
  const port = Number(new URL(server.url!).port);
  const fixed = { ...definition, port };
  for (let round = 0; round < 4; round++) {
    const { session, url } = await ready(engine, fixed, 'server.ts saved');
    expect(url).toBe(`http://127.0.0.1:${port}/mcp`);
    expect(session!.summary.serverInfo.name).toBe('http-server');
  }
  await engine.stop(definition.id);
  expect(await isFree(port)).toBe(true);
});
