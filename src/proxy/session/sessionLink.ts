import type { ClientCapabilities, Implementation } from '@modelcontextprotocol/client';
import type { Answer, Connection } from './connection';
import { envelope, type Negotiated, type Params, withMeta } from './protocol';

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
  /** Asks the server for progress. Called before anything is sent, with the token that it will name. */
  onToken?(token: string | number): void;
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

  constructor(
    connection: Connection,
    negotiated: Negotiated,
    client: { readonly info: Implementation; readonly capabilities: ClientCapabilities },
  ) {
    this.connection = connection;
    this.negotiated = negotiated;
    this.#envelope =
      negotiated.era === 'modern' ? envelope(client, negotiated.protocolVersion) : {};
  }

  send(request: LinkRequest): RunningRequest {
    const id = this.connection.takeId();
    const wait = new AbortController();
    const wire = new AbortController();
    const params = this.#withMeta(request, id);
    const stop = (stopped: Stopped) => {
      if (wait.signal.aborted) return;
      wait.abort(stopped);
      void this.#tellStopped(id, stopped.message).finally(() => wire.abort(stopped));
    };
    const timer = request.timeout
      ? setTimeout(() => stop(timedOut(request.timeout ?? 0)), request.timeout)
      : undefined;
    const answer = this.connection.request(request.method, params, {
      id,
      signal: wait.signal,
      wireSignal: wire.signal,
      ...(request.headers && { headers: request.headers }),
    });
    let ended = false;
    const settled = answer.finally(() => {
      ended = true;
      clearTimeout(timer);
    });
    return {
      answer: settled,
      cancel: (reason) => {
        if (!ended) stop(new Stopped('cancelled', reason));
      },
    };
  }

  #withMeta({ params, onToken }: LinkRequest, id: number): Params {
    const meta = { ...this.#envelope, ...(onToken && { progressToken: id }) };
    if (Object.keys(meta).length === 0) return params;
    const sent = withMeta(params, meta);
    // The caller's own token, if there is one.
    const { progressToken } = sent._meta as { readonly progressToken?: string | number };
    if (progressToken !== undefined) onToken?.(progressToken);
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
