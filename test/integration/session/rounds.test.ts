import { describe, expect, test } from 'vitest';
import type { CallRequest } from '../../../src/proxy/session/callRun';
import type { InspectorSession } from '../../../src/proxy/session/inspectorSession';
import { asked, callThat, ended, openBoth, textOf } from './support';

const PREFIX = 'test_input_required_result_';

function start(session: InspectorSession, name: string, more: Partial<CallRequest> = {}): string {
  const params = { name: PREFIX + name, arguments: {} };
  return session.call({ method: 'tools/call', params, ...more }).id;
}

const waits = (session: InspectorSession, id: string, round = 1) =>
  callThat(session, id, ({ status, rounds = 1 }) => status === 'inputRequired' && rounds === round);
const keyed = (session: InspectorSession, wanted: string) =>
  asked(session, ({ origin }) => origin.kind === 'call' && origin.key === wanted);
const accept = (content: object) => ({ result: { action: 'accept', content } });

describe.each(['stdio', 'http'] as const)('a call in several rounds over %s', (transport) => {
  test('asks for all it needs at once, and goes on when the last answer is there', async () => {
    const { session, recorder } = await openBoth('modern', transport);
    const id = start(session, 'multiple_inputs');
    const record = await waits(session, id);
    expect(record.result).toMatchObject({ resultType: 'input_required' });
    const name = await keyed(session, 'user_name');
    const greeting = await keyed(session, 'greeting');
    session.answer(name.id, accept({ name: 'Ada' }));
    expect(session.callRecord(id)?.status).toBe('inputRequired');
    const content = { type: 'text', text: 'Welcome' };
    session.answer(greeting.id, { result: { role: 'assistant', content, model: 'me' } });
    const end = await ended(session, id);
    expect(textOf(end)).toBe('Welcome Ada, of 1 roots');
    expect(end).toMatchObject({ status: 'succeeded', rounds: 2 });
    const sent = recorder.all.map(({ text }) => JSON.parse(text));
    const [first, second] = sent.filter(({ method }) => method === 'tools/call');
    expect(second.id).not.toBe(first.id);
    // The state goes back exactly as it came.
    const { result } = sent.find((message) => message.id === first.id && 'result' in message);
    expect(second.params.requestState).toBe(result.requestState);
    expect(Object.keys(second.params.inputResponses).sort()).toEqual([
      'client_roots',
      'greeting',
      'user_name',
    ]);
  });

  test('asks one thing after the other', async () => {
    const { session } = await openBoth('modern', transport);
    const id = start(session, 'multi_round');
    session.answer((await keyed(session, 'step1')).id, accept({ name: 'Ada' }));
    const second = await keyed(session, 'step2');
    expect(second.origin).toMatchObject({ kind: 'call', callId: id, round: 2 });
    session.answer(second.id, accept({ color: 'green' }));
    const record = await ended(session, id);
    expect(textOf(record)).toBe('Ada likes green');
    expect(record.rounds).toBe(3);
  });

  test('is sent again by hand only, where that is wanted', async () => {
    const { session, recorder } = await openBoth('modern', transport);
    const id = start(session, 'elicitation', { retry: 'manual' });
    const request = await keyed(session, 'user_name');
    session.answer(request.id, accept({ name: 'Ada' }));
    const calls = () => recorder.sent().filter((method) => method === 'tools/call').length;
    await session.refresh();
    expect(calls()).toBe(1);
    expect(session.callRecord(id)?.status).toBe('inputRequired');
    session.retry(id);
    expect(textOf(await ended(session, id))).toBe('Hello, Ada!');
    expect(() => session.retry(id)).toThrow('ended');
  });

  test('may go back with other answers, and with a state that the server then refuses', async () => {
    const { session } = await openBoth('modern', transport);
    const free = start(session, 'elicitation', { retry: 'manual' });
    await waits(session, free);
    const inputResponses = { user_name: { action: 'accept', content: { name: 'Grace' } } };
    session.retry(free, { inputResponses });
    expect(textOf(await ended(session, free))).toBe('Hello, Grace!');

    const confirm = { confirm: { action: 'accept', content: { ok: true } } };
    const sealed = start(session, 'tampered_state', { retry: 'manual' });
    const { result } = await waits(session, sealed);
    const { requestState } = result as { readonly requestState: string };
    session.retry(sealed, { inputResponses: confirm, requestState: `${requestState}x` });
    expect(await ended(session, sealed)).toMatchObject({ status: 'failed' });
    // What nobody was asked any more waits for no answer.
    expect(session.pendingRequests().filter(({ status }) => status === 'pending')).toEqual([]);
  });

  test('is asked again for what is missing', async () => {
    const { session } = await openBoth('modern', transport);
    const id = start(session, 'multiple_inputs');
    session.answer((await keyed(session, 'user_name')).id, accept({ name: 'Ada' }));
    session.retry(id);
    await waits(session, id, 2);
    expect(await keyed(session, 'greeting')).toMatchObject({ origin: { round: 2 } });
    session.cancel(id);
    expect(await ended(session, id)).toMatchObject({ status: 'cancelled' });
  });

  test('is given up by its cancellation, with all that it asks for', async () => {
    const { session } = await openBoth('modern', transport);
    const id = start(session, 'multiple_inputs');
    await waits(session, id);
    session.cancel(id);
    expect((await ended(session, id)).status).toBe('cancelled');
    const people = session.pendingRequests().filter(({ automatic }) => !automatic);
    expect(people.map(({ status }) => status)).toEqual(['cancelled', 'cancelled']);
  });

  test('a prompt asks too', async () => {
    const { session } = await openBoth('modern', transport);
    const params = { name: 'test_input_required_result_prompt' };
    const { id } = session.call({ method: 'prompts/get', params });
    session.answer((await keyed(session, 'user_context')).id, accept({ context: 'a test' }));
    expect(JSON.stringify((await ended(session, id)).result)).toContain('a test');
  });

  test('nobody is asked where nobody is there: the unfinished result is the answer', async () => {
    const { session } = await openBoth('modern', transport, { offers: { roots: true } });
    const record = await ended(session, start(session, 'capabilities'));
    expect(textOf(record)).toBe('All was answered');
    expect(record.rounds).toBe(2);
  });
});
