import { expect, it } from 'vitest';
import type { CallRecord, SessionSummary } from '../../src/shared/model/session';
import { everythingHost, readyServer } from './harness/everything';
import { form, task } from './harness/serverRequests';
import { button, item, openTool, show, usePanel } from './harness/usePanel';

const open = usePanel();

const call: CallRecord = {
  id: 'call-1',
  serverId: readyServer.id,
  sessionId: 'session-1',
  method: 'tools/call',
  params: { name: 'get-sum', arguments: { a: 1, b: 2 } },
  status: 'succeeded',
  startedAt: Date.now() - 900,
  endedAt: Date.now() - 890,
  result: { resultType: 'task', taskId: 'task-1', status: 'working' },
  taskId: 'task-1',
};

const running = task('task-1', {
  callId: call.id,
  method: 'tools/call',
  statusMessage: 'Computing work',
  progress: { progress: 2, total: 8, message: 'Halfway to halfway' },
});

function hostWithTask() {
  const host = everythingHost();
  host.calls = [call];
  host.tasks = [running];
  return host;
}

it('follows a task to its result', async () => {
  const host = hostWithTask();
  const panel = await open(host);
  await panel.page.getByRole('tab', { name: 'Tasks 1' }).waitFor();
  await show(panel, 'Tasks');
  await panel.page.getByText('1 task running').waitFor();
  await item(panel, 'get-sum').click();
  await panel.page.getByText('Computing work', { exact: true }).waitFor();
  await panel.page.getByText('2 of 8').waitFor();
  await panel.page.getByText('every 500 ms').waitFor();
  const result = { content: [{ type: 'text', text: 'The sum is 3' }] };
  host.setTask({ ...running, status: 'completed', isFollowed: false, result });
  const shown = panel.page.getByRole('region', { name: 'Result of the task' });
  await shown.getByText('The sum is 3').waitFor();
  await panel.page.getByText('None is running').waitFor();
  expect(await button(panel, 'Cancel task').count()).toBe(0);
});

it('shows the task and its result where its call stands', async () => {
  const host = hostWithTask();
  const panel = await open(host);
  await openTool(panel, 'Get Sum');
  await panel.page.getByText('The server made a task of it.').waitFor();
  await panel.page.getByText('2 of 8').waitFor();
  const error = { code: -32603, message: 'The job broke' };
  host.setTask({ ...running, status: 'failed', isFollowed: false, error });
  await panel.page.getByText('The job broke').waitFor();
  await button(panel, 'Show the task').click();
  await panel.page.getByRole('tab', { name: 'Tasks', selected: true }).waitFor();
  await panel.page.getByText('JSON-RPC error -32603').waitFor();
});

it('cancels a task, and asks for all of them again', async () => {
  const host = hostWithTask();
  const panel = await open(host);
  await show(panel, 'Tasks');
  await item(panel, 'get-sum').click();
  await button(panel, 'Cancel task').click();
  await host.untilAsked('inspector/cancelTask');
  expect(host.askedFor('inspector/cancelTask')).toMatchObject([{ taskId: 'task-1' }]);
  host.setTask({ ...running, status: 'cancelled', isFollowed: false });
  await panel.page.getByText('Cancelled', { exact: true }).first().waitFor();
  // What is told late does not bring it back.
  host.setTask(running);
  await button(panel, 'Ask for the tasks again').first().click();
  await host.untilAsked('inspector/refreshTasks');
  await panel.page.getByText('None is running').waitFor();
});

it('leads to what a task asks of the person', async () => {
  const host = hostWithTask();
  host.tasks = [{ ...running, status: 'input_required' }];
  host.requests = [
    form({ origin: { kind: 'task', taskId: 'task-1', key: 'k' }, taskId: 'task-1' }),
  ];
  const panel = await open(host);
  await show(panel, 'Tasks');
  await item(panel, 'Input required').click();
  await panel.page.getByText('It waits for your answer.').waitFor();
  await button(panel, 'Answer').click();
  await panel.page.getByText('Please confirm your booking').first().waitFor();
  await button(panel, 'task-1').click();
  await panel.page.getByRole('tab', { name: 'Tasks', selected: true }).waitFor();
});

it('says what went wrong in asking about a task', async () => {
  const host = hostWithTask();
  host.tasks = [{ ...running, isFollowed: false, problem: 'Task not found' }];
  const panel = await open(host);
  await show(panel, 'Tasks');
  await item(panel, 'Not followed any more').click();
  await panel.page.getByText('Task not found').waitFor();
});

it.each([
  ['none yet', { tasks: { list: {} } }, 'No tasks yet'],
  ['none at all', {}, 'This server runs no tasks'],
])('says that there are %s', async (_words, capabilities, title) => {
  const host = everythingHost();
  const session = { ...readyServer.session, capabilities } as unknown as SessionSummary;
  host.server = { ...readyServer, session };
  const panel = await open(host);
  await show(panel, 'Tasks');
  await panel.page.getByText(title).waitFor();
});
