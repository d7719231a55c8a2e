import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout } from 'node:timers/promises';
import {
  type JSONRPCMessage,
  SSEClientTransport,
  StreamableHTTPClientTransport,
} from '@modelcontextprotocol/client';
import { createAuthorizedFetch } from '../auth/authorizedFetch';
import type { TokenSource } from '../auth/authorizer';
import type { HttpExchange } from '../session/sessionTarget';
import type { TrafficRecorder } from '../traffic/trafficRecorder';
import type { RawMessage } from './jsonRpc';
import { createObservedFetch, type WireObserver } from './observedFetch';
import { recordedWire } from './recordedWire';
import { type StreamNews, StreamWatch } from './streamWatch';
import type { Wire, WireSendOptions } from './wire';
import { networkError, WireError } from './wireError';

/** How often a broken stream of server messages is opened again, at growing distances. */
const RECONNECTION = {
  initialReconnectionDelay: 500,
  maxReconnectionDelay: 15_000,
  reconnectionDelayGrowFactor: 2,
  maxRetries: 8,
};

/** What the SDK says when it opens a stream no more. */
const GIVEN_UP = /^Maximum reconnection attempts/;

/** How long a server may take to delete its session before it is left to forget it by itself. */
const GOODBYE_MS = 1000;

export interface HttpWireOptions {
  readonly kind: 'http' | 'sse';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** SHA-256 of a certificate that is trusted whoever signed it. */
  readonly trustedCertificate?: string | undefined;
  /** Where tokens come from, for a server that wants one and is given none in `headers`. */
  readonly auth?: TokenSource | undefined;
  readonly recorder: TrafficRecorder;
  readonly sessionId: string;
  /** How often a broken stream is opened again, and when; see `RECONNECTION`. */
  readonly reconnection?: typeof RECONNECTION;
  onNoise(line: string): void;
  /** The stream on which the server speaks by itself broke, or is back. */
  onStream?(news: StreamNews): void;
}

/** What became of the HTTP requests that one `send` or `start` made. */
interface SendTrace {
  exchange?: HttpExchange;
  failure?: unknown;
  /** Hands on what was received, when the SDK has read the head of its answer. */
  deliver?: () => void;
}

/**
 * Streamable HTTP or the older HTTP+SSE, by the SDK's transports: they know when to open which stream,
 * resume it and what headers to send. What is received reaches `onmessage` from the wire beneath them.
 */
export class HttpWire implements Wire {
  readonly answersEachRequest: boolean;
  onmessage: (message: RawMessage, raw: string) => void = () => {};
  onclose: (error?: Error) => void = () => {};

  readonly #options: HttpWireOptions;
  readonly #transport: StreamableHTTPClientTransport | SSEClientTransport;
  /** Tells apart whose request it is that the SDK makes. */
  readonly #traces = new AsyncLocalStorage<SendTrace>();
  /** Messages that are held back for a turn, in order. */
  readonly #waiting: (() => void)[] = [];
  readonly #stream: StreamWatch;
  #isOpeningStream = false;
  #closed = false;

  constructor(options: HttpWireOptions) {
    this.#options = options;
    this.answersEachRequest = options.kind === 'http';
    this.#stream = new StreamWatch((news) => {
      if (!this.#closed) options.onStream?.(news);
    });
    const observed = createObservedFetch(this.#observer(), options.trustedCertificate);
    const { auth, url: serverUrl } = options;
    const common = {
      fetch: auth ? createAuthorizedFetch(observed, auth, serverUrl) : observed,
      requestInit: { headers: options.headers },
    };
    const url = new URL(options.url);
    const { reconnection: reconnectionOptions = RECONNECTION } = options;
    this.#transport =
      options.kind === 'http'
        ? new StreamableHTTPClientTransport(url, { ...common, reconnectionOptions })
        : new SSEClientTransport(url, common);
    // Failures of a send are thrown by it; those of the background stream are the SDK's to mend.
    this.#transport.onerror = ({ message }) => {
      if (GIVEN_UP.test(message)) this.#stream.givenUp();
    };
  }

  async start(): Promise<void> {
    await this.#traced(() => this.#transport.start());
  }

  async send(message: JSONRPCMessage, options: WireSendOptions = {}): Promise<void> {
    if (this.#closed) throw new WireError({ kind: 'closed' });
    const transport = this.#transport;
    if (transport instanceof SSEClientTransport) {
      await this.#traced(() => transport.send(message));
      return;
    }
    const { signal, headers, onAnswerEnd } = options;
    const { exchange } = await this.#traced(() =>
      transport.send(message, {
        ...(signal && { requestSignal: signal }),
        ...(headers && { headers }),
        ...(onAnswerEnd && { onRequestStreamEnd: () => onAnswerEnd() }),
      }),
    );
    const type = exchange?.headers['content-type'];
    if (!type?.includes('text/event-stream')) onAnswerEnd?.(exchange);
    if (this.#stream.isGivenUp) this.#openStream(transport);
  }

  setProtocolVersion(version: string): void {
    this.#transport.setProtocolVersion(version);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#finish();
    if (this.#transport instanceof StreamableHTTPClientTransport) {
      const terminated = this.#transport.terminateSession().catch(() => {
        // The server may be gone already; then so is its session.
      });
      await Promise.race([terminated, setTimeout(GOODBYE_MS, undefined, { ref: false })]);
    }
    await this.#transport.close();
  }

  /** The server answers again: it may have something to say by itself. */
  #openStream(transport: StreamableHTTPClientTransport): void {
    if (this.#isOpeningStream) return;
    this.#isOpeningStream = true;
    const done = () => {
      this.#isOpeningStream = false;
    };
    // If that fails, the next answer is the next occasion.
    transport.resumeStream('').then(done, done);
  }

  async #traced(work: () => Promise<void>): Promise<SendTrace> {
    const trace: SendTrace = {};
    try {
      await this.#traces.run(trace, work);
    } catch (error) {
      if (trace.failure !== undefined) throw networkError(trace.failure);
      if (trace.exchange)
        throw new WireError({ kind: 'http', exchange: trace.exchange }, { cause: error });
      throw networkError(error);
    } finally {
      trace.deliver?.();
    }
    return trace;
  }

  /**
   * The SDK learns of a new session from the head of the answer, but only after that has been observed; what
   * is sent next must carry its id. So such an answer waits until the SDK has read it, but not longer: after
   * that, a request without an answer counts as lost. What comes meanwhile waits behind it.
   */
  #deliver(messages: readonly RawMessage[], raw: string, mustWait: boolean): void {
    const deliver = () => {
      if (this.#closed) return;
      for (const message of messages) this.onmessage(message, raw);
    };
    if (!mustWait && this.#waiting.length === 0) {
      deliver();
      return;
    }
    if (this.#waiting.push(deliver) > 1) return;
    const flush = () => {
      for (const next of this.#waiting.splice(0)) next();
    };
    const trace = this.#traces.getStore();
    if (trace) trace.deliver = flush;
    else setImmediate(flush);
  }

  #startsSession({ headers }: HttpExchange): boolean {
    const transport = this.#transport;
    if (!(transport instanceof StreamableHTTPClientTransport)) return false;
    const id = headers['mcp-session-id'];
    return id !== undefined && id !== transport.sessionId;
  }

  #observer(): WireObserver {
    const { recorder, sessionId, kind } = this.#options;
    return recordedWire(recorder, sessionId, {
      requested: (id, { method }) => this.#stream.requested(id, method),
      sent: () => {},
      received: (messages, raw, exchange) => {
        const own = messages.filter((message) => isAnswerOf(message, exchange));
        this.#deliver(own, raw, this.#startsSession(exchange));
      },
      noise: (text) => this.#options.onNoise(text),
      beside: () => {},
      answered: (exchange) => {
        this.#stream.answered(exchange.id!, exchange.status);
        const trace = this.#traces.getStore();
        if (trace) trace.exchange = exchange;
        if (isSessionGone(exchange)) this.#finish(new WireError({ kind: 'http', exchange }));
      },
      failed: (error, id) => {
        this.#stream.ended(id, error);
        const trace = this.#traces.getStore();
        if (trace) trace.failure = error;
      },
      streamEnded: ({ method, id }, error) => {
        this.#stream.ended(id!, error);
        // The older transport has one stream, and a server forgets its client with it.
        if (kind === 'sse' && method === 'GET') this.#finish(error && networkError(error));
      },
    });
  }

  #finish(error?: Error): void {
    if (this.#closed) return;
    this.#closed = true;
    this.onclose(error);
  }
}

/**
 * A refused request may carry its JSON-RPC error in the body, and then it is the answer; but what guards
 * the server (401, 403), and an error that names no request, speak of HTTP.
 */
function isAnswerOf(message: RawMessage, { status }: HttpExchange): boolean {
  if (status < 300) return true;
  return status !== 401 && status !== 403 && message.id !== undefined && message.id !== null;
}

/** "404 means the session is gone" (MCP 2025-11-25, Transports, Session Management). */
function isSessionGone({ status, method, requestHeaders }: HttpExchange): boolean {
  return status === 404 && method !== 'DELETE' && 'mcp-session-id' in requestHeaders;
}
