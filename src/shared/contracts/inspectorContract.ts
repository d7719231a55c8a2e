import * as v from 'valibot';
import type { ServerId } from '../model/server';
import type { CallRecord, Catalog } from '../model/session';
import {
  type OutputLine,
  type TrafficEntry,
  TrafficFilterSchema,
  type TrafficWindow,
} from '../model/traffic';
import { notification, request } from '../rpc/contract';

const serverId = v.string();

/**
 * What the Inspector asks of a server's session. The panel says it to the extension host, which hands
 * it to the proxy unread; so both boundaries share this declaration.
 */
export const inspectorRequests = {
  /** The lists as last fetched; empty before the session is open. */
  'inspector/catalog': request<Catalog>()(v.object({ serverId })),
  /** Lists everything again. */
  'inspector/refresh': request<Catalog>()(v.object({ serverId })),
  /**
   * Sends a request and answers at once with its record; changes come as `inspector/callChanged`.
   * Rejects when the server has no open session.
   */
  'inspector/call': request<CallRecord>()(
    v.object({
      serverId,
      method: v.string(),
      params: v.record(v.string(), v.unknown()),
      /** In ms. */
      timeout: v.optional(v.number()),
    }),
  ),
  'inspector/cancel': request<null>()(v.object({ serverId, callId: v.string() })),
  /** All calls of the server that are remembered, oldest first, without the results of older ones. */
  'inspector/calls': request<readonly CallRecord[]>()(v.object({ serverId })),
  /** One call with its result; null when it is no longer remembered. */
  'inspector/callRecord': request<CallRecord | null>()(v.object({ serverId, callId: v.string() })),
  /** A negative `from` counts from the end. */
  'inspector/traffic': request<TrafficWindow>()(
    v.object({ serverId, filter: TrafficFilterSchema, from: v.number(), count: v.number() }),
  ),
  'inspector/trafficEntry': request<TrafficEntry | null>()(v.object({ serverId, seq: v.number() })),
  'inspector/clearTraffic': request<null>()(v.object({ serverId })),
  /** The last lines of the server's process, oldest first. */
  'inspector/output': request<readonly OutputLine[]>()(v.object({ serverId })),
} as const;

export const inspectorNotifications = {
  'inspector/catalogChanged': notification<{ serverId: ServerId; revision: number }>(),
  'inspector/callChanged': notification<CallRecord>(),
  /** Sent at most every 50 ms for a server. */
  'inspector/trafficChanged': notification<{ serverId: ServerId; total: number }>(),
  /** Batched. */
  'inspector/outputAppended': notification<{ serverId: ServerId; lines: readonly OutputLine[] }>(),
} as const;
