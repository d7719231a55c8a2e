import { isObject } from '../transport/jsonRpc';
import type { Answer, Connection } from './connection';
import { type ClientIdentity, envelope, type Negotiated, type Params, withMeta } from './protocol';

/** How often a server may ask for more before it answers. */
const MAX_ROUNDS = 16;

/** Why a request is given up before its answer. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
  constructor(
    readonly why: 'cancelled' | 'timedOut',
    message: string,
  ) {
    super(message);
  }
}

export interface LinkRequest {
  readonly method: string;
  readonly params: Params;
  /** In ms; absent or 0: no limit. */
  readonly timeout?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Asks the server for progress. Called with the token that it will name, before it can. */
  onToken?(token: unknown): void;
}

export interface RunningRequest {
  /** Rejects with `Stopped` when it was cancelled or took too long. */
  readonly answer: Promise<Answer>;
  /** Gives it up, and tells the server. No effect once it has ended. */
  cancel(reason: string): void;
}

/** Requests as the negotiated era wants them: envelope, progress token, and the right way to cancel. */
export class SessionLink {
  readonly connection: Connection;
  readonly negotiated: Negotiated;
  readonly #envelope: Params;

  constructor(connection: Connection, negotiated: Negotiated, client: ClientIdentity) {
    this.connection = connection;
    this.negotiated = negotiated;
    this.#envelope =
      negotiated.era === 'modern' ? envelope(client, negotiated.protocolVersion) : {};
  }

  send(request: LinkRequest): RunningRequest {
    const wait = new AbortController();
    let round: { readonly id: number; readonly wire: AbortController } | undefined;
    const sendRound = (params: Params) => {
      const id = this.connection.takeId();
      const wire = new AbortController();
      round = { id, wire };
      return this.connection.request(request.method, this.#withMeta(request, params, id), {
        id,
        signal: wait.signal,
        wireSignal: wire.signal,
        ...(request.headers && { headers: request.headers }),
      });
    };
    const stop = (stopped: Stopped) => {
      if (wait.signal.aborted || !round) return;
      const { id, wire } = round;
      wait.abort(stopped);
      void this.#tellStopped(id, stopped.message).finally(() => wire.abort(stopped));
    };
    const { timeout } = request;
    const timer = timeout ? setTimeout(() => stop(timedOut(timeout)), timeout) : undefined;
    const answer = this.#complete(request.params, sendRound).finally(() => {
      round = undefined;
      clearTimeout(timer);
    });
    return { answer, cancel: (reason) => stop(new Stopped('cancelled', reason)) };
  }

  /**
   * In the modern era a server asks by an unfinished result, and gets what it asked for with the request
   * sent again (MCP 2026-07-28, Multi Round-Trip Requests). Done here as long as all of it can be answered
   * without a person; otherwise the unfinished result is the answer.
   */
  async #complete(params: Params, send: (params: Params) => Promise<Answer>): Promise<Answer> {
    let answer = await send(params);
    for (let rounds = 1; rounds < MAX_ROUNDS; rounds++) {
      const inputResponses = await this.#answerInputs(answer);
      if (!inputResponses || !('result' in answer)) break;
      const { requestState } = answer.result;
      const state = requestState === undefined ? {} : { requestState };
      answer = await send({ ...params, inputResponses, ...state });
    }
    return answer;
  }

  /** What the server asks for in an unfinished result; undefined if it is none, or not ours to answer. */
  async #answerInputs(answer: Answer): Promise<Params | undefined> {
    if (!('result' in answer) || answer.result.resultType !== 'input_required') return undefined;
    const { inputRequests } = answer.result;
    if (!isObject(inputRequests)) return undefined;
    const responses: [string, unknown][] = [];
    for (const [key, request] of Object.entries(inputRequests)) {
      if (!isObject(request) || typeof request.method !== 'string') return undefined;
      const handler = this.connection.handlerOf(request.method);
      if (!handler) return undefined;
      responses.push([key, await handler(isObject(request.params) ? request.params : {})]);
    }
    return Object.fromEntries(responses);
  }

  #withMeta({ onToken }: LinkRequest, params: Params, id: number): Params {
    const meta = { ...this.#envelope, ...(onToken && { progressToken: id }) };
    if (Object.keys(meta).length === 0) return params;
    const sent = withMeta(params, meta);
    // The caller's own token, if there is one.
    onToken?.((sent._meta as Params).progressToken);
    return sent;
  }

  /**
   * Where each request has a stream of its own in the modern era, closing it is the cancellation, and a
   * notification would be one too many. Everywhere else the server must be told; a disconnect is not
   * cancellation there (MCP 2025-11-25, Transports).
   */
  async #tellStopped(requestId: number, reason: string): Promise<void> {
    const isModern = this.negotiated.era === 'modern';
    if (isModern && this.connection.wire.answersEachRequest) return;
    const params = { requestId, reason };
    await this.connection
      .notify('notifications/cancelled', isModern ? withMeta(params, this.#envelope) : params)
      .catch(() => {
        // The server is gone, and the request with it.
      });
  }
}

function timedOut(ms: number): Stopped {
  return new Stopped('timedOut', `No answer within ${ms} ms`);
}
