import { describe, expect, test } from 'vitest';
import type { SessionTarget } from '../../../src/proxy/session/sessionTarget';
import {
  call,
  ended,
  httpTarget,
  next,
  open,
  reference,
  startEverything,
  startNode,
  stdioTarget,
} from './support';

const everything: Record<string, () => Promise<SessionTarget>> = {
  stdio: async () => stdioTarget(startNode(reference('everything'), ['stdio'])),
  http: async () => httpTarget((await startEverything('streamableHttp')).url),
  sse: async () => ({ kind: 'sse', url: (await startEverything('sse')).url, headers: {} }),
};

describe.each(Object.entries(everything))('server-everything over %s', (kind, start) => {
  test('opens, lists, calls, reads and gets', async () => {
    const { session, recorder } = await open(await start());
    expect(session.summary).toMatchObject({
      era: 'legacy',
      protocolVersion: '2025-11-25',
      serverInfo: { name: 'mcp-servers/everything' },
    });
    const handshake = ['initialize', 'notifications/initialized'];
    expect(recorder.sent()).toEqual(kind === 'sse' ? handshake : ['server/discover', ...handshake]);

    await session.start();
    const { tools, resources, resourceTemplates, prompts, errors } = session.catalog;
    expect(errors).toEqual([]);
    expect(tools.map(({ name }) => name)).toEqual(expect.arrayContaining(['echo', 'get-sum']));
    expect(resourceTemplates.length).toBeGreaterThan(0);
    expect(session.summary.counts).toEqual({
      tools: tools.length,
      resources: resources.length,
      prompts: prompts.length,
    });

    const sum = { name: 'get-sum', arguments: { a: 2, b: 3 } };
    const { status, result } = await call(session, 'tools/call', sum);
    expect(status).toBe('succeeded');
    expect(JSON.stringify(result)).toContain('5');
    const { uri } = resources[0]!;
    const read = await call(session, 'resources/read', { uri });
    expect(read.result).toMatchObject({ contents: [{ uri }] });
    const got = await call(session, 'prompts/get', { name: prompts[0]!.name });
    expect(got.result).toHaveProperty('messages');
  });

  test('reports progress, cancels and times out', async () => {
    const { session, recorder } = await open(await start());
    const long = (duration: number) => ({
      name: 'trigger-long-running-operation',
      arguments: { duration, steps: duration * 10 },
    });
    const started = session.call({ method: 'tools/call', params: long(60) });
    const changed = await next(session.onDidChangeCall, ({ progress }) => progress !== undefined);
    expect(changed).toMatchObject({ id: started.id, status: 'running', progress: { total: 600 } });
    session.cancel(started.id);
    const cancelled = await ended(session, started.id);
    expect(cancelled).toMatchObject({ status: 'cancelled' });
    const timedOut = await call(session, 'tools/call', long(60), 100);
    expect(timedOut.status).toBe('timedOut');
    expect(timedOut.endedAt! - timedOut.startedAt).toBeLessThan(5000);
    const told = recorder.all.filter(({ text }) => text.includes('notifications/cancelled'));
    expect(told).toHaveLength(2);
    // The session is as good as before.
    const echo = { name: 'echo', arguments: { message: 'still here' } };
    expect(JSON.stringify(await call(session, 'tools/call', echo))).toContain('still here');
  });
});

test.each([
  ['filesystem', [import.meta.dirname], 'list_directory', { path: import.meta.dirname }],
  ['memory', [], 'read_graph', {}],
] as const)('server-%s over stdio', async (name, args, tool, toolArguments) => {
  const { session } = await open(stdioTarget(startNode(reference(name), args)));
  await session.start();
  expect(session.catalog.errors).toEqual([]);
  expect(session.catalog.tools.map((offered) => offered.name)).toContain(tool);
  const record = await call(session, 'tools/call', { name: tool, arguments: toolArguments });
  expect(record).toMatchObject({ status: 'succeeded', result: { content: expect.anything() } });
});

test('the roots that server-everything asks for are the ones that were given', async () => {
  const { session, recorder } = await open(await everything.stdio!());
  await session.start();
  // It asks some time after it was initialized, and offers a tool that shows the answer.
  const show = { name: 'get-roots-list', arguments: {} };
  const record = await call(session, 'tools/call', show);
  expect(JSON.stringify(record.result)).toContain('file:///project');
  const answers = recorder.all.filter(({ text }) => text.includes('"roots":[{'));
  expect(answers.map(({ kind }) => kind)).toContain('clientToServer');
});

test('what a stdio server still says when its session closes does no harm', async () => {
  const server = startNode(reference('everything'), ['stdio']);
  const { session } = await open(stdioTarget(server));
  const closed = next(session.onDidEnd);
  const running = session.call({ method: 'tools/list', params: {} });
  await session.close();
  expect(await closed).toEqual({ kind: 'closed' });
  expect((await ended(session, running.id)).status).toBe('cancelled');
  expect(() => session.call({ method: 'ping', params: {} })).toThrow('closed');
  expect(server.child.stdin!.writableEnded).toBe(true);
});

test('the end of the process ends the session', async () => {
  const server = startNode(reference('everything'), ['stdio']);
  const { session } = await open(stdioTarget(server));
  const end = next(session.onDidEnd);
  const params = { name: 'trigger-long-running-operation', arguments: { duration: 60, steps: 2 } };
  const running = session.call({ method: 'tools/call', params });
  server.child.kill('SIGKILL');
  expect(await end).toMatchObject({ kind: 'connectionLost' });
  expect((await ended(session, running.id)).status).toBe('failed');
});
