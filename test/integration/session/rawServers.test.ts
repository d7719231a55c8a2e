import { expect, test } from 'vitest';
import { call, next, open, RAW, startNode, stdioTarget } from './support';

const openRaw = (how: readonly string[], options = {}) =>
  open(stdioTarget(startNode(RAW, how)), options);

test.each([['crlf'], ['split'], ['one-chunk']])('lines written %s are read', async (how) => {
  const { session } = await openRaw([how]);
  await session.start();
  expect(session.catalog).toMatchObject({ errors: [], tools: [{ name: 'tool-0' }] });
});

test('noise is reported and recorded in its place, and breaks nothing', async () => {
  const { session, noise, recorder } = await openRaw(['noise']);
  const lines = ['starting up…', '{"level":30,"msg":"hello"}', '[1,2]'];
  expect(noise).toEqual(lines);
  const recorded = recorder.all.filter(({ kind }) => kind === 'noise');
  expect(recorded.map(({ text }) => text)).toEqual(lines);
  await session.start();
  expect(session.summary.counts?.tools).toBe(1);
});

test('what nobody knows is kept, and nothing is hidden for being against the rules', async () => {
  const { session } = await openRaw(['unknown-keys']);
  expect(session.summary.serverInfo).toMatchObject({ name: 'raw', motto: 'all raw' });
  await session.start();
  expect(session.catalog.tools).toMatchObject([
    {
      name: 'tool-0',
      colour: 'green',
      inputSchema: { properties: { n: { 'x-mcp-header': 'no good' } } },
    },
  ]);
});

test('all pages are listed', async () => {
  const { session } = await openRaw(['pages']);
  await session.start();
  expect(session.catalog.tools.map(({ name }) => name)).toEqual(['tool-0', 'tool-1', 'tool-2']);
});

test('pages without an end are not followed for ever', async () => {
  const { session } = await openRaw(['endless-pages']);
  await session.start();
  expect(session.catalog.tools).toHaveLength(2);
  expect(session.catalog.errors).toEqual([
    { method: 'tools/list', message: 'The server gave the cursor 1 twice' },
  ]);
});

test('a server that tells of a change whenever it is listed is listed ever more rarely', async () => {
  const { session, recorder } = await openRaw(['loop']);
  await session.start();
  const revisions: number[] = [];
  const enough = next(session.onDidChangeCatalog, () => revisions.push(performance.now()) === 4);
  await enough;
  const waits = revisions.slice(1).map((time, index) => time - revisions[index]!);
  expect(waits[2]!).toBeGreaterThan(waits[0]! * 1.5);
  expect(recorder.sent().filter((method) => method === 'tools/list').length).toBeLessThan(8);
});

test('an invalid request of the server is answered, an unknown one refused', async () => {
  const server = startNode(RAW, ['ask']);
  await open(stdioTarget(server));
  expect((await server.stderr(/^answer a (.*)/))[1]).toContain('file:///project');
  expect((await server.stderr(/^answer b (.*)/))[1]).toContain('-32601');
  expect((await server.stderr(/^answer c (.*)/))[1]).toBe('{}');
});

test('a server that passes over server/discover gets initialize after a while', async () => {
  const { session, recorder } = await openRaw(['ignore-discover']);
  expect(session.summary.era).toBe('legacy');
  const methods = ['server/discover', 'initialize', 'notifications/initialized'];
  expect(recorder.sent()).toEqual(methods);
});

test('a slow server of the modern era is not taken for a legacy one', async () => {
  const { session } = await openRaw(['discover-late']);
  expect(session.summary.era).toBe('modern');
});

test.each([
  ['exit-on-discover', { kind: 'closed', method: 'server/discover' }],
  ['close', { kind: 'closed' }],
  ['bad-version', { kind: 'version', server: ['1999-01-01'] }],
  ['bad-answer', { kind: 'invalidMessage', problem: '"result" is not an object' }],
  ['not-json-rpc', { kind: 'invalidMessage', problem: 'it does not say "jsonrpc": "2.0"' }],
  [
    'bad-result',
    {
      kind: 'invalidMessage',
      problem: '"serverInfo" of the result of initialize is not an object',
    },
  ],
  [
    'error',
    {
      kind: 'errorResponse',
      method: 'initialize',
      code: -32000,
      message: 'Not today',
      data: { until: 'tomorrow' },
    },
  ],
])('a handshake that meets %s says so', async (how, failure) => {
  await expect(openRaw([how])).rejects.toMatchObject({ name: 'HandshakeError', failure });
});

test('a handshake has a limit', async () => {
  const options = { timeoutMs: 200, era: 'modern' };
  await expect(openRaw(['ignore-discover'], options)).rejects.toMatchObject({
    failure: { kind: 'timeout', afterMs: 200 },
  });
});

test('a handshake can be aborted, before it begins and under way', async () => {
  const aborted = { failure: { kind: 'aborted' } };
  const signal = AbortSignal.abort();
  await expect(openRaw([], { signal })).rejects.toMatchObject(aborted);
  const abort = new AbortController();
  const server = startNode(RAW, ['ignore-discover']);
  const opening = open(stdioTarget(server), { signal: abort.signal });
  setImmediate(() => abort.abort());
  await expect(opening).rejects.toMatchObject(aborted);
  expect(server.child.stdin!.writableEnded).toBe(true);
});

test('the modern era alone is not had from a legacy server', async () => {
  await expect(openRaw([], { era: 'modern' })).rejects.toMatchObject({
    failure: { kind: 'errorResponse', method: 'server/discover', code: -32601 },
  });
});

test('a call that is never answered runs until it is cancelled', async () => {
  const { session } = await openRaw(['silent-calls']);
  const timed = await call(session, 'tools/call', { name: 'tool-0' }, 30);
  expect(timed).toMatchObject({ status: 'timedOut', error: { message: 'No answer within 30 ms' } });
  const started = session.call({ method: 'tools/call', params: { name: 'tool-0' } });
  const ended = next(session.onDidChangeCall);
  session.cancel(started.id);
  session.cancel(started.id);
  expect(await ended).toMatchObject({ id: started.id, status: 'cancelled' });
});

test('calls are sent as they were made', async () => {
  const { session, recorder } = await openRaw([]);
  const params = { name: 'x', arguments: { deep: [1, null] }, extra: true, _meta: { mine: 1 } };
  const record = await call(session, 'tools/call', params);
  expect(record.result).toMatchObject({ echoed: { deep: [1, null] } });
  const sent = recorder.all.findLast(({ text }) => text.includes('tools/call'))!;
  expect(JSON.parse(sent.text).params).toMatchObject({ ...params, _meta: { mine: 1 } });
});
