import {
  Agent,
  type ClientRequest,
  type IncomingMessage,
  request as requestPlain,
  type ServerResponse,
} from 'node:http';
import { request as requestTls } from 'node:https';
import { agentFor } from '../transport/httpRequest';
import { EndpointRewriter, type RewriteEndpoint } from './endpointRewriter';
import { withoutToken } from './guard';
import { pairsOf, passedOn, requestHeaders } from './headers';
import { refuse } from './refuse';
import type { RelayTap } from './relayTap';

/** Of the head of an answer, in bytes. */
const MAX_ANSWER_HEADERS = 64 * 1024;

/**
 * A connection that idles may be closed by the server just as it is used again: only where making one takes
 * long, over TLS, is one used twice. The server is not told: it would close while there is more to read.
 */
const onceOnly = Object.assign(new Agent({ keepAlive: true }), { keepSocketAlive: () => false });

export interface Destination {
  readonly url: string;
  /** Added to every request, over what the client sent. */
  readonly headers: Readonly<Record<string, string>>;
  /** SHA-256 of a certificate that is trusted whoever signed it. */
  readonly trustedCertificate?: string | undefined;
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
  const tooLarge = `The body is larger than ${maxBody} bytes`;
  if (Number(request.headers['content-length'] ?? 0) > maxBody) {
    refuse(request, response, 413, tooLarge);
    return;
  }
  const exchange = new Exchange(request, response, options);
  let length = 0;
  request.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length > maxBody) exchange.giveUp(413, tooLarge);
  });
  const { 'content-length': announced = '0', 'transfer-encoding': coding } = request.headers;
  // A body may be long in coming.
  if (announced !== '0' || coding !== undefined) exchange.upstream.flushHeaders();
  request.pipe(exchange.upstream);
}

class Exchange {
  readonly upstream: ClientRequest;
  readonly #request: IncomingMessage;
  readonly #response: ServerResponse;
  readonly #options: ForwardOptions;
  /** The client has its answer, or the beginning of it. */
  #answered = false;

  constructor(request: IncomingMessage, response: ServerResponse, options: ForwardOptions) {
    this.#request = request;
    this.#response = response;
    this.#options = options;
    this.upstream = this.#open();
    this.upstream.once('response', (answer) => this.#passBack(answer));
    // What goes wrong once the answer is on its way is told by the answer's own end.
    this.upstream.on('error', (error) => this.giveUp(502, reachError(error)));
    // A server may answer before it has read all: the rest is read for nobody.
    this.upstream.once('close', () => request.unpipe().resume());
    response.once('close', () => this.#onClose());
    request.on('error', () => this.upstream.destroy());
  }

  /** Answers in the server's place, if nothing was answered yet. */
  giveUp(status: number, reason: string): void {
    this.#request.unpipe();
    if (this.#answered) {
      // More than may pass on, after the server has answered: there is nothing to say it with.
      if (status === 413) this.#response.destroy();
      return;
    }
    this.#answered = true;
    this.#options.tap.failed(reason);
    this.upstream.destroy();
    refuse(this.#request, this.#response, status, reason);
  }

  #open(): ClientRequest {
    const { to, query, token, tap, rewriteEndpoint } = this.#options;
    const url = new URL(to.url);
    const own = withoutToken(query, token);
    if (own !== '') url.search = url.search === '' ? own : `${url.search}&${own}`;
    const plain = rewriteEndpoint !== undefined;
    const headers = requestHeaders(this.#request, { to: url, added: to.headers, token, plain });
    const { method = 'GET' } = this.#request;
    tap.request(this.#request, url.href, headers);
    const isTls = url.protocol === 'https:';
    const agent = isTls ? agentFor(true, to.trustedCertificate) : onceOnly;
    const init = { method, headers, agent, maxHeaderSize: MAX_ANSWER_HEADERS };
    return isTls ? requestTls(url, init) : requestPlain(url, init);
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
      this.giveUp(502, `The server compresses its event stream (${encoding}) though not asked to`);
      return;
    }
    this.#answered = true;
    tap.response(answer);
    response.sendDate = false;
    const dropped = new Set(rewrite ? ['content-length'] : []);
    const { statusCode = 502, statusMessage, rawHeaders } = answer;
    response.writeHead(statusCode, statusMessage, passedOn(rawHeaders, dropped));
    // An event stream may be silent for long: its headers must not wait for the first event.
    response.flushHeaders();
    answer.on('error', () => response.destroy());
    answer.once('end', () => {
      if (answer.rawTrailers.length > 0) response.addTrailers(pairsOf(answer.rawTrailers));
    });
    if (rewrite) answer.pipe(new EndpointRewriter(rewrite)).pipe(response);
    else answer.pipe(response);
  }

  #onClose(): void {
    const isOver = this.#response.writableFinished && this.upstream.writableFinished;
    if (!isOver) this.upstream.destroy();
  }
}

function reachError(error: NodeJS.ErrnoException): string {
  return error.code === 'HPE_HEADER_OVERFLOW'
    ? `The headers of the server's answer are larger than ${MAX_ANSWER_HEADERS} bytes`
    : `The server cannot be reached: ${error.message}`;
}
