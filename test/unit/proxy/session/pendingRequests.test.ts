import { expect, test, vi } from 'vitest';
import { PendingRequests } from '../../../../src/proxy/session/pendingRequests';
import type { PendingRequest } from '../../../../src/shared/model/pendingRequest';

const IDS = { serverId: 's', sessionId: 'one' };
const make = (timeoutMs = 0, before: readonly PendingRequest[] = []) =>
  new PendingRequests(IDS, timeoutMs, before);
const elicitation = (params: object = {}) => ({
  method: 'elicitation/create',
  params: { message: 'Who?', ...params },
  origin: { kind: 'request', rpcId: 1 } as const,
});
const sampling = { ...elicitation(), method: 'sampling/createMessage' };

test('an answer ends the wait, and stands in the record', async () => {
  const pending = make();
  const { record, outcome } = pending.ask(elicitation());
  const answer = { result: { action: 'accept', content: { name: 'Ada' } } };
  pending.answer(record.id, answer);
  expect(await outcome).toEqual({ status: 'answered', answer });
  expect(pending.get(record.id)).toMatchObject({ ...IDS, status: 'answered', answer });
  expect(() => pending.answer(record.id, answer)).toThrow('answered');
  expect(() => pending.answer('nobody', answer)).toThrow('unknown');
});

test.each([
  [elicitation(), 'decline', 'declined', { result: { action: 'decline' } }],
  [elicitation(), 'cancel', 'cancelled', { result: { action: 'cancel' } }],
  [sampling, 'decline', 'declined', { error: { code: -1 } }],
] as const)(
  '%o: %s is told in the words of its method',
  async (request, action, status, answer) => {
    const pending = make();
    const { record, outcome } = pending.ask(request);
    pending.answer(record.id, { action });
    expect(await outcome).toMatchObject({ status, answer });
  },
);

test('an elicitation that is declined by its result is declined', async () => {
  const pending = make();
  const { record, outcome } = pending.ask(elicitation());
  pending.answer(record.id, { result: { action: 'decline' } });
  expect((await outcome).status).toBe('declined');
});

test('what is dropped has no answer', async () => {
  const pending = make();
  const { record, outcome } = pending.ask(elicitation());
  pending.drop(record.id, 'withdrawn');
  pending.drop(record.id, 'lost');
  expect(await outcome).toEqual({ status: 'withdrawn' });
  expect(pending.get(record.id)).not.toHaveProperty('answer');
});

test('nobody is waited for when the time is over', async () => {
  vi.useFakeTimers();
  try {
    const pending = make(1000);
    const { record, outcome } = pending.ask(sampling);
    expect(record.deadline).toBe(record.receivedAt + 1000);
    vi.advanceTimersByTime(999);
    expect(pending.get(record.id)!.status).toBe('pending');
    vi.advanceTimersByTime(1);
    expect(await outcome).toMatchObject({
      status: 'timedOut',
      answer: { error: { message: 'Nobody answered within 1000 ms' } },
    });
  } finally {
    vi.useRealTimers();
  }
});

test('the end of what was begun at an address is noted once', () => {
  const pending = make();
  const { record } = pending.ask(elicitation({ mode: 'url', elicitationId: 'e' }));
  const changes = vi.fn();
  pending.onDidChange(changes);
  pending.complete('another');
  pending.complete('e');
  pending.complete('e');
  expect(changes).toHaveBeenCalledTimes(1);
  expect(pending.get(record.id)!.completedAt).toEqual(expect.any(Number));
});

test('what belongs to a task goes with it', async () => {
  const pending = make();
  const mine = pending.ask({ ...elicitation(), taskId: 't' });
  const other = pending.ask(elicitation());
  pending.dropOfTask('t');
  expect((await mine.outcome).status).toBe('withdrawn');
  expect(pending.get(other.record.id)!.status).toBe('pending');
});

test('of those that have ended the latest are remembered, of those that wait all', () => {
  const pending = make();
  const waiting = Array.from({ length: 300 }, () => pending.ask(elicitation()).record.id);
  for (let n = 0; n < 500; n++) pending.note({ ...elicitation(), method: 'roots/list' }, {});
  expect(pending.list()).toHaveLength(500);
  expect(waiting.every((id) => pending.get(id)?.status === 'pending')).toBe(true);
  pending.end();
  expect(pending.list().filter(({ status }) => status === 'pending')).toEqual([]);
});

test('the session that comes in its place remembers those that have ended', () => {
  const first = make();
  const { record } = first.ask(elicitation());
  first.end();
  expect(make(0, first.list()).get(record.id)).toMatchObject({ status: 'lost' });
});
