import * as v from 'valibot';
import {
  type OpenedTraffic,
  type TrafficExport,
  TrafficFilterSchema,
  type TrafficWindow,
} from '../model/traffic';
import { request } from '../rpc/contract';

export const TrafficLimitsSchema = v.object({
  /** Of all servers together, on disk. */
  maxBytes: v.pipe(v.number(), v.minValue(1)),
  maxAgeMs: v.pipe(v.number(), v.minValue(1)),
});
export type TrafficLimits = v.InferOutput<typeof TrafficLimitsSchema>;

/** What the extension host asks of the proxy about traffic, beside what it passes on for the Inspector. */
export const trafficRequests = {
  /** Of all servers in the order of time, or those that the filter names. */
  'traffic/window': request<TrafficWindow>()(
    v.object({ filter: TrafficFilterSchema, from: v.number(), count: v.number() }),
  ),
  /** Writes what passes the filter into a file, which is replaced if it is there. */
  'traffic/export': request<TrafficExport>()(
    v.object({
      /** Or the id of an opened file; absent: of all servers. */
      serverId: v.optional(v.string()),
      filter: TrafficFilterSchema,
      /** `har`: what passed over HTTP, as HAR 1.2. */
      format: v.picklist(['ndjson', 'har']),
      path: v.string(),
      secrets: v.picklist(['masked', 'included']),
      /** Masked wherever they stand, beside those in the definitions of servers. */
      knownSecrets: v.optional(v.array(v.string())),
    }),
  ),
  /** Reads a file of traffic, or a HAR. Its id stands for a server in the requests of the Inspector. */
  'traffic/open': request<OpenedTraffic>()(v.object({ path: v.string() })),
  'traffic/close': request<null>()(v.object({ logId: v.string() })),
  /** Counts from now on. */
  'traffic/setLimits': request<null>()(TrafficLimitsSchema),
} as const;
