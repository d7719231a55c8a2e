/** Where everything that passes is written down, as it was on the wire, before anything interprets it. */
export interface TrafficRecorder {
  /**
   * A JSON-RPC message (or batch) in one direction. `raw` is its exact text. `parsed`, the same as a value
   * (the first message of a batch), spares the reader of the text its parsing.
   */
  message(
    direction: 'clientToServer' | 'serverToClient',
    raw: string,
    sessionId?: string,
    parsed?: unknown,
  ): void;
  /** A line on the stdout of a stdio server that is no JSON-RPC message. */
  noise(line: string): void;
  /** A line of the process's stderr. */
  stderr(line: string): void;
}
