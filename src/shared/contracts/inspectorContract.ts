import * as v from 'valibot';
import type { PendingRequest } from '../model/pendingRequest';
import type { ServerId } from '../model/server';
import type { CallRecord, Catalog, SessionId, SessionSummary } from '../model/session';
import { LOG_LEVELS, type LogEntry, type SessionState } from '../model/sessionState';
import type { TaskRecord } from '../model/task';
import {
  type OutputLine,
  type TrafficEntry,
  type TrafficFacets,
  TrafficFilterSchema,
  type TrafficWindow,
} from '../model/traffic';
import { notification, request } from '../rpc/contract';

const serverId = v.string();
/** One of the server's sessions; absent: the one that was opened when the server got ready. */
const sessionId = v.optional(v.string());
const session = { serverId, sessionId };
const params = v.record(v.string(), v.unknown());
const uri = v.string();

/**
 * What the Inspector asks of a server's sessions. The panel says it to the extension host, which hands
 * it to the proxy unread; so both boundaries share this declaration. What needs an open session rejects
 * when there is none, and what asks the server rejects with what it answered instead.
 */
export const inspectorRequests = {
  /**
   * Opens another session, by the same definition: over stdio with another process of the server, which ends
   * with the session. Answers when it is fully open. The panel may close; sessions stay.
   */
  'inspector/openSession': request<SessionSummary>()(v.object({ serverId })),
  /** Closes one that was opened so; with it go its calls and its log. */
  'inspector/closeSession': request<null>()(v.object({ serverId, sessionId: v.string() })),
  /**
   * Opens a new session in place of the first one: over HTTP with the server as it runs, over stdio with a new
   * process of it. Answers when that has begun.
   */
  'inspector/reconnect': request<null>()(v.object({ serverId })),
  /** How much memory the server's process of ours holds now, in bytes; null: it cannot be said. */
  'inspector/memory': request<{ readonly bytes: number } | null>()(v.object({ serverId })),
  /** Roots, log level and subscriptions; null before there is a session. */
  'inspector/sessionState': request<SessionState | null>()(v.object(session)),
  /** The lists as last fetched; empty before the session is open. */
  'inspector/catalog': request<Catalog>()(v.object(session)),
  /** Lists everything again. */
  'inspector/refresh': request<Catalog>()(v.object(session)),
  /**
   * Sends a request, of any method, and answers at once with its record; changes come as
   * `inspector/callChanged`.
   */
  'inspector/call': request<CallRecord>()(
    v.object({
      ...session,
      method: v.string(),
      params,
      /** How long each answer may take, in ms; absent or 0: as long as it likes. */
      timeout: v.optional(v.number()),
      /** Progress begins the time anew. */
      resetTimeoutOnProgress: v.optional(v.boolean()),
      /** In ms; ends it whatever progress there is. */
      maxTotalTimeout: v.optional(v.number()),
      /** `manual`: what the server wants input for is sent again by `inspector/retry` only. */
      retry: v.optional(v.picklist(['auto', 'manual'])),
      /** Sends `params` exactly as they are: no envelope, no progress token. */
      bare: v.optional(v.boolean()),
      /** It repeats that call, because the server was restarted. */
      rerunOf: v.optional(v.string()),
    }),
  ),
  /** Sends a call again that waits for input, with what was answered until now, or with what is given. */
  'inspector/retry': request<null>()(
    v.object({
      ...session,
      callId: v.string(),
      inputResponses: v.optional(params),
      /** In place of the one that the server gave; null: none. */
      requestState: v.optional(v.nullable(v.string())),
    }),
  ),
  'inspector/cancel': request<null>()(v.object({ ...session, callId: v.string() })),
  /** All calls that are remembered, oldest first, without the results of older ones. */
  'inspector/calls': request<readonly CallRecord[]>()(v.object(session)),
  /** One call with its result; null when it is no longer remembered. */
  'inspector/callRecord': request<CallRecord | null>()(
    v.object({ ...session, callId: v.string() }),
  ),
  /** Sends a notification of any method. */
  'inspector/notify': request<null>()(v.object({ ...session, method: v.string(), params })),
  /** What the server asks or has asked of a person, oldest first; changes come as notifications. */
  'inspector/pendingRequests': request<readonly PendingRequest[]>()(v.object(session)),
  /** Answers one that is pending; rejects when it is not any more. */
  'inspector/answer': request<null>()(
    v.object({
      ...session,
      requestId: v.string(),
      answer: v.union([
        v.strictObject({ result: v.unknown() }),
        v.strictObject({
          error: v.object({
            code: v.number(),
            message: v.string(),
            data: v.optional(v.unknown()),
          }),
        }),
        v.strictObject({ action: v.picklist(['decline', 'cancel']) }),
      ]),
    }),
  ),
  /** The server's tasks that are known, oldest first; changes come as notifications. */
  'inspector/tasks': request<readonly TaskRecord[]>()(v.object(session)),
  /** Asks the server for all its tasks where it can be asked (legacy era), or how the known ones stand. */
  'inspector/refreshTasks': request<readonly TaskRecord[]>()(v.object(session)),
  'inspector/cancelTask': request<null>()(v.object({ ...session, taskId: v.string() })),
  /** What the server logged, and what befell the session: the latest of it, oldest first. */
  'inspector/log': request<readonly LogEntry[]>()(v.object(session)),
  'inspector/clearLog': request<null>()(v.object(session)),
  /** How it stands is part of the session's state. */
  'inspector/subscribe': request<null>()(v.object({ ...session, uri })),
  'inspector/unsubscribe': request<null>()(v.object({ ...session, uri })),
  /** Null: none is asked for any more, which the legacy era cannot say. */
  'inspector/setLogLevel': request<null>()(
    v.object({ ...session, level: v.nullable(v.picklist(LOG_LEVELS)) }),
  ),
  'inspector/setRoots': request<null>()(
    v.object({
      ...session,
      roots: v.array(v.object({ uri, name: v.optional(v.string()) })),
    }),
  ),
  /** The result of `completion/complete`, as the server sent it. */
  'inspector/complete': request<Readonly<Record<string, unknown>>>()(
    v.object({
      ...session,
      ref: v.variant('type', [
        v.object({ type: v.literal('ref/prompt'), name: v.string() }),
        v.object({ type: v.literal('ref/resource'), uri }),
      ]),
      argument: v.object({ name: v.string(), value: v.string() }),
      /** What the other arguments are already. */
      context: v.optional(v.object({ arguments: v.record(v.string(), v.string()) })),
    }),
  ),
  /** Legacy era only. */
  'inspector/ping': request<{ readonly ms: number }>()(v.object(session)),
  /** A negative `from` counts from the end. The id of an opened file stands for a server, here and below. */
  'inspector/traffic': request<TrafficWindow>()(
    v.object({ serverId, filter: TrafficFilterSchema, from: v.number(), count: v.number() }),
  ),
  'inspector/trafficEntry': request<TrafficEntry | null>()(v.object({ serverId, seq: v.number() })),
  /** What its traffic can be filtered by. */
  'inspector/trafficFacets': request<TrafficFacets>()(v.object({ serverId })),
  'inspector/clearTraffic': request<null>()(v.object({ serverId })),
  /**
   * Sends a request of the log again, through the server's session, and answers as `inspector/call`. The new
   * request's entry names the old one (`replayOf`). Without `method` and `params`: as it was, but for what
   * belongs to a session alone.
   */
  'inspector/replay': request<CallRecord>()(
    v.object({
      ...session,
      seq: v.number(),
      method: v.optional(v.string()),
      params: v.optional(v.record(v.string(), v.unknown())),
    }),
  ),
  /** The last lines of the server's process, oldest first. */
  'inspector/output': request<readonly OutputLine[]>()(v.object({ serverId })),
} as const;

export const inspectorNotifications = {
  'inspector/catalogChanged': notification<{
    serverId: ServerId;
    sessionId: SessionId;
    revision: number;
  }>(),
  /** Sent at most every 50 ms for a session. */
  'inspector/sessionStateChanged': notification<{ serverId: ServerId; state: SessionState }>(),
  'inspector/pendingRequestChanged': notification<PendingRequest>(),
  /** Sent at most every 50 ms for a task. */
  'inspector/taskChanged': notification<TaskRecord>(),
  /** Batched. */
  'inspector/logAppended': notification<{
    serverId: ServerId;
    sessionId: SessionId;
    entries: readonly LogEntry[];
  }>(),
  'inspector/callChanged': notification<CallRecord>(),
  /** Sent at most every 50 ms for a server. */
  /** `total`: how many entries of the usual kinds there are. */
  'inspector/trafficChanged': notification<{ serverId: ServerId; total: number }>(),
  /** Batched. */
  'inspector/outputAppended': notification<{ serverId: ServerId; lines: readonly OutputLine[] }>(),
} as const;
