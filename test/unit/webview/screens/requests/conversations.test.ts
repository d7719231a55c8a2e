import { describe, expect, it } from 'vitest';
import type { PendingRequest } from '../../../../../src/shared/model/pendingRequest';
import {
  conversationsOf,
  findConversation,
} from '../../../../../src/webview/screens/requests/conversations';

function request(id: string, receivedAt: number, change: Partial<PendingRequest> = {}) {
  return {
    id,
    serverId: 's',
    sessionId: 'one',
    method: 'elicitation/create',
    params: {},
    origin: { kind: 'request', rpcId: id },
    status: 'answered',
    receivedAt,
    ...change,
  } as PendingRequest;
}

const ofCall = (callId: string, round: number) =>
  ({ origin: { kind: 'call', callId, key: 'k', round } }) as const;

describe('conversationsOf', () => {
  it('puts what waits longest first, and the latest of the rest before older ones', () => {
    const requests = [
      request('old', 1),
      request('waits', 2, { status: 'pending' }),
      request('new', 3),
      request('waits too', 4, { status: 'pending' }),
    ];
    const ids = conversationsOf(requests).map(({ id }) => id);
    expect(ids).toEqual(['waits', 'waits too', 'new', 'old']);
  });

  it('holds the rounds of a call together, and the questions of a task', () => {
    const requests = [
      request('a1', 1, ofCall('a', 1)),
      request('t1', 2, { origin: { kind: 'task', taskId: 't', key: 'x' }, taskId: 't' }),
      request('b1', 3, { ...ofCall('b', 1), status: 'pending' }),
      request('a2', 4, { ...ofCall('a', 2), status: 'pending' }),
      // The legacy era names the task of a request of its own.
      request('t2', 5, { taskId: 't' }),
      request('refused', 6, { origin: { kind: 'refusal', callId: 'a' } }),
    ];
    const conversations = conversationsOf(requests);
    const held = conversations.map(({ id, waiting, requests: all }) => [
      id,
      waiting,
      all.map((one) => one.id),
    ]);
    expect(held).toEqual([
      ['call b', 1, ['b1']],
      ['call a', 1, ['a1', 'a2', 'refused']],
      ['task t', 0, ['t1', 't2']],
    ]);
    expect(findConversation(conversations, 'a2')?.callId).toBe('a');
    expect(findConversation(conversations, 'task t')?.taskId).toBe('t');
    expect(findConversation(conversations, 'gone')).toBeUndefined();
  });
});
