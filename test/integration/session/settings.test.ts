import { describe, expect, test } from 'vitest';
import { call, MODERN, next, open, openBoth, RAW, startNode, stdioTarget, WAYS } from './support';

describe.each(WAYS)('in the %s era over %s', (era, transport) => {
  test('the server logs from the wanted level on, and it is kept', async () => {
    const { session } = await openBoth(era, transport);
    await session.setLogLevel('warning');
    expect(session.state.logLevel).toBe('warning');
    const last = next(session.onDidLog, ({ level }) => level === 'emergency');
    await call(session, 'tools/call', { name: 'log', arguments: { message: 'hello' } });
    await last;
    const levels = ['warning', 'error', 'critical', 'alert', 'emergency'];
    expect(session.log()).toMatchObject(
      levels.map((level, seq) => ({
        seq,
        source: 'server',
        level,
        logger: 'everything-modern',
        data: { message: 'hello', level },
      })),
    );
    session.clearLog();
    expect(session.log()).toEqual([]);
  });

  test('it can be left to the server again only where there is a way to say so', async () => {
    const { session, recorder } = await openBoth(era, transport);
    await session.setLogLevel('debug');
    if (era === 'legacy') {
      expect(recorder.sent()).toContain('logging/setLevel');
      await expect(session.setLogLevel(undefined)).rejects.toThrow('cannot be taken back');
      return;
    }
    await session.setLogLevel(undefined);
    await call(session, 'tools/call', { name: 'log', arguments: { message: 'hello' } });
    expect(session.log()).toEqual([]);
    expect(recorder.sent()).not.toContain('logging/setLevel');
  });

  test('arguments of prompts and of addresses are completed, in view of the others', async () => {
    const { session } = await openBoth(era, transport);
    const country = await session.complete({
      ref: { type: 'ref/prompt', name: 'test_prompt_with_arguments' },
      argument: { name: 'arg1', value: 'f' },
    });
    expect(country).toMatchObject({ completion: { values: ['france'] } });
    const city = await session.complete({
      ref: { type: 'ref/resource', uri: 'test://places/{country}/{city}' },
      argument: { name: 'city', value: '' },
      context: { arguments: { country: 'italy' } },
    });
    expect(city).toMatchObject({ completion: { values: ['milan', 'pisa', 'rome'] } });
    const nobody = {
      ref: { type: 'ref/prompt', name: 'nobody' },
      argument: { name: 'x', value: '' },
    };
    await expect(session.complete(nobody)).rejects.toThrow('nobody');
    // Nothing of it is a call that a person made.
    expect(session.calls()).toEqual([]);
  });

  test('ping is there as long as the protocol has it', async () => {
    const { session, recorder } = await openBoth(era, transport);
    if (era === 'legacy') expect(await session.ping()).toBeGreaterThan(0);
    else await expect(session.ping()).rejects.toThrow('no ping');
    expect(recorder.sent().includes('ping')).toBe(era === 'legacy');
  });
});

test('notifications of any kind are sent, with the envelope of the era', async () => {
  const server = startNode(RAW);
  const { session } = await open(stdioTarget(server));
  await session.notify('notifications/anything', { a: [1] });
  expect((await server.stderr(/^told notifications\/anything (.*)/))[1]).toBe('{"a":[1]}');
  const modern = await open(stdioTarget(startNode(MODERN, ['stdio'])));
  await modern.session.notify('notifications/anything', { a: 1 });
  const { text } = modern.recorder.all.findLast(({ kind }) => kind === 'clientToServer')!;
  expect(JSON.parse(text).params).toMatchObject({
    a: 1,
    _meta: { 'io.modelcontextprotocol/protocolVersion': '2026-07-28' },
  });
});

test('a bare request goes as it is, without envelope and token', async () => {
  const { session, recorder } = await open(stdioTarget(startNode(MODERN, ['stdio'])));
  const { id } = session.call({ method: 'tools/list', params: { odd: 1 }, bare: true });
  await next(session.onDidChangeCall, (record) => record.id === id && record.status !== 'running');
  const { text } = recorder.all.findLast(({ kind }) => kind === 'clientToServer')!;
  expect(JSON.parse(text)).toEqual({
    jsonrpc: '2.0',
    id: expect.any(Number),
    method: 'tools/list',
    params: { odd: 1 },
  });
});
