import { describe, expect, it } from 'vitest';
import type { PendingRequest } from '../../../../src/shared/model/pendingRequest';
import type { TaskRecord } from '../../../../src/shared/model/task';
import { ENDED_LIMIT, withRequest, withTask } from '../../../../src/webview/state/serverModel';

const request = (id: string, status: PendingRequest['status']) =>
  ({ id, status }) as PendingRequest;
const task = (id: string, status: string, sessionId = 'one') =>
  ({ id, status, sessionId }) as TaskRecord;

describe('withRequest', () => {
  it('replaces what is known, and never lets what has ended wait again', () => {
    const waiting = withRequest([], request('a', 'pending'));
    const ended = withRequest(waiting, request('a', 'answered'));
    expect(ended).toEqual([request('a', 'answered')]);
    expect(withRequest(ended, request('a', 'pending'))).toBe(ended);
    const completed = { ...request('a', 'answered'), completedAt: 1 };
    expect(withRequest(ended, completed)).toEqual([completed]);
  });

  it('forgets the oldest of those that have ended, and none that waits', () => {
    let requests = withRequest([], request('waits', 'pending'));
    for (let count = 0; count <= ENDED_LIMIT; count++)
      requests = withRequest(requests, request(`ended ${count}`, 'answered'));
    expect(requests.length).toBe(ENDED_LIMIT + 1);
    expect(requests.slice(0, 2).map(({ id }) => id)).toEqual(['waits', 'ended 1']);
  });
});

describe('withTask', () => {
  it('keeps a task that has ended so, whatever is told late', () => {
    const tasks = withTask(withTask([], task('t', 'working')), task('t', 'completed'));
    expect(withTask(tasks, task('t', 'working'))).toBe(tasks);
    expect(tasks).toEqual([task('t', 'completed')]);
  });

  it('tells the tasks of two sessions apart', () => {
    const tasks = withTask(withTask([], task('t', 'completed')), task('t', 'working', 'two'));
    expect(tasks.map(({ status }) => status)).toEqual(['completed', 'working']);
  });
});
