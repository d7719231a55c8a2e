import { describe, expect, test } from 'vitest';
import {
  call,
  ended,
  httpTarget,
  MODERN,
  next,
  open,
  type StartedServer,
  startModernHttp,
  startNode,
  stdioTarget,
} from './support';

async function start(kind: string, env: NodeJS.ProcessEnv = {}) {
  if (kind === 'http') {
    const server = await startModernHttp(env);
    return { server, target: httpTarget(server.url) };
  }
  const server: StartedServer = startNode(MODERN, ['stdio'], env);
  return { server, target: stdioTarget(server) };
}

describe.each(['stdio', 'http'])('a server of the modern era over %s', (kind) => {
  test('is recognised by one recorded server/discover', async () => {
    const { session, recorder } = await open((await start(kind)).target);
    expect(recorder.sent()).toEqual(['server/discover']);
    expect(session.summary).toMatchObject({
      era: 'modern',
      protocolVersion: '2026-07-28',
      serverInfo: { name: 'modern-server', title: 'Modern server' },
      instructions: 'For tests.',
    });
  });

  test('speaks the legacy era if that is asked for', async () => {
    const { session, recorder } = await open((await start(kind)).target, { era: 'legacy' });
    expect(recorder.sent()).toEqual(['initialize', 'notifications/initialized']);
    expect(session.summary).toMatchObject({ era: 'legacy', protocolVersion: '2025-11-25' });
    await session.start();
    expect(session.catalog.errors).toEqual([]);
    expect(session.summary.counts).toEqual({ tools: 8, resources: 1, prompts: 1 });
  });

  test('offers its lists and results as they are on the wire', async () => {
    const { session } = await open((await start(kind)).target);
    await session.start();
    expect(session.summary.counts).toEqual({ tools: 8, resources: 1, prompts: 1 });
    const tool = (name: string, args: object) =>
      call(session, 'tools/call', { name, arguments: args });
    expect(await tool('structured', {})).toMatchObject({
      status: 'succeeded',
      result: { structuredContent: { answer: 42 }, resultType: 'complete' },
    });
    expect(await tool('image', {})).toMatchObject({
      result: { content: [{ type: 'image', mimeType: 'image/png' }] },
    });
    const read = await call(session, 'resources/read', { uri: 'test://note' });
    expect(read.result).toMatchObject({ contents: [{ text: 'Noted.' }] });
    const params = { name: 'greet', arguments: { name: 'Ada' } };
    expect((await call(session, 'prompts/get', params)).result).toMatchObject({
      messages: [{ content: { text: 'Hello, Ada!' } }],
    });
    expect(await call(session, 'no/such', {})).toMatchObject({
      status: 'failed',
      error: { code: -32601 },
    });
    expect(await call(session, 'tools/call', { name: 'echo', arguments: {} })).toMatchObject({
      status: 'succeeded',
      result: { isError: true },
    });
  });

  test('cancelling reaches the running tool', async () => {
    const { server, target } = await start(kind);
    const { session } = await open(target);
    const params = { name: 'long', arguments: { steps: 1000, ms: 60_000 } };
    const started = session.call({ method: 'tools/call', params });
    const changed = await next(session.onDidChangeCall, ({ progress }) => progress !== undefined);
    expect(changed.progress).toMatchObject({ total: 1000, message: 'step 1' });
    session.cancel(started.id);
    await server.stderr(/^cancelled$/);
    expect((await ended(session, started.id)).status).toBe('cancelled');
    const timedOut = await call(session, 'tools/call', params, 50);
    expect(timedOut.status).toBe('timedOut');
  });

  test('tells of a new tool, which is then listed', async () => {
    const { session } = await open((await start(kind)).target);
    await session.start();
    const listed = next(session.onDidChangeCatalog, ({ tools }) => tools.length === 9);
    const counted = next(session.onDidChangeSummary, ({ counts }) => counts?.tools === 9);
    await call(session, 'tools/call', { name: 'add-tool', arguments: { name: 'brand-new' } });
    expect((await listed).tools.map(({ name }) => name)).toContain('brand-new');
    await counted;
  });

  test('gets the roots that it asks for by an unfinished result', async () => {
    const { session } = await open((await start(kind)).target);
    const record = await call(session, 'tools/call', { name: 'roots', arguments: {} });
    expect(record).toMatchObject({ status: 'succeeded' });
    expect(JSON.stringify(record.result)).toContain('file:///project');
  });

  test('is refused in the legacy era if it does not speak that', async () => {
    const { target } = await start(kind, { LEGACY: 'reject' });
    await expect(open(target, { era: 'legacy' })).rejects.toMatchObject({
      failure: { kind: 'version', server: ['2026-07-28'] },
    });
  });
});

test('a value that the schema marks goes into a header, whatever its characters', async () => {
  const { session } = await open((await start('http')).target);
  await session.start();
  for (const region of ['eu-west', 'Zürich ', '']) {
    const record = await call(session, 'tools/call', { name: 'in-region', arguments: { region } });
    expect(record).toMatchObject({
      status: 'succeeded',
      result: { content: [{ text: region }] },
    });
  }
});
