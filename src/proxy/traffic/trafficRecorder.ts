/** Where a message comes from. */
export interface MessageOrigin {
  readonly sessionId?: string;
  /**
   * Tells apart those whose ids may be the same within a session: a request and its answer have the same
   * one. Absent: ids are unique in the session.
   */
  readonly exchange?: string;
  /** The message as a value (of a batch: the first one), which spares the log its parsing. */
  readonly parsed?: unknown;
  /** The bytes of `raw` as they came, which nobody changes any more: spares the log to encode a large one again. */
  readonly bytes?: Buffer;
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
  noise(line: string): void;
  /** A line of the process's stderr. */
  stderr(line: string): void;
}
