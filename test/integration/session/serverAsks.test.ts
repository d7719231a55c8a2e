import { describe, expect, test } from 'vitest';
import { ATTENDED_OFFERS } from '../../../src/proxy/session/offers';
import {
  asked,
  call,
  callThat,
  ended,
  next,
  open,
  openBoth,
  outcome,
  RAW,
  reference,
  startEverything,
  startNode,
  stdioTarget,
  textOf,
  WAYS,
} from './support';

const tool = (name: string, args: object = {}) => ({
  method: 'tools/call',
  params: { name, arguments: args },
});

describe.each(WAYS)('a server of the %s era over %s', (era, transport) => {
  test('asks for a form, and gets what a person fills in', async () => {
    const { session } = await openBoth(era, transport);
    const { id } = session.call(tool('test_elicitation', { message: 'Who are you?' }));
    const request = await asked(session);
    expect(request).toMatchObject({
      method: 'elicitation/create',
      params: { message: 'Who are you?', requestedSchema: { required: ['username', 'email'] } },
      origin: era === 'legacy' ? { kind: 'request' } : { kind: 'call', callId: id, key: 'user' },
      deadline: expect.any(Number),
    });
    expect(session.callRecord(id)?.status).toBe(era === 'legacy' ? 'running' : 'inputRequired');
    const content = { username: 'ada', email: 'ada@example.org' };
    session.answer(request.id, { result: { action: 'accept', content } });
    expect(await outcome(session, request)).toMatchObject({ status: 'answered' });
    const record = await ended(session, id);
    expect(record.status).toBe('succeeded');
    expect(textOf(record)).toContain(`action=accept, content=${JSON.stringify(content)}`);
    expect(() => session.answer(request.id, { action: 'cancel' })).toThrow('answered');
  });

  test.each(['decline', 'cancel'] as const)('is told by the action %s', async (action) => {
    const { session } = await openBoth(era, transport);
    const { id } = session.call(tool('test_elicitation', { message: 'Who are you?' }));
    const request = await asked(session);
    session.answer(request.id, { action });
    expect(textOf(await ended(session, id))).toContain(`action=${action}`);
    const { status } = await outcome(session, request);
    expect(status).toBe(action === 'decline' ? 'declined' : 'cancelled');
  });

  test('asks for what a model would say', async () => {
    const { session } = await openBoth(era, transport);
    const { id } = session.call(tool('test_sampling', { prompt: 'Capital of France?' }));
    const request = await asked(session);
    expect(request).toMatchObject({ method: 'sampling/createMessage', params: { maxTokens: 100 } });
    const message = { role: 'assistant', content: { type: 'text', text: 'Paris' }, model: 'me' };
    session.answer(request.id, { result: message });
    expect(textOf(await ended(session, id))).toBe('LLM response: Paris');
  });

  test('learns that a person refuses to be the model', async () => {
    const { session } = await openBoth(era, transport);
    const { id } = session.call(tool('test_sampling', { prompt: 'Capital of France?' }));
    const request = await asked(session);
    session.answer(request.id, { action: 'decline' });
    const record = await ended(session, id);
    // The modern era has no way to say no to it: the call is not sent again.
    if (era === 'modern') expect(record).toMatchObject({ status: 'cancelled' });
    else expect(textOf(record)).toContain('rejected');
    expect(await outcome(session, request)).toMatchObject({
      status: 'declined',
      answer: { error: { code: -1 } },
    });
  });

  test('sends a person to an address', async () => {
    const { session } = await openBoth(era, transport);
    const url = 'https://example.org/sign-in';
    const { id } = session.call(tool('sign_in_elsewhere', { url }));
    const request = await asked(session);
    expect(request.params).toMatchObject({ mode: 'url', url });
    const completed = next(
      session.onDidChangePendingRequest,
      ({ completedAt }) => completedAt !== undefined,
    );
    session.answer(request.id, { result: { action: 'accept' } });
    expect(textOf(await ended(session, id))).toContain('accept');
    // Only the legacy era tells when the person is done there.
    if (era === 'legacy') expect((await completed).id).toBe(request.id);
  });

  test('gets the roots of the moment, and leaves a note of its asking', async () => {
    const { session, recorder } = await openBoth(era, transport);
    await session.setRoots([{ uri: 'file:///elsewhere', name: 'elsewhere' }]);
    const told = recorder.sent().includes('notifications/roots/list_changed');
    expect(told).toBe(era === 'legacy');
    const record = await call(session, 'tools/call', { name: 'list_client_roots', arguments: {} });
    expect(textOf(record)).toBe('elsewhere file:///elsewhere');
    expect(session.state.roots).toEqual([{ uri: 'file:///elsewhere', name: 'elsewhere' }]);
    expect(session.pendingRequests()).toMatchObject([
      { method: 'roots/list', status: 'answered', automatic: true },
    ]);
  });

  test('waits no longer than a person may take', async () => {
    const { session } = await openBoth(era, transport, { answerTimeout: 50 });
    const { id } = session.call(tool('test_elicitation', { message: 'Who are you?' }));
    const request = await asked(session);
    expect(await outcome(session, request)).toMatchObject({ status: 'timedOut' });
    const record = await ended(session, id);
    if (era === 'modern') expect(record).toMatchObject({ status: 'timedOut' });
    else expect(textOf(record)).toContain('action=cancel');
  });

  test('asks in vain when its session is closed', async () => {
    const { session } = await openBoth(era, transport);
    const { id } = session.call(tool('test_elicitation', { message: 'Who are you?' }));
    const request = await asked(session);
    await session.close();
    expect((await outcome(session, request)).status).toBe(era === 'legacy' ? 'lost' : 'cancelled');
    expect((await ended(session, id)).status).toBe('cancelled');
    expect(() => session.answer(request.id, { action: 'cancel' })).toThrow('no answer');
  });

  test('is not asked for what was not offered', async () => {
    const { session } = await openBoth(era, transport, { offers: { roots: true } });
    expect(session.state.offers).toEqual({ roots: era === 'legacy' ? { listChanged: true } : {} });
    const record = await call(session, 'tools/call', tool('test_sampling', { prompt: 'x' }).params);
    expect(JSON.stringify(record.error ?? record.result)).toMatch(/sampling|capabilit/i);
    expect(session.pendingRequests()).toEqual([]);
  });
});

test.each(WAYS.filter(([, transport]) => transport === 'stdio'))(
  'what a server of the %s era over %s has asked is lost when it dies',
  async (era, transport) => {
    const { session, server } = await openBoth(era, transport);
    const { id } = session.call(tool('test_elicitation', { message: 'Who are you?' }));
    const request = await asked(session);
    server.child.kill('SIGKILL');
    expect((await outcome(session, request)).status).toBe('lost');
    expect((await ended(session, id)).status).toBe('failed');
  },
);

test('a request that the server takes back is withdrawn, and not answered', async () => {
  const server = startNode(RAW, ['ask-and-cancel']);
  const { session, recorder } = await open(stdioTarget(server), { offers: ATTENDED_OFFERS });
  const request = await asked(session);
  expect(request).toMatchObject({ method: 'sampling/createMessage', origin: { rpcId: 'x' } });
  await session.notify('notifications/test/cancel-now', {});
  expect(await outcome(session, request)).toMatchObject({ status: 'withdrawn' });
  await call(session, 'tools/call', { name: 'tool-0' });
  expect(recorder.sent()).not.toContain('answer x');
});

test('a server over the older transport asks as well', async () => {
  const { url } = await startEverything('sse');
  const { session } = await open({ kind: 'sse', url, headers: {} }, { offers: ATTENDED_OFFERS });
  const { id } = session.call(tool('trigger-elicitation-request'));
  const request = await asked(session);
  session.answer(request.id, { action: 'decline' });
  expect(textOf(await ended(session, id))).toContain('declined');
});

test('a server that asks without end is refused when nobody could answer it all', async () => {
  const server = startNode(RAW, ['ask-much']);
  const { session } = await open(stdioTarget(server), { offers: ATTENDED_OFFERS });
  await server.stderr(/^answer m1200 .*Too many/);
  expect(session.pendingRequests()).toHaveLength(1000);
});

describe('server-everything', () => {
  const everything = () =>
    open(stdioTarget(startNode(reference('everything'), ['stdio'])), { offers: ATTENDED_OFFERS });

  test('refuses a call until an address was visited, and takes it then', async () => {
    const { session } = await everything();
    const url = 'https://example.org/';
    const { id } = session.call(tool('trigger-url-elicitation', { url, errorPath: true }));
    const required = await asked(session);
    expect(required).toMatchObject({ origin: { kind: 'refusal', callId: id } });
    expect(await callThat(session, id, ({ status }) => status === 'inputRequired')).toMatchObject({
      error: { code: -32042, data: { elicitations: [{ mode: 'url' }] } },
    });
    session.answer(required.id, { result: { action: 'accept' } });
    // It does not tell when the person is done there: the person does.
    session.retry(id);
    const again = await asked(session);
    expect(again).toMatchObject({ origin: { kind: 'request' }, params: { url } });
    session.answer(again.id, { result: { action: 'accept' } });
    const record = await ended(session, id);
    expect(record).toMatchObject({ status: 'succeeded', rounds: 2 });
    expect(record.error).toBeUndefined();
  });

  test('a call that it refused and whose address nobody visits has failed', async () => {
    const { session } = await everything();
    const url = 'https://example.org/';
    const { id } = session.call(tool('trigger-url-elicitation', { url, errorPath: true }));
    session.answer((await asked(session)).id, { action: 'decline' });
    expect(await ended(session, id)).toMatchObject({ status: 'failed', error: { code: -32042 } });
  });

  test.each([
    ['trigger-sampling-request-async', { prompt: 'Hello?', maxTokens: 10 }],
    ['trigger-elicitation-request-async', {}],
  ])('%s makes a task of ours of what it asks, and fetches the answer', async (name, args) => {
    const { session, recorder } = await everything();
    const { id } = session.call(tool(name, args));
    const request = await asked(session);
    expect(request.taskId).toBeTruthy();
    const content = { type: 'text', text: 'from a person' };
    session.answer(request.id, {
      result: request.method.startsWith('sampling')
        ? { role: 'assistant', content, model: 'me' }
        : { action: 'accept', content: { name: 'from a person' } },
    });
    const record = await ended(session, id);
    expect(textOf(record)).toContain('[COMPLETED]');
    expect(textOf(record)).toContain('from a person');
    const received = recorder.all.filter(({ kind }) => kind === 'serverToClient');
    expect(received.map(({ text }) => JSON.parse(text).method)).toEqual(
      expect.arrayContaining(['tasks/get', 'tasks/result']),
    );
  });
});
