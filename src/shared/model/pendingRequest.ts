import type { ServerId } from './server';
import type { CallId, SessionId } from './session';
import type { TaskId } from './task';

export type PendingRequestId = string;

/** Where a request of the server comes from, and so where its answer goes. */
export type PendingRequestOrigin =
  /** Sent by the server as a request of its own (legacy era). */
  | { readonly kind: 'request'; readonly rpcId: string | number }
  /** Asked for by the unfinished result of a call (modern era); answered when that is sent again. */
  | {
      readonly kind: 'call';
      readonly callId: CallId;
      readonly key: string;
      readonly round: number;
    }
  /** Asked for by a task (modern era); answered by `tasks/update`. */
  | { readonly kind: 'task'; readonly taskId: TaskId; readonly key: string }
  /** The server refused a call until an address has been visited (error -32042). Needs no answer. */
  | { readonly kind: 'refusal'; readonly callId: CallId };

export type PendingRequestStatus =
  | 'pending'
  | 'answered'
  | 'declined'
  /** By the person, or with the call that it belongs to. */
  | 'cancelled'
  /** The server needs it no more. */
  | 'withdrawn'
  | 'timedOut'
  /** The session ended before. */
  | 'lost';

/** What a server asks of a person: `sampling/createMessage`, `elicitation/create`, `roots/list`. */
export interface PendingRequest {
  readonly id: PendingRequestId;
  readonly serverId: ServerId;
  readonly sessionId: SessionId;
  readonly method: string;
  /** As the server sent them. */
  readonly params: Readonly<Record<string, unknown>>;
  readonly origin: PendingRequestOrigin;
  /** The task that it belongs to, where the server names one. */
  readonly taskId?: TaskId;
  readonly status: PendingRequestStatus;
  /** Epoch ms. */
  readonly receivedAt: number;
  /** Epoch ms; when it times out. Absent: never. */
  readonly deadline?: number;
  /** Epoch ms; absent while it is pending. */
  readonly endedAt?: number;
  /** What was answered: a result, or an error. */
  readonly answer?: RequestAnswer;
  /** It was answered by the session itself, from what it knows. */
  readonly automatic?: true;
  /** Epoch ms; the server said that what was begun at its address is complete. */
  readonly completedAt?: number;
}

export type RequestAnswer =
  | { readonly result: unknown }
  | {
      readonly error: { readonly code: number; readonly message: string; readonly data?: unknown };
    };
