import type { JSONRPCMessage } from '@modelcontextprotocol/client';
import { t } from '@vscode/l10n';
import { Emitter } from 'vscode-jsonrpc/node';
import { faultOfAnswer, isObject, type RawMessage } from '../transport/jsonRpc';
import type { Wire } from '../transport/wire';
import { WireError } from '../transport/wireError';

export interface RpcError {
  readonly code: number;
  readonly message: string;
  readonly data?: unknown;
}

/** An answer as the server sent it. */
export type Answer = (
  | { readonly result: Readonly<Record<string, unknown>> }
  | { readonly error: RpcError }
) & {
  /** Length of its text. */
  readonly size: number;
};

/** The answer breaks JSON-RPC. */
export class InvalidAnswerError extends Error {
  override readonly name = 'InvalidAnswerError';
  constructor(
    readonly problem: string,
    readonly raw: string,
  ) {
    super(t('The answer is not valid JSON-RPC: {0}', problem));
  }
}

export interface SendRequestOptions {
  /** Ends the wait: the promise rejects with its reason. */
  readonly signal?: AbortSignal;
  /** Ends the HTTP request that carries it, if there is one; `signal` if absent. */
  readonly wireSignal?: AbortSignal;
  readonly headers?: Readonly<Record<string, string>>;
  readonly id?: number;
}

export interface RawNotification {
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
}

interface Pending {
  settle(message: RawMessage, raw: string): void;
  fail(error: unknown): void;
}

/** A request of the server. */
export interface IncomingRequest {
  readonly id: string | number;
  /** Aborted when the server cancels it, or the connection ends: nobody waits for its answer then. */
  readonly signal: AbortSignal;
}

export type RequestHandler = (
  params: Readonly<Record<string, unknown>>,
  request: IncomingRequest,
) => unknown;

/** Thrown by a request handler: becomes the error of the answer. */
export class RpcFailure extends Error {
  override readonly name = 'RpcFailure';
  constructor(
    readonly code: number,
    message: string,
    readonly data?: unknown,
  ) {
    super(message);
  }
}

export const INVALID_PARAMS = -32602;
export const METHOD_NOT_FOUND = -32601;
export const INTERNAL_ERROR = -32603;

/**
 * JSON-RPC over a wire, raw: requests with ids of our own, answers as they came. Knows no method; who
 * answers the server's requests registers with `handle`.
 */
export class Connection {
  readonly #wire: Wire;
  readonly #pending = new Map<string | number, Pending>();
  readonly #handlers = new Map<string, RequestHandler>();
  /** The server's requests that are not answered yet. */
  readonly #incoming = new Map<string | number, AbortController>();
  readonly #notifications = new Emitter<RawNotification>();
  readonly #closed = new Emitter<Error | undefined>();
  #nextId = 1;
  #isClosed = false;

  readonly onNotification = this.#notifications.event;
  /** Once; with the error if it was not in order. */
  readonly onClose = this.#closed.event;

  constructor(wire: Wire) {
    this.#wire = wire;
    wire.onmessage = (message, raw) => this.#receive(message, raw);
    wire.onclose = (error) => this.#finish(error);
  }

  get wire(): Wire {
    return this.#wire;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** A fresh id, for a caller who must know it before the request is sent. */
  takeId(): number {
    return this.#nextId++;
  }

  /** Answers the server's requests of this method. */
  handle(method: string, handler: RequestHandler): void {
    this.#handlers.set(method, handler);
  }

  /**
   * Sends a request and resolves with its answer, be it a result or an error.
   * @throws WireError, InvalidAnswerError, or the signal's reason
   */
  async request(
    method: string,
    params: Readonly<Record<string, unknown>>,
    options: SendRequestOptions = {},
  ): Promise<Answer> {
    const { signal, wireSignal = signal, headers, id = this.takeId() } = options;
    signal?.throwIfAborted();
    if (this.#isClosed) throw new WireError({ kind: 'closed' });
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    this.#pending.set(id, {
      settle: (message, raw) => {
        const fault = faultOfAnswer(message);
        if (fault === undefined) resolve(toAnswer(message, raw));
        else reject(new InvalidAnswerError(fault, raw));
      },
      fail: reject,
    });
    const abort = () => reject(signal?.reason);
    signal?.addEventListener('abort', abort, { once: true });
    // The answer may come before the sending has ended, and then it counts.
    this.#wire
      .send({ jsonrpc: '2.0', id, method, params } as JSONRPCMessage, {
        ...(wireSignal && { signal: wireSignal }),
        ...(headers && { headers }),
        onAnswerEnd: (exchange) => {
          // Mostly the answer has come; an error would be made for nobody then, with all its trace.
          if (!this.#pending.has(id)) return;
          reject(new WireError({ kind: 'noAnswer', ...(exchange && { exchange }) }));
        },
      })
      .catch(reject);
    try {
      return await promise;
    } finally {
      this.#pending.delete(id);
      signal?.removeEventListener('abort', abort);
    }
  }

  /** @throws WireError */
  async notify(method: string, params: Readonly<Record<string, unknown>>): Promise<void> {
    const hasParams = Object.keys(params).length > 0;
    await this.#wire.send({
      jsonrpc: '2.0',
      method,
      ...(hasParams && { params }),
    } as JSONRPCMessage);
  }

  async close(): Promise<void> {
    await this.#wire.close();
  }

  #receive(message: RawMessage, raw: string): void {
    const { id, method } = message;
    if (typeof method !== 'string') this.#receiveAnswer(message, raw);
    else if (typeof id === 'string' || typeof id === 'number')
      void this.#answer(id, method, message);
    else {
      const params = paramsOf(message);
      if (method === 'notifications/cancelled') this.#cancelIncoming(params.requestId);
      this.#notifications.fire({ method, params });
    }
  }

  #cancelIncoming(id: unknown): void {
    if (typeof id === 'string' || typeof id === 'number') this.#incoming.get(id)?.abort();
  }

  #receiveAnswer(message: RawMessage, raw: string): void {
    const { id } = message;
    if (typeof id === 'string' || typeof id === 'number') {
      this.#pending.get(id)?.settle(message, raw);
    } else if ('error' in message && this.#pending.size === 1) {
      // A server that could not read the request does not know its id (JSON-RPC 2.0 §5).
      for (const pending of this.#pending.values()) pending.settle(message, raw);
    }
  }

  async #answer(id: string | number, method: string, message: RawMessage): Promise<void> {
    const abort = new AbortController();
    this.#incoming.set(id, abort);
    const answer = await this.#answerOf(method, message, { id, signal: abort.signal });
    if (this.#incoming.get(id) === abort) this.#incoming.delete(id);
    if (abort.signal.aborted) return;
    await this.#wire.send({ jsonrpc: '2.0', id, ...answer } as JSONRPCMessage).catch(() => {
      // The server is gone, and waits no more.
    });
  }

  async #answerOf(
    method: string,
    message: RawMessage,
    request: IncomingRequest,
  ): Promise<{ result: unknown } | { error: RpcError }> {
    try {
      const handler = this.#handlers.get(method);
      if (!handler) throw new RpcFailure(METHOD_NOT_FOUND, `Method not found: ${method}`);
      return { result: await handler(paramsOf(message), request) };
    } catch (error) {
      return { error: toRpcError(error) };
    }
  }

  #finish(error: Error | undefined): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    for (const pending of [...this.#pending.values()]) {
      pending.fail(error ?? new WireError({ kind: 'closed' }));
    }
    this.#closed.fire(error);
    for (const incoming of this.#incoming.values()) incoming.abort();
  }
}

function toRpcError(error: unknown): RpcError {
  if (!(error instanceof RpcFailure)) {
    const message = error instanceof Error ? error.message : String(error);
    return { code: INTERNAL_ERROR, message };
  }
  const { code, message, data } = error;
  return { code, message, ...(data !== undefined && { data }) };
}

function paramsOf(message: RawMessage): Readonly<Record<string, unknown>> {
  return isObject(message.params) ? message.params : {};
}

/** Only after `faultOfAnswer` found none. */
function toAnswer(message: RawMessage, raw: string): Answer {
  return 'error' in message && message.error !== null
    ? { error: message.error as RpcError, size: raw.length }
    : { result: message.result as Readonly<Record<string, unknown>>, size: raw.length };
}
