import type { ServerId } from './server';
import type { CallError, CallId, Progress, SessionId } from './session';

export type TaskId = string;
export type TaskStatus = 'working' | 'input_required' | 'completed' | 'failed' | 'cancelled';

/** A task of the server: the tasks of 2025-11-25, or the extension `io.modelcontextprotocol/tasks`. */
export interface TaskRecord {
  /** The server's. */
  readonly id: TaskId;
  readonly serverId: ServerId;
  readonly sessionId: SessionId;
  /** The call that it was made of; absent for one that was only listed. */
  readonly callId?: CallId;
  /** The method of that call. */
  readonly method?: string;
  /** As the server says it; one that is not in the specification is kept too. */
  readonly status: TaskStatus | (string & {});
  readonly statusMessage?: string;
  /** In ms; null: kept for ever. */
  readonly ttl?: number | null;
  /** In ms; how often the server wants to be asked. */
  readonly pollInterval?: number;
  /** The task as it was last told. */
  readonly task: Readonly<Record<string, unknown>>;
  /** Epoch ms; when it was last told of. */
  readonly updatedAt: number;
  /** It is asked about from time to time. */
  readonly isFollowed: boolean;
  readonly progress?: Progress;
  /** The result of the request that it stands for. */
  readonly result?: unknown;
  readonly error?: CallError;
  /** What went wrong in asking about it, or in answering what it asks for. */
  readonly problem?: string;
}

export function isTerminal(status: string): boolean {
  return status === 'completed' || status === 'failed' || status === 'cancelled';
}
