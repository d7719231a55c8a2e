import { type ClientCapabilities, LOG_LEVEL_META_KEY } from '@modelcontextprotocol/client';
import type { LogLevel } from '../../shared/model/sessionState';
import { ServerClock } from '../clock/serverClock';
import { type CallLimits, CallTimer } from './callTimer';
import type { Answer, Connection } from './connection';
import { type ClientIdentity, envelope, type Negotiated, type Params, withMeta } from './protocol';

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

export interface LinkRequest extends CallLimits {
  readonly method: string;
  readonly params: Params;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sends `params` as they are, without what the era or progress would add. */
  readonly bare?: boolean | undefined;
  /** From which level on the server logs while it works on it (modern era). */
  readonly logLevel?: LogLevel | undefined;
  /** Called with the id of the request before it is sent. */
  onId?(id: number): void;
  /** Asks the server for progress. Called with the token that it will name, before it can. */
  onToken?(token: unknown): void;
}

export interface RunningRequest {
  /** Rejects with `Stopped` when it was cancelled or took too long. */
  readonly answer: Promise<Answer>;
  /** Gives it up, and tells the server. No effect once it has ended. */
  cancel(reason: string): void;
  /** The server made progress with it. */
  progressed(): void;
}

/** Requests as the negotiated era wants them: envelope, progress token, and the right way to cancel. */
export class SessionLink {
  readonly connection: Connection;
  readonly negotiated: Negotiated;
  /** What the server was told that it may ask for. */
  readonly capabilities: ClientCapabilities;
  readonly #envelope: Params;
  readonly #clock: ServerClock;

  /** @param clock by which the time of requests is measured */
  constructor(
    connection: Connection,
    negotiated: Negotiated,
    client: ClientIdentity,
    clock = new ServerClock(),
  ) {
    this.#clock = clock;
    this.connection = connection;
    this.negotiated = negotiated;
    this.capabilities = client.capabilitiesFor(
      // In the legacy era they are said before the version is settled.
      negotiated.era === 'modern' ? negotiated.protocolVersion : client.legacyVersion,
    );
    this.#envelope =
      negotiated.era === 'modern' ? envelope(client, negotiated.protocolVersion) : {};
  }

  get isModern(): boolean {
    return this.negotiated.era === 'modern';
  }

  send(request: LinkRequest): RunningRequest {
    const id = this.connection.takeId();
    const wait = new AbortController();
    const wire = new AbortController();
    let isOver = false;
    const stop = (stopped: Stopped) => {
      if (isOver || wait.signal.aborted) return;
      wait.abort(stopped);
      void this.#tellStopped(id, stopped.message).finally(() => wire.abort(stopped));
    };
    request.onId?.(id);
    const expire = (message: string) => stop(new Stopped('timedOut', message));
    const timer = new CallTimer(request, expire, this.#clock);
    const sent = this.connection.request(request.method, this.#paramsOf(request, id), {
      id,
      signal: wait.signal,
      wireSignal: wire.signal,
      ...(request.headers && { headers: request.headers }),
    });
    const answer = sent.finally(() => {
      isOver = true;
      timer.stop();
    });
    return {
      answer,
      cancel: (reason) => stop(new Stopped('cancelled', reason)),
      progressed: () => timer.progressed(),
    };
  }

  /**
   * Tells the server something. The envelope goes along in the modern era.
   * @throws WireError
   */
  async notify(method: string, params: Params): Promise<void> {
    await this.connection.notify(method, this.isModern ? withMeta(params, this.#envelope) : params);
  }

  #paramsOf({ onToken, bare, logLevel, params }: LinkRequest, id: number): Params {
    if (bare) return params;
    const meta = {
      ...this.#envelope,
      ...(this.isModern && logLevel && { [LOG_LEVEL_META_KEY]: logLevel }),
      ...(onToken && { progressToken: id }),
    };
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
    if (this.isModern && this.connection.wire.answersEachRequest) return;
    await this.notify('notifications/cancelled', { requestId, reason }).catch(() => {
      // The server is gone, and the request with it.
    });
  }
}
