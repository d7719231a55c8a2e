import * as v from 'valibot';
import type { ServerId } from './server';
import type { SessionId } from './session';

export const TRAFFIC_KINDS = [
  'request',
  'response',
  'error',
  'notification',
  /** A line on stdout that is no JSON-RPC message. */
  'noise',
  'stderr',
] as const;
export type TrafficKind = (typeof TRAFFIC_KINDS)[number];

/** An entry of the traffic log without its text: what a row of the list shows. */
export interface TrafficHead {
  /** Position in the log, from 0. */
  readonly seq: number;
  readonly serverId: ServerId;
  readonly sessionId?: SessionId;
  /** Epoch ms, with fractions. */
  readonly time: number;
  readonly direction: 'clientToServer' | 'serverToClient';
  readonly kind: TrafficKind;
  /** Of a response: the method it answers. */
  readonly method?: string;
  readonly rpcId?: string | number;
  /** The other half of a pair. */
  readonly pairSeq?: number;
  /** From request to response, in ms; on both halves. */
  readonly durationMs?: number;
  /** Size on the wire. */
  readonly bytes: number;
  /** The beginning of the text, on one line. */
  readonly preview: string;
}

/** One entry in full. */
export interface TrafficEntry extends TrafficHead {
  /** As it was on the wire. */
  readonly raw: string;
}

export const TrafficFilterSchema = v.object({
  kinds: v.optional(v.array(v.picklist(TRAFFIC_KINDS))),
  /** Found anywhere in method, id or text; case does not matter. */
  text: v.optional(v.string()),
});
export type TrafficFilter = v.InferOutput<typeof TrafficFilterSchema>;

/** A stretch of the log after filtering. */
export interface TrafficWindow {
  /** How many entries pass the filter. */
  readonly total: number;
  /** Index of the first head among those that pass. */
  readonly from: number;
  readonly heads: readonly TrafficHead[];
}

/** A line that a server's process wrote. */
export interface OutputLine {
  readonly stream: 'stdout' | 'stderr';
  /** Without ANSI sequences and line end. */
  readonly text: string;
  /** Epoch ms. */
  readonly time: number;
}
