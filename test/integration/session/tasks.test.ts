import { describe, expect, test } from 'vitest';
import type { InspectorSession } from '../../../src/proxy/session/inspectorSession';
import { ATTENDED_OFFERS } from '../../../src/proxy/session/offers';
import { isTerminal } from '../../../src/shared/model/task';
import {
  asked,
  type Era,
  ended,
  next,
  open,
  openBoth,
  outcome,
  reference,
  startNode,
  stdioTarget,
  taskThat,
  textOf,
  WAYS,
} from './support';

/** Calls a tool and resolves with the id of the task that was made of it. */
async function startTask(session: InspectorSession, era: Era, name: string, args: object = {}) {
  const task = era === 'legacy' ? { task: { ttl: 60_000 } } : {};
  const params = { name, arguments: args, ...task };
  const { id } = session.call({ method: 'tools/call', params });
  const record = await ended(session, id);
  expect(record).toMatchObject({ status: 'succeeded', taskId: expect.any(String) });
  return record.taskId!;
}

const over = (session: InspectorSession, id: string) =>
  taskThat(session, id, ({ status, isFollowed }) => isTerminal(status) && !isFollowed);
const accept = (content: object) => ({ result: { action: 'accept', content } });

describe.each(WAYS)('a task in the %s era over %s', (era, transport) => {
  test('is followed until its result is there', async () => {
    const { session, recorder } = await openBoth(era, transport);
    const id = await startTask(session, era, 'slow_compute', { seconds: 0.3, label: 'sum' });
    expect(session.tasks()).toMatchObject([
      { id, method: 'tools/call', pollInterval: 100, ttl: expect.any(Number), isFollowed: true },
    ]);
    const task = await over(session, id);
    expect(task).toMatchObject({ status: 'completed', statusMessage: 'Computing sum' });
    expect(textOf(task)).toBe('sum took 0.3 s');
    // As often as the server wants, and no more when it is over.
    const polls = recorder.sent().filter((method) => method === 'tasks/get').length;
    expect(polls).toBeGreaterThan(0);
    expect(polls).toBeLessThan(8);
    expect(recorder.sent().includes('tasks/result')).toBe(era === 'legacy');
  });

  test('that a tool fails is a result, that the protocol does is an error', async () => {
    const { session } = await openBoth(era, transport);
    const tool = await over(session, await startTask(session, era, 'failing_job'));
    expect(tool).toMatchObject({ result: { isError: true } });
    const broken = await over(session, await startTask(session, era, 'protocol_error_job'));
    expect(broken).toMatchObject({ status: 'failed', error: { message: 'The job broke' } });
  });

  test('asks on its way, and goes on with the answer', async () => {
    const { session } = await openBoth(era, transport);
    const id = await startTask(session, era, 'confirm_delete', { filename: 'x.txt' });
    const request = await asked(session);
    expect(request).toMatchObject({
      taskId: id,
      params: { message: 'Delete x.txt?' },
      origin: era === 'legacy' ? { kind: 'request' } : { kind: 'task', taskId: id },
    });
    expect((await taskThat(session, id, () => true)).status).toBe('input_required');
    session.answer(request.id, accept({ confirm: true }));
    expect(textOf(await over(session, id))).toBe('x.txt would be deleted');
  });

  test('asks several things at once, each of them once', async () => {
    const { session } = await openBoth(era, transport);
    const id = await startTask(session, era, 'multi_input');
    const name = await asked(session, ({ params }) => params.message === 'What is your name?');
    const sure = await asked(session, ({ params }) => params.message === 'Are you sure?');
    session.answer(name.id, accept({ name: 'Ada' }));
    // It is looked at again before the second answer.
    const { updatedAt } = session.tasks()[0]!;
    await taskThat(session, id, (task) => task.updatedAt > updatedAt);
    session.answer(sure.id, accept({ confirm: true }));
    expect(textOf(await over(session, id))).toBe('Ada is sure');
    expect(session.pendingRequests()).toHaveLength(2);
  });

  test('is cancelled, and whoever it asked is left in peace', async () => {
    const { session } = await openBoth(era, transport);
    const id = await startTask(session, era, 'confirm_delete', { filename: 'x.txt' });
    const request = await asked(session);
    await session.cancelTask(id);
    expect(await over(session, id)).toMatchObject({ status: 'cancelled' });
    expect((await outcome(session, request)).status).toBe('withdrawn');
    if (era === 'legacy') await expect(session.cancelTask(id)).rejects.toThrow('already');
  });

  test('that the server does not know cannot be cancelled', async () => {
    const { session } = await openBoth(era, transport);
    await expect(session.cancelTask('nobody')).rejects.toThrow('There is no task nobody');
  });
});

test('all tasks of a server of the legacy era can be listed, those of others too', async () => {
  const { session, server } = await openBoth('legacy', 'http');
  const [, port] = await server.stderr(/^listening (\d+)$/);
  const id = await startTask(session, 'legacy', 'slow_compute', { seconds: 0.3 });
  const target = { kind: 'http' as const, url: `http://127.0.0.1:${port}/mcp`, headers: {} };
  const { session: other } = await open(target, { era: 'legacy' });
  expect((await other.refreshTasks()).map((task) => task.id)).toEqual([id]);
  const task = await over(other, id);
  expect(task.callId).toBeUndefined();
  expect(textOf(task)).toContain('took 0.3 s');
});

test('a tool that asks first and then becomes a task does both', async () => {
  const { session } = await openBoth('modern', 'http');
  const params = { name: 'test_tool_with_task', arguments: {} };
  const { id } = session.call({ method: 'tools/call', params });
  session.answer((await asked(session)).id, accept({ name: 'Ada' }));
  const { taskId } = await ended(session, id);
  expect(textOf(await over(session, taskId!))).toBe('Done for Ada');
});

test('the task of server-everything asks through its result, and tells of its progress', async () => {
  const target = stdioTarget(startNode(reference('everything'), ['stdio']));
  const { session } = await open(target, { offers: ATTENDED_OFFERS });
  const args = { topic: 'python', ambiguous: true };
  const said = next(session.onDidChangeTask, ({ statusMessage }) => statusMessage !== undefined);
  const id = await startTask(session, 'legacy', 'simulate-research-query', args);
  expect((await said).statusMessage).toContain('...');
  const request = await asked(session);
  expect(request).toMatchObject({ method: 'elicitation/create', taskId: id });
  session.answer(request.id, accept({ interpretation: 'programming' }));
  expect(textOf(await over(session, id))).toContain('programming');
});
