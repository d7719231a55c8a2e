import type { PendingRequest } from '../../../shared/model/pendingRequest';
import type { CallId } from '../../../shared/model/session';
import type { TaskId } from '../../../shared/model/task';

/** Requests of the server that belong together: all that it asked for one call or one task. */
export interface Conversation {
  readonly id: string;
  readonly callId?: CallId;
  readonly taskId?: TaskId;
  /** Oldest first. */
  readonly requests: readonly PendingRequest[];
  /** How many of them wait. */
  readonly waiting: number;
}

/** What waits first, what waits longest before all; then the rest, the latest first. */
export function conversationsOf(requests: readonly PendingRequest[]): readonly Conversation[] {
  const groups = Map.groupBy(requests, idOf);
  const conversations = [...groups].map(([id, group]) => conversation(id, group));
  const waiting = conversations.filter((one) => one.waiting > 0);
  const rest = conversations.filter((one) => one.waiting === 0);
  return [
    ...waiting.sort((a, b) => waitsSince(a) - waitsSince(b)),
    ...rest.sort((a, b) => lastOf(b).receivedAt - lastOf(a).receivedAt),
  ];
}

/** By its own id, or by that of one of its requests. */
export function findConversation(
  conversations: readonly Conversation[],
  id: string | undefined,
): Conversation | undefined {
  return conversations.find(
    (one) => one.id === id || one.requests.some((request) => request.id === id),
  );
}

export function isWaiting({ status }: PendingRequest): boolean {
  return status === 'pending';
}

export function lastOf({ requests }: Conversation): PendingRequest {
  return requests.at(-1)!;
}

function idOf({ id, origin, taskId }: PendingRequest): string {
  if (origin.kind === 'call' || origin.kind === 'refusal') return `call ${origin.callId}`;
  if (origin.kind === 'task') return `task ${origin.taskId}`;
  return taskId === undefined ? id : `task ${taskId}`;
}

function conversation(id: string, requests: readonly PendingRequest[]): Conversation {
  const { origin, taskId } = requests[0]!;
  const task = origin.kind === 'task' ? origin.taskId : taskId;
  return {
    id,
    requests,
    waiting: requests.filter(isWaiting).length,
    ...(origin.kind === 'call' || origin.kind === 'refusal' ? { callId: origin.callId } : {}),
    ...(task === undefined ? {} : { taskId: task }),
  };
}

function waitsSince({ requests }: Conversation): number {
  return Math.min(...requests.filter(isWaiting).map(({ receivedAt }) => receivedAt));
}
