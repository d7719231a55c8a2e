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
  /** HTTP beneath the messages: a head, an event or a comment of a stream, the end of one. See `HttpFact`. */
  'http',
  /** An HTTP answer that says of a failure, or a connection that failed. Its text is a `HttpFact` too. */
  'httpError',
] as const;
export type TrafficKind = (typeof TRAFFIC_KINDS)[number];

/** HTTP beneath the messages is shown, and counted, when it is asked for; its failures always are. */
export const USUAL_KINDS = TRAFFIC_KINDS.filter((kind) => kind !== 'http');

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
  /** The other half of a pair: of a request its answer, of the head of an HTTP request that of its answer. */
  readonly pairSeq?: number;
  /** From request to response, in ms; on both halves. */
  readonly durationMs?: number;
  /** The head of the HTTP request that brought it, or whose answer did. */
  readonly httpSeq?: number;
  /** A request that was sent again: the one that it repeats. */
  readonly replayOf?: number;
  /** It tells of a failure without being an error of JSON-RPC: a result of a tool with `isError`. */
  readonly failed?: boolean;
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

/** An entry passes if it passes each part that is given; nothing passes an empty list. */
export const TrafficFilterSchema = v.object({
  kinds: v.optional(v.array(v.picklist(TRAFFIC_KINDS))),
  /** Found anywhere in method, id or text; case does not matter. */
  text: v.optional(v.string()),
  servers: v.optional(v.array(v.string())),
  /** Ids of sessions; those of relayed clients hold the client's name. */
  sessions: v.optional(v.array(v.string())),
  /** Requests, their answers, and notifications. */
  methods: v.optional(v.array(v.string())),
  direction: v.optional(v.picklist(['clientToServer', 'serverToClient'])),
  /** Errors of JSON-RPC and of HTTP, and results of tools that say `isError`. */
  errors: v.optional(v.boolean()),
  /** Both halves of pairs that took as many ms, or more. */
  slowMs: v.optional(v.pipe(v.number(), v.minValue(0))),
});
export type TrafficFilter = v.InferOutput<typeof TrafficFilterSchema>;

/** What a filter can be set to. */
export interface TrafficFacets {
  readonly servers: readonly string[];
  readonly sessions: readonly string[];
  readonly methods: readonly string[];
}

/** A stretch of the log after filtering. */
export interface TrafficWindow {
  /** How many entries pass the filter. */
  readonly total: number;
  /** Index of the first head among those that pass. */
  readonly from: number;
  readonly heads: readonly TrafficHead[];
  /** The log is still being searched: there may be more. Further finds are told as changes of the log. */
  readonly searching?: boolean;
}

/** What was written by an export. */
export interface TrafficExport {
  /** Of HAR: exchanges. */
  readonly entries: number;
  readonly bytes: number;
}

/** A file of traffic that was opened to be looked at. */
export interface OpenedTraffic {
  /** Stands for a server in all that asks for traffic. */
  readonly logId: string;
  readonly total: number;
  readonly servers: readonly string[];
  /** The number of a last line that was cut off, as when the program that wrote it was killed. */
  readonly cutOff?: number;
}

/** Ids of opened files begin with it. */
export const TRAFFIC_FILE_PREFIX = 'traffic-file/';

/** A line that a server's process wrote. */
export interface OutputLine {
  readonly stream: 'stdout' | 'stderr';
  /** Without ANSI sequences and line end. */
  readonly text: string;
  /** Epoch ms. */
  readonly time: number;
}
