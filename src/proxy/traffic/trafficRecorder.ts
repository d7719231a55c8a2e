import type { HttpFact } from '../../shared/model/httpFact';

/** Where a line of a process comes from. */
export interface LineOrigin {
  readonly sessionId?: string;
  /** When it passed, in epoch ms, where that is not now. */
  readonly time?: number;
}

/** Where a message comes from. */
export interface MessageOrigin extends LineOrigin {
  /**
   * Tells apart those whose ids may be the same within a session: a request and its answer have the same
   * one. Absent: ids are unique in the session.
   */
  readonly exchange?: string;
  /** The message as a value (of a batch: the first one), which spares the log its parsing. */
  readonly parsed?: unknown;
  /** The bytes of `raw` as they came, which nobody changes any more: spares the log to encode a large one again. */
  readonly bytes?: Buffer;
  /** The HTTP exchange that carried it, as `http` was told of it. */
  readonly http?: string;
}

/** Of what a fact of HTTP is. */
export interface HttpOrigin {
  readonly sessionId?: string;
  /** One request and its answer, by a name that no other has while it lasts. */
  readonly http: string;
}

/** Where everything that passes is written down, as it was on the wire, before anything interprets it. */
export interface TrafficRecorder {
  /** A JSON-RPC message (or batch) in one direction. `raw` is its exact text. */
  message(
    direction: 'clientToServer' | 'serverToClient',
    raw: string,
    origin?: MessageOrigin,
  ): void;
  /** A line on the stdout of a stdio server that is no JSON-RPC message. */
  noise(line: string, origin?: LineOrigin): void;
  /** A line of the process's stderr. */
  stderr(line: string, origin?: LineOrigin): void;
  /** HTTP beneath the messages. Headers may be given as they are: their secrets are not written down. */
  http(fact: HttpFact, origin: HttpOrigin): void;
}

/** Tells both. */
export function recordTwice(first: TrafficRecorder, second: TrafficRecorder): TrafficRecorder {
  return {
    message: (...message) => {
      first.message(...message);
      second.message(...message);
    },
    noise: (...line) => {
      first.noise(...line);
      second.noise(...line);
    },
    stderr: (...line) => {
      first.stderr(...line);
      second.stderr(...line);
    },
    http: (...fact) => {
      first.http(...fact);
      second.http(...fact);
    },
  };
}
