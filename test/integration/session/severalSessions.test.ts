import { once } from 'node:events';
import getPort from 'get-port';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Engine } from '../../../src/proxy/engine';
import type { InspectorSession } from '../../../src/proxy/session/inspectorSession';
import type { LaunchDefinition } from '../../../src/shared/model/server';
import { launchedHttp, remote, stdio } from '../engine/definitions';
import { aliveOf, makeEngine, settled, until } from '../engine/harness';
import {
  BOTH,
  call,
  callThat,
  ended,
  next,
  reference,
  startNode,
  textOf,
  touch,
  touchUntilTold,
  WATCHED,
} from './support';

const BOTH_FILE = 'everythingModern/server.mjs';
/** The server that speaks both eras, over stdio. */
function overStdio(name: string, era: string): LaunchDefinition & { kind: 'stdio' } {
  const definition = stdio(name, BOTH_FILE, { ERA: era });
  return { ...definition, run: { ...definition.run, args: [...definition.run.args, '--stdio'] } };
}

async function ready(engine: Engine, definition: LaunchDefinition) {
  await engine.start(definition);
  const snapshot = await settled(engine, definition.id);
  expect(snapshot.state).toEqual({ status: 'ready' });
  return engine.server(definition.id)!;
}

describe.each(['legacy', 'modern'])('in the %s era', (era) => {
  test('another session over HTTP is one of its own with the same server', async () => {
    const engine = makeEngine();
    const server = await ready(engine, launchedHttp('several', BOTH_FILE, { ERA: era }));
    const opened: string[] = [];
    engine.onDidOpenSession(({ id }) => opened.push(id));
    const [first, second] = [server.session!, await server.openSession()];
    expect(opened).toEqual([second.id]);
    expect(second.id).not.toBe(first.id);
    expect(server.snapshot()).toMatchObject({
      session: { id: first.id },
      otherSessions: [{ id: second.id, era }],
    });
    expect(server.sessionOf(second.id)).toBe(second);
    expect(server.sessionOf(undefined)).toBe(first);

    // What one is told, the other is not.
    const active = next(second.onDidChangeState, ({ subscriptions }) =>
      subscriptions.some(({ status }) => status === 'active'),
    );
    await second.subscribe(WATCHED);
    await active;
    await touchUntilTold(first, second);
    expect(first.state.subscriptions).toEqual([]);
    expect(second.calls()).toEqual([]);

    await server.closeSession(second.id);
    expect(second.end).toEqual({ kind: 'closed' });
    expect(server.snapshot().otherSessions).toBeUndefined();
    expect((await touch(first)).status).toBe('succeeded');
    await expect(server.closeSession(second.id)).rejects.toThrow('no such session');
  });

  test('another session over stdio has a process of its own, which ends with it', async () => {
    const engine = makeEngine();
    const server = await ready(engine, overStdio('several', era));
    const second = await server.openSession();
    const pids = engine.table.own.map(({ pid }) => pid);
    expect(pids).toHaveLength(2);
    expect(aliveOf(pids)).toEqual(pids);
    expect((await touch(second)).status).toBe('succeeded');
    await server.closeSession(second.id);
    const [left] = aliveOf(pids);
    expect(aliveOf(pids)).toEqual([left]);
    expect(left).toBe(server.snapshot().process!.pid);
    expect((await touch(server.session!)).status).toBe('succeeded');
  });

  test('all sessions end with their server', async () => {
    const engine = makeEngine();
    const server = await ready(engine, overStdio('several', era));
    const others = await Promise.all([server.openSession(), server.openSession()]);
    const pids = engine.table.own.map(({ pid }) => pid);
    expect(pids).toHaveLength(3);
    await engine.stop(server.definition.id);
    expect(aliveOf(pids)).toEqual([]);
    expect(others.map(({ end }) => end?.kind)).toEqual(['closed', 'closed']);
    await expect(server.openSession()).rejects.toThrow('not ready');
  });
});

test.each([
  ['stdio', () => overStdio('stopped', 'legacy')],
  ['HTTP', () => launchedHttp('stopped', BOTH_FILE, { ERA: 'legacy' })],
])('a stop ends a session over %s that is on its way', async (_, define) => {
  const engine = makeEngine();
  const server = await ready(engine, define());
  const opened: InspectorSession[] = [];
  engine.onDidOpenSession((session) => opened.push(session));
  const opening = server.openSession();
  const refused = expect(opening).rejects.toThrow();
  await engine.stop(server.definition.id);
  await refused;
  expect(opened).toEqual([]);
  expect(engine.table.own).toEqual([]);
  expect(server.snapshot().otherSessions).toBeUndefined();
});

test('a session whose process dies is gone, and the server stays', async () => {
  const engine = makeEngine();
  const server = await ready(engine, overStdio('several', 'modern'));
  const { pid: first } = server.snapshot().process!;
  await server.openSession();
  const { pid } = engine.table.own.find((one) => one.pid !== first)!;
  const gone = until(engine, server.definition.id, ({ otherSessions }) => !otherSessions);
  process.kill(pid, 'SIGKILL');
  expect((await gone).state).toEqual({ status: 'ready' });
});

test('a session that cannot be opened says why, and leaves nothing', async () => {
  const engine = makeEngine();
  const definition = stdio('once', 'stdioServer.mjs');
  const server = await ready(engine, definition);
  const first = server.snapshot().process!.pid;
  definition.run.args[0] = 'no-such-file.mjs';
  await expect(server.openSession()).rejects.toThrow(/no-such-file/);
  expect(engine.table.own.map(({ pid }) => pid)).toEqual([first]);
});

test('several servers have several sessions each, at once', async () => {
  const engine = makeEngine();
  const servers = await Promise.all([
    ready(engine, overStdio('one', 'legacy')),
    ready(engine, overStdio('two', 'modern')),
    ready(engine, launchedHttp('three', BOTH_FILE)),
  ]);
  const sessions = await Promise.all(
    servers.flatMap((server) => [server.openSession(), server.openSession()]),
  );
  const all = [...servers.map(({ session }) => session!), ...sessions];
  expect(new Set(all.map(({ id }) => id)).size).toBe(9);
  const records = await Promise.all(
    all.map((session) => call(session, 'tools/call', { name: 'test_simple_text', arguments: {} })),
  );
  expect(new Set(records.map(({ status }) => status))).toEqual(new Set(['succeeded']));
});

test('a session that the server forgot by a restart goes on where it was, and says so', async () => {
  const port = String(await getPort({ host: '127.0.0.1' }));
  const env = { PORT: port };
  const start = async () => {
    const started = startNode(BOTH, [], { ...env, ERA: 'legacy' });
    await started.stderr(/^listening/);
    return started.child;
  };
  const child = await start();
  const engine = makeEngine();
  const definition = remote('restarted', `http://127.0.0.1:${port}/mcp`);
  const server = await ready(engine, definition);
  const before = server.session!;
  await before.setLogLevel('warning');
  await before.subscribe(WATCHED);
  await touchUntilTold(before, before);
  const callsBefore = before.calls().length;
  const other = await server.openSession();
  const { changes } = before.state.subscriptions[0]!;
  child.kill('SIGKILL');
  await once(child, 'exit');
  await start();

  const degraded = until(engine, definition.id, ({ state }) => state.status === 'degraded');
  const reopened = next(engine.onDidOpenSession);
  const lost = before.call({
    method: 'tools/call',
    params: { name: 'touch_watched_resource', arguments: {} },
  });
  expect(await ended(before, lost.id)).toMatchObject({
    status: 'failed',
    error: { message: expect.stringContaining('404') },
  });
  expect((await degraded).state).toMatchObject({ diagnosis: { code: 'run.session-lost' } });
  const after = await reopened;
  expect(after.id).not.toBe(before.id);
  await until(engine, definition.id, ({ session }) => session?.id === after.id);
  const resumed = ({ subscriptions }: InspectorSession['state']) =>
    subscriptions.some(({ status }) => status === 'active');
  if (!resumed(after.state)) await next(after.onDidChangeState, resumed);
  expect(after.state.logLevel).toBe('warning');
  expect(after.log().map(({ data }) => data)).toContainEqual(
    expect.stringContaining('had forgotten the session'),
  );
  // What had been done is not forgotten with it.
  expect(after.calls()).toHaveLength(callsBefore + 1);
  expect(after.callRecord(lost.id)).toMatchObject({ status: 'failed', sessionId: before.id });
  await touchUntilTold(after, after, changes);

  // The other one is lost when it is next used, and comes back as well.
  const otherReopened = next(engine.onDidOpenSession);
  expect((await touch(other)).status).toBe('failed');
  const another = await otherReopened;
  expect(server.snapshot().otherSessions).toMatchObject([{ id: another.id }]);
  expect((await touch(another)).status).toBe('succeeded');
});

test('what the definition says of a session is kept to', async () => {
  const engine = makeEngine();
  const server = await ready(engine, {
    ...stdio('pinned'),
    run: { command: process.execPath, args: [reference('everything'), 'stdio'], cwd: '/', env: {} },
    era: 'legacy',
    protocolVersion: '2025-06-18',
    offers: { sampling: true, roots: false },
    answerTimeout: 100,
  });
  const session = server.session!;
  expect(session.summary.protocolVersion).toBe('2025-06-18');
  expect(session.state.offers).toEqual({ sampling: {} });
  const params = { name: 'trigger-sampling-request', arguments: { prompt: 'x' } };
  const { id } = session.call({ method: 'tools/call', params });
  const request = await next(session.onDidChangePendingRequest);
  expect(request.deadline! - request.receivedAt).toBe(100);
  await next(session.onDidChangePendingRequest, ({ status }) => status === 'timedOut');
  expect(textOf(await callThat(session, id, ({ endedAt }) => endedAt !== undefined))).toContain(
    'Nobody answered within 100 ms',
  );
  onTestFinished(() => engine.close());
});
