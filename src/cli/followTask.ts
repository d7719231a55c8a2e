import type { InspectorSession } from '../proxy/session/inspectorSession';
import type { CallRecord } from '../shared/model/session';
import type { TaskRecord } from '../shared/model/task';
import type { RunCallOptions } from './runCall';

const KEEP_ALIVE_MS = 60_000;

export interface FollowOptions extends RunCallOptions {
  /** In ms; absent: no limit. */
  readonly timeout?: number | undefined;
}

/**
 * Waits for the end of the task that a server made of a call. Resolves with the call as it would have ended
 * without one. When it is interrupted, or takes too long, the server is asked to cancel the task.
 */
export async function followTask(
  session: InspectorSession,
  call: CallRecord,
  options: FollowOptions,
): Promise<CallRecord> {
  const { promise, resolve } = Promise.withResolvers<Partial<CallRecord>>();
  const look = (task: TaskRecord | undefined) => {
    if (task?.id !== call.taskId) return;
    if (task?.progress) options.onProgress?.(task.progress);
    if (!task?.isFollowed) resolve(outcomeOf(task));
  };
  const subscriptions = [
    session.onDidChangeTask(look),
    session.onDidEnd(() => resolve(failure('The session ended before the task did'))),
  ];
  const giveUp = (outcome: Partial<CallRecord>) => {
    // A server that cannot cancel it goes on, and is not waited for.
    if (call.taskId !== undefined) session.cancelTask(call.taskId).catch(() => {});
    resolve(outcome);
  };
  const interrupt = () => giveUp({ status: 'cancelled' });
  options.signal.addEventListener('abort', interrupt, { once: true });
  const { timeout } = options;
  const expire = () =>
    giveUp({ status: 'timedOut', error: { message: `No answer within ${timeout} ms` } });
  // Between two questions nothing else may keep this process.
  const timer =
    timeout === undefined ? setInterval(() => {}, KEEP_ALIVE_MS) : setTimeout(expire, timeout);
  look(session.tasks().find(({ id }) => id === call.taskId));
  const { result: _task, ...rest } = call;
  try {
    return { ...rest, ...(await promise) };
  } finally {
    clearTimeout(timer);
    options.signal.removeEventListener('abort', interrupt);
    for (const subscription of subscriptions) subscription.dispose();
  }
}

function outcomeOf(task: TaskRecord | undefined): Partial<CallRecord> {
  if (task?.result !== undefined) return { status: 'succeeded', result: task.result };
  if (task?.error) return { status: 'failed', error: task.error };
  const why = task?.problem ?? task?.statusMessage;
  return failure(`The task ended without a result (${why ?? task?.status ?? 'unknown'})`);
}

function failure(message: string): Partial<CallRecord> {
  return { status: 'failed', error: { message } };
}
