import type { JSONRPCMessage } from '@modelcontextprotocol/client';
import type { HttpExchange } from '../session/sessionTarget';
import type { RawMessage } from './jsonRpc';

export interface WireSendOptions {
  /** Ends the HTTP request that carries the message, and the stream of its answer. */
  readonly signal?: AbortSignal;
  /** Only on HTTP: all that the server answers to this message has come. `exchange`: unless in a stream. */
  readonly onAnswerEnd?: (exchange?: HttpExchange) => void;
  /** Only on HTTP: added to the request. */
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * A connection to a server, by the same verbs as the SDK's `Transport`. Unlike there, what is received is
 * handed on as it was on the wire: nothing is validated, stripped or dropped on the way.
 */
export interface Wire {
  /** Each request is answered on a stream of its own, whose end ends the request (Streamable HTTP). */
  readonly answersEachRequest: boolean;
  /** @throws WireError */
  start(): Promise<void>;
  /**
   * Resolves when the message is on its way.
   * @throws WireError
   */
  send(message: JSONRPCMessage, options?: WireSendOptions): Promise<void>;
  /** From now on the version is named in the headers of HTTP requests. */
  setProtocolVersion(version: string): void;
  /** Idempotent; never throws. Calls `onclose`. */
  close(): Promise<void>;

  onmessage: (message: RawMessage, raw: string) => void;
  /** The connection is over; once. `error` is absent when it was closed, by either side, in order. */
  onclose: (error?: Error) => void;
}
