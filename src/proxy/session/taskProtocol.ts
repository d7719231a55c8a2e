import { isObject } from '../transport/jsonRpc';
import { TASKS_EXTENSION } from './offers';
import type { Negotiated, Params } from './protocol';

/** What is read of a task, in the names of neither generation. */
export interface TaskFacts {
  readonly id: string;
  readonly status: string;
  readonly statusMessage?: string;
  readonly ttl?: number | null;
  readonly pollInterval?: number;
}

/**
 * The task in the result of a call. Legacy: under `task`, if one was asked for (MCP 2025-11-25, Tasks). Modern:
 * the result itself, by its `resultType` (extension io.modelcontextprotocol/tasks).
 */
export function createdTask(isModern: boolean, params: Params, result: Params): Params | undefined {
  if (isModern) return result.resultType === 'task' ? result : undefined;
  return isObject(params.task) && isObject(result.task) ? result.task : undefined;
}

/** Undefined when it is no task: it has no id or no status. */
export function readTask(task: Params): TaskFacts | undefined {
  const { taskId, status, statusMessage } = task;
  if (typeof taskId !== 'string' || typeof status !== 'string') return undefined;
  const ttl = 'ttlMs' in task ? task.ttlMs : task.ttl;
  const pollInterval = task.pollIntervalMs ?? task.pollInterval;
  return {
    id: taskId,
    status,
    ...(typeof statusMessage === 'string' && { statusMessage }),
    ...((typeof ttl === 'number' || ttl === null) && { ttl }),
    ...(typeof pollInterval === 'number' && { pollInterval }),
  };
}

/** The notification by which a server tells of a task, in either generation. */
export const TASK_NOTIFICATIONS: ReadonlySet<string> = new Set([
  'notifications/tasks/status',
  'notifications/tasks',
]);

/** Whether the server can be asked for all its tasks, which only the legacy era knows. */
export function listsTasks({ era, capabilities }: Negotiated): boolean {
  return era === 'legacy' && isObject(capabilities.tasks) && isObject(capabilities.tasks.list);
}

/** Whether the server makes tasks at all. */
export function hasTasks({ era, capabilities }: Negotiated): boolean {
  if (era === 'legacy') return isObject(capabilities.tasks);
  const { extensions } = capabilities as Params;
  return isObject(extensions) && isObject(extensions[TASKS_EXTENSION]);
}
