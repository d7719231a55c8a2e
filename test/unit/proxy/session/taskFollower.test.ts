import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Connection } from '../../../../src/proxy/session/connection';
import { ATTENDED_OFFERS } from '../../../../src/proxy/session/offers';
import { PendingRequests } from '../../../../src/proxy/session/pendingRequests';
import { Roots } from '../../../../src/proxy/session/roots';
import { SessionLink } from '../../../../src/proxy/session/sessionLink';
import { TaskKeeper } from '../../../../src/proxy/session/taskKeeper';
import type { RawMessage } from '../../../../src/proxy/transport/jsonRpc';
import { MemoryWire } from './memoryWire';

const IDS = { serverId: 's', sessionId: 'one' };
const ORIGIN = { callId: 'c', method: 'tools/call', params: {}, progressToken: 9 };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A task of the modern era, with a server that answers as is said. */
function follow(
  answer: (message: RawMessage, wire: MemoryWire) => object | undefined,
  created: object = {},
) {
  const wire = new MemoryWire(false, (message, self) => {
    const told = message.id === undefined ? undefined : answer(message, self);
    if (told) self.receive({ jsonrpc: '2.0', id: message.id, ...told });
  });
  const client = {
    info: { name: 'c', version: '1' },
    legacyVersion: '2025-11-25',
    capabilitiesFor: () => ({}),
  };
  const negotiated = {
    era: 'modern',
    protocolVersion: '2026-07-28',
    serverInfo: { name: 's', version: '1' },
    capabilities: {},
  } as const;
  const link = new SessionLink(new Connection(wire), negotiated, client);
  const pending = new PendingRequests(IDS, 0);
  const keeper = new TaskKeeper(IDS, link, {
    offers: ATTENDED_OFFERS,
    roots: new Roots([]),
    pending,
  });
  keeper.created(ORIGIN, { ...task('working'), ...created, resultType: 'task' });
  const asked = (method: string) =>
    wire.sent.filter(({ message }) => message.method === method).map(({ message }) => message);
  return { wire, keeper, pending, asked, record: () => keeper.list()[0]! };
}

const task = (status: string, more: object = {}) => ({
  taskId: 't',
  status,
  pollIntervalMs: 1000,
  ttlMs: null,
  ...more,
});

test('the server is asked as often as it wants, also when it changes its mind', async () => {
  const { asked, record } = follow(() => ({ result: task('working', { pollIntervalMs: 5000 }) }));
  await vi.advanceTimersByTimeAsync(999);
  expect(asked('tasks/get')).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(1);
  expect(asked('tasks/get')).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(4999);
  expect(asked('tasks/get')).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(asked('tasks/get')).toHaveLength(2);
  expect(record()).toMatchObject({ status: 'working', ttl: null, isFollowed: true });
});

test('a task that the server knows no more is followed no more', async () => {
  const { asked, record } = follow(() => ({ error: { code: -32602, message: 'Expired' } }));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked('tasks/get')).toHaveLength(1);
  expect(record()).toMatchObject({ status: 'working', isFollowed: false, problem: 'Expired' });
});

test('nonsense in answer is not listened to for ever', async () => {
  const { asked, record } = follow(() => ({ result: { hello: 'world' } }));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked('tasks/get')).toHaveLength(5);
  expect(record()).toMatchObject({
    isFollowed: false,
    problem: expect.stringContaining('no task'),
  });
});

test('a task that is complete from the start is asked about once, for its result', async () => {
  const result = { content: [] };
  const { asked, record } = follow(() => ({ result: task('completed', { result }) }), {
    status: 'completed',
  });
  await vi.advanceTimersByTimeAsync(10_000);
  expect(asked('tasks/get')).toHaveLength(1);
  expect(record()).toMatchObject({ status: 'completed', result, isFollowed: false });
});

test('what the server tells by itself counts at once, and what it tells late not at all', async () => {
  const result = { content: [] };
  const { wire, asked, record } = follow(() => undefined);
  const tell = (params: object) =>
    wire.receive({ jsonrpc: '2.0', method: 'notifications/tasks', params });
  tell(task('completed', { result, taskId: 'another' }));
  expect(record().status).toBe('working');
  tell(task('completed', { result }));
  await vi.advanceTimersByTimeAsync(0);
  expect(record()).toMatchObject({ status: 'completed', result, isFollowed: false });
  tell(task('working'));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(record().status).toBe('completed');
  expect(asked('tasks/get')).toHaveLength(0);
});

test('its progress is told for as long as it lives', async () => {
  const { wire, record } = follow(() => undefined);
  const params = { progressToken: 9, progress: 3, total: 4 };
  wire.receive({ jsonrpc: '2.0', method: 'notifications/progress', params });
  expect(record().progress).toEqual({ progress: 3, total: 4 });
});

test('an answer that is refused leaves the task as it is, and says so', async () => {
  const inputRequests = { k: { method: 'sampling/createMessage', params: { messages: [] } } };
  const { pending, record } = follow(() => ({ result: task('input_required', { inputRequests }) }));
  await vi.advanceTimersByTimeAsync(1000);
  const [request] = pending.list();
  pending.answer(request!.id, { action: 'decline' });
  await vi.advanceTimersByTimeAsync(1000);
  expect(record()).toMatchObject({
    status: 'input_required',
    isFollowed: true,
    problem: 'sampling/createMessage has no answer: declined',
  });
  // The same question is not put a second time.
  expect(pending.list()).toHaveLength(1);
});

test('the end of the connection ends it', async () => {
  const { wire, record } = follow(() => undefined);
  await wire.close();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(record()).toMatchObject({ isFollowed: false, problem: 'The session ended' });
});
