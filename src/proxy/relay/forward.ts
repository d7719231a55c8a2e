import type { ClientRequest, IncomingMessage, ServerResponse } from 'node:http';
import { challengeOf } from '../auth/authorizedFetch';
import type { TokenSource } from '../auth/authorizer';
import { EndpointRewriter, type RewriteEndpoint } from './endpointRewriter';
import { isAuthorized, pairsOf, passedOn } from './headers';
import { refuse } from './refuse';
import type { RelayTap } from './relayTap';
import { MAX_ANSWER_HEADERS, openUpstream } from './upstream';

/** A request of which the body is no larger can be sent once more, in bytes. */
const MAX_KEPT = 1024 * 1024;

export interface Destination {
  readonly url: string;
  /** Added to every request, over what the client sent. */
  readonly headers: Readonly<Record<string, string>>;
  /** SHA-256 of a certificate that is trusted whoever signed it. */
  readonly trustedCertificate?: string | undefined;
  /** Of a person who has signed in; for requests without an `Authorization` of their own. */
  readonly tokens?: TokenSource | undefined;
}

export interface ForwardOptions {
  readonly to: Destination;
  /** What the client wrote after the `?`. */
  readonly query: string;
  /** Ours; not passed on. */
  readonly token: string;
  /** In bytes. */
  readonly maxBody: number;
  readonly tap: RelayTap;
  /** Given for an event stream of HTTP+SSE. */
  readonly rewriteEndpoint?: RewriteEndpoint;
}

/**
 * Passes one request on and its answer back: status, headers and bodies as they are, each byte as soon as
 * it is there and no sooner than the other side takes it. When one side is gone, so is the other at once.
 */
export function forward(
  request: IncomingMessage,
  response: ServerResponse,
  options: ForwardOptions,
): void {
  const { maxBody } = options;
  if (Number(request.headers['content-length'] ?? 0) > maxBody) {
    refuse(request, response, 413, tooLarge(maxBody));
    return;
  }
  const { to, token } = options;
  const tokens = isAuthorized(request, { added: to.headers, token }) ? undefined : to.tokens;
  const exchange = new Exchange(request, response, options, tokens);
  if (!tokens) exchange.begin();
  else {
    const ready = tokens.token().catch(() => undefined);
    void ready.then((bearer) => exchange.begin(bearer));
  }
}

class Exchange {
  readonly #request: IncomingMessage;
  readonly #response: ServerResponse;
  readonly #options: ForwardOptions;
  readonly #tokens: TokenSource | undefined;
  #upstream: ClientRequest | undefined;
  /** The client has its answer, or the beginning of it. */
  #answered = false;
  /** The body, as long as it may have to be sent once more. */
  #kept: Buffer[] | undefined;
  #length = 0;

  /** @param tokens if the request is to have one of ours */
  constructor(
    request: IncomingMessage,
    response: ServerResponse,
    options: ForwardOptions,
    tokens: TokenSource | undefined,
  ) {
    this.#tokens = tokens;
    this.#request = request;
    this.#response = response;
    this.#options = options;
    response.once('close', () => this.#onClose());
    request.on('error', () => this.#upstream?.destroy());
  }

  /** @param bearer the token that is added */
  begin(bearer?: string): void {
    if (this.#response.destroyed) return;
    const request = this.#request;
    if (this.#tokens) this.#kept = [];
    request.on('data', (chunk: Buffer) => this.#count(chunk));
    let upstream: ClientRequest;
    try {
      upstream = this.#open(bearer);
    } catch (error) {
      // Such as a header in the configuration that no header can be.
      this.#giveUp(502, `The request cannot be sent: ${(error as Error).message}`);
      return;
    }
    const { 'content-length': announced = '0', 'transfer-encoding': coding } = request.headers;
    // A body may be long in coming.
    if (announced !== '0' || coding !== undefined) upstream.flushHeaders();
    request.pipe(upstream);
  }

  #open(bearer: string | undefined): ClientRequest {
    const { tap, rewriteEndpoint } = this.#options;
    const plain = rewriteEndpoint !== undefined;
    const { upstream, url, headers } = openUpstream(this.#request, {
      ...this.#options,
      plain,
      bearer,
    });
    this.#upstream = upstream;
    tap.request(this.#request, url, headers);
    upstream.once('response', (answer) => this.#received(answer, bearer));
    // What goes wrong once the answer is on its way is told by the answer's own end.
    upstream.on('error', (error) => {
      if (upstream === this.#upstream) this.#giveUp(502, reachError(error));
    });
    // A server may answer before it has read all: the rest is read for nobody.
    upstream.once('close', () => this.#request.unpipe(upstream).resume());
    return upstream;
  }

  #count(chunk: Buffer): void {
    const { maxBody } = this.#options;
    this.#length += chunk.length;
    if (this.#length > MAX_KEPT) this.#kept = undefined;
    this.#kept?.push(chunk);
    if (this.#length > maxBody) this.#giveUp(413, tooLarge(maxBody));
  }

  /** Answers in the server's place, if nothing was answered yet. */
  #giveUp(status: number, reason: string): void {
    this.#request.unpipe();
    if (this.#answered) {
      // More than may pass on, after the server has answered: there is nothing to say it with.
      if (status === 413) this.#response.destroy();
      return;
    }
    this.#answered = true;
    this.#options.tap.failed(reason);
    this.#upstream?.destroy();
    refuse(this.#request, this.#response, status, reason);
  }

  #received(answer: IncomingMessage, bearer: string | undefined): void {
    const tokens = this.#tokens;
    const kept = this.#kept;
    this.#kept = undefined;
    const mayRenew = tokens && kept && answer.statusCode === 401 && this.#request.complete;
    if (mayRenew) void this.#renew(tokens, Buffer.concat(kept), answer, bearer);
    else this.#passBack(answer);
  }

  /** The token was refused, as happens when it gets old: with another one, it goes out once more. */
  async #renew(
    tokens: TokenSource,
    body: Buffer,
    answer: IncomingMessage,
    refused: string | undefined,
  ): Promise<void> {
    try {
      await tokens.renew(challengeOf(asResponse(answer))!, refused);
      const bearer = await tokens.token();
      if (this.#response.destroyed) return;
      this.#options.tap.response(answer);
      answer.resume();
      this.#open(bearer).end(body);
    } catch {
      // Then its refusal is the answer.
      this.#passBack(answer);
    }
  }

  #passBack(answer: IncomingMessage): void {
    const { rewriteEndpoint, tap } = this.#options;
    const response = this.#response;
    if (this.#answered) {
      answer.destroy();
      return;
    }
    const isStream = /^text\/event-stream\b/i.test(answer.headers['content-type'] ?? '');
    const rewrite = isStream ? rewriteEndpoint : undefined;
    const encoding = answer.headers['content-encoding'] ?? 'identity';
    if (rewrite && encoding !== 'identity') {
      this.#giveUp(502, `The server compresses its event stream (${encoding}) though not asked to`);
      return;
    }
    try {
      this.#writeHead(answer, rewrite !== undefined);
    } catch (error) {
      // Node reads some heads that it does not write.
      answer.destroy();
      this.#giveUp(502, `The answer cannot be passed on: ${(error as Error).message}`);
      return;
    }
    this.#answered = true;
    tap.response(answer);
    // An event stream may be silent for long: its headers must not wait for the first event.
    response.flushHeaders();
    answer.on('error', () => response.destroy());
    answer.once('end', () => {
      if (answer.rawTrailers.length > 0) response.addTrailers(pairsOf(answer.rawTrailers));
    });
    if (rewrite) answer.pipe(new EndpointRewriter(rewrite)).pipe(response);
    else answer.pipe(response);
  }

  #writeHead({ statusCode = 502, statusMessage, rawHeaders }: IncomingMessage, changes: boolean) {
    const dropped = new Set(changes ? ['content-length'] : []);
    const headers = passedOn(rawHeaders, dropped);
    this.#response.sendDate = false;
    this.#response.writeHead(statusCode, statusMessage, headers);
  }

  #onClose(): void {
    const isOver = this.#response.writableFinished && this.#upstream?.writableFinished;
    if (!isOver) this.#upstream?.destroy();
  }
}

function reachError(error: NodeJS.ErrnoException): string {
  return error.code === 'HPE_HEADER_OVERFLOW'
    ? `The headers of the server's answer are larger than ${MAX_ANSWER_HEADERS} bytes`
    : `The server cannot be reached: ${error.message}`;
}

function tooLarge(maxBody: number): string {
  return `The body is larger than ${maxBody} bytes`;
}

function asResponse({ statusCode = 0, headers }: IncomingMessage): Response {
  const challenge = headers['www-authenticate'];
  return new Response(null, {
    status: statusCode,
    ...(challenge !== undefined && { headers: { 'www-authenticate': challenge } }),
  });
}
