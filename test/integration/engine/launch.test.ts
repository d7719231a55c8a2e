import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Engine } from '../../../src/proxy/engine';
import { isAlive } from '../../../src/proxy/process/processTable';
import type { LaunchDefinition } from '../../../src/shared/model/server';
import { launchedHttp, remote, stdio } from './definitions';
import { isFree, makeEngine, settled, step, temporaryFolder, until, untilStatus } from './harness';

test('a stdio server gets ready, is used, and leaves nothing behind', async () => {
  const engine = makeEngine();
  const definition = stdio('echo');
  await engine.start(definition);
  const ready = await settled(engine, definition.id);
  expect(ready.state).toEqual({ status: 'ready' });
  expect(ready.launch?.steps.map(({ id, status }) => `${id} ${status}`)).toEqual([
    'config passed',
    'process passed',
    'mcp passed',
  ]);
  expect(ready.session?.serverInfo.name).toBe('stdio-server');
  const listed = await until(engine, definition.id, ({ session }) => session?.counts !== undefined);
  expect(listed.session?.counts?.tools).toBe(2);
  expect(isAlive(ready.process!.pid)).toBe(true);
  await engine.stop(definition.id);
  expect(engine.list()[0]?.state).toEqual({ status: 'stopped' });
  expect(isAlive(ready.process!.pid)).toBe(false);
  expect(engine.table.own).toEqual([]);
});

test('not one MCP message reaches a server that boots slowly before the gate has passed', async () => {
  const engine = makeEngine();
  const arrivals = path.join(temporaryFolder(), 'arrivals');
  const definition = launchedHttp('slow', 'httpServer.mjs', {
    BOOT_MS: '3000',
    ARRIVALS: arrivals,
  });
  let gatePassedAt = 0;
  engine.onDidChangeServer(({ launch }) => {
    if (step(launch, 'http')?.status === 'passed') gatePassedAt ||= Date.now();
  });
  await engine.start(definition);
  const ready = await settled(engine, definition.id);
  expect(ready.state).toEqual({ status: 'ready' });
  expect(step(ready.launch, 'tcp')!.attempts).toBeGreaterThan(5);

  const seen = readFileSync(arrivals, 'utf8')
    .trim()
    .split('\n')
    .map(
      (line) => JSON.parse(line) as { time: number; event: string; method?: string; rpc?: string },
    );
  const requests = seen.filter(({ event }) => event === 'request');
  expect(requests[0]).toMatchObject({ method: 'GET' });
  const messages = requests.filter(({ rpc }) => rpc !== undefined);
  expect(messages.length).toBeGreaterThan(0);
  expect(messages[0]!.time).toBeGreaterThanOrEqual(gatePassedAt);
  expect(messages[0]!.rpc).toMatch(/^(initialize|server\/discover)$/);
  // The gate sees the server within 100 ms of the moment it first could answer; the rest is for busy machines.
  const listeningAt = seen.find(({ event }) => event === 'listening')!.time;
  expect(requests[0]!.time - listeningAt).toBeLessThan(500);

  const { port } = new URL(ready.url!);
  await engine.stop(definition.id);
  expect(await isFree(Number(port))).toBe(true);
});

test('a server that crashes at boot fails at once, with its last words', async () => {
  const engine = makeEngine();
  const definition = launchedHttp('crash', 'crashAtBoot.mjs');
  await engine.start(definition);
  const failed = await settled(engine, definition.id);
  expect(failed.state).toMatchObject({ status: 'failed', diagnosis: { code: 'process.crashed' } });
  expect(step(failed.launch, 'process')).toMatchObject({
    status: 'failed',
    detail: 'exited with code 1',
  });
  expect(step(failed.launch, 'mcp')?.status).toBe('skipped');
  expect(failed.launch!.endedAt! - failed.launch!.startedAt).toBeLessThan(10_000);
  expect(engine.server(definition.id)?.output.texts('stderr').join('\n')).toContain('5432');
});

test('what a stdio server prints on stdout beside its messages is part of its output', async () => {
  const engine = makeEngine();
  const { run, ...rest } = stdio('noisy', 'stdioServer.mjs');
  const program = `console.log('Ready to serve!'); import(${JSON.stringify(run.args[0])})`;
  await engine.start({ ...rest, run: { ...run, args: ['-e', program] } });
  expect((await settled(engine, rest.id)).state.status).toBe('ready');
  expect(engine.server(rest.id)?.output.texts('stdout')).toEqual(['Ready to serve!']);
});

test('a command that is not there fails in its first step', async () => {
  const engine = makeEngine();
  const definition = stdio('missing');
  await engine.start({ ...definition, run: { ...definition.run, command: 'no-such-program-x' } });
  const failed = await settled(engine, definition.id);
  expect(step(failed.launch, 'config')?.status).toBe('failed');
  expect(failed.state).toMatchObject({ diagnosis: { code: 'process.command-not-found' } });
});

test('a server that exits after it was ready has crashed, at once', async () => {
  const engine = makeEngine();
  const definition = stdio('leaver');
  await engine.start(definition);
  await untilStatus(engine, definition.id, 'ready');
  engine.server(definition.id)!.session!.call({ method: 'tools/call', params: { name: 'exit' } });
  const failed = await untilStatus(engine, definition.id, 'failed');
  expect(failed.state).toMatchObject({ diagnosis: { code: 'run.crashed' } });
  expect(failed.process).toBeUndefined();
});

test('a URL where nobody listens fails at once: nothing of ours is to be waited for', async () => {
  const engine = makeEngine();
  const definition = remote('nobody', 'http://127.0.0.1:9/mcp');
  await engine.start(definition);
  const failed = await settled(engine, definition.id);
  expect(failed.state).toMatchObject({ diagnosis: { code: 'net.refused' } });
  expect(step(failed.launch, 'tcp')).toMatchObject({ status: 'failed', attempts: 1 });
});

test('a server in another process is reached by its URL', async () => {
  const engine = makeEngine();
  const launched = launchedHttp('behind');
  await engine.start(launched);
  const { url } = await settled(engine, launched.id);
  const definition = remote('by-url', url!);
  await engine.start(definition);
  expect((await settled(engine, definition.id)).state).toEqual({ status: 'ready' });
});

test('starting what runs restarts it', async () => {
  const engine = makeEngine();
  const definition = stdio('again');
  await engine.start(definition);
  const first = await untilStatus(engine, definition.id, 'ready');
  await engine.start(definition);
  const second = await until(
    engine,
    definition.id,
    ({ state, process }) => state.status === 'ready' && process?.pid !== first.process?.pid,
  );
  expect(second.state.status).toBe('ready');
  expect(isAlive(first.process!.pid)).toBe(false);
});

/** Gets a server ready, and makes it crash. */
async function crash(engine: Engine, definition: LaunchDefinition) {
  await engine.start(definition);
  const ready = await untilStatus(engine, definition.id, 'ready');
  engine.server(definition.id)!.session!.call({ method: 'tools/call', params: { name: 'exit' } });
  await untilStatus(engine, definition.id, 'failed');
  return ready;
}

test('a server that is to be restarted when it crashes comes back with another process', async () => {
  const engine = makeEngine();
  const definition = { ...stdio('phoenix'), restartOnCrash: true };
  const first = await crash(engine, definition);
  const second = await untilStatus(engine, definition.id, 'ready');
  expect(second.process?.pid).not.toBe(first.process?.pid);
});

test('a stop while a server waits for its restart is a stop', async () => {
  const engine = makeEngine();
  const [stopped, later] = ['stopped', 'later'].map((name) => ({
    ...stdio(name),
    restartOnCrash: true,
  }));
  await crash(engine, stopped!);
  await engine.stop(stopped!.id);
  // The other one crashes later, so its restart comes after the one that must not come.
  await crash(engine, later!);
  await untilStatus(engine, later!.id, 'ready');
  expect(engine.server(stopped!.id)?.state).toEqual({ status: 'stopped' });
});
