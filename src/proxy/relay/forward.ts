import {
  type ClientRequest,
  type IncomingMessage,
  request as requestPlain,
  type ServerResponse,
} from 'node:http';
import { request as requestTls } from 'node:https';
import { bearerOf, isSame, TOKEN_HEADER, TOKEN_PARAMETER } from './guard';
import type { RelayTap } from './relayTap';

/** Concern one connection only (RFC 9110 §7.6.1). */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

export interface ForwardOptions {
  readonly url: URL;
  /** Where the request is to go. */
  readonly target: { readonly url: string; readonly headers: Readonly<Record<string, string>> };
  /** Ours; not passed on. */
  readonly token: string;
  readonly maxBody: number;
  readonly tap: RelayTap;
}

/**
 * Passes one request on and its answer back: status, headers and bodies as they are, each byte as soon as
 * it is there. When one side is gone, so is the other at once.
 */
export function forward(
  request: IncomingMessage,
  response: ServerResponse,
  options: ForwardOptions,
): void {
  const tooLarge = `The body is larger than ${options.maxBody} bytes`;
  if (Number(request.headers['content-length'] ?? 0) > options.maxBody) {
    refuse(response, 413, tooLarge);
    return;
  }
  const upstream = open(request, options);
  options.tap.request(request);
  upstream.once('response', (answer) => {
    options.tap.response(answer);
    passBack(answer, response);
  });
  upstream.once('error', (error) => {
    if (response.headersSent) response.destroy();
    else refuse(response, 502, `The server cannot be reached: ${error.message}`);
  });
  response.once('close', () => upstream.destroy());
  request.once('error', () => upstream.destroy());
  limit(request, options.maxBody, () => {
    upstream.destroy();
    refuse(response, 413, tooLarge);
  });
  request.pipe(upstream);
}

/** A plain answer of the proxy's own. */
export function refuse(response: ServerResponse, status: number, reason: string): void {
  if (response.headersSent || response.destroyed) return;
  const body = JSON.stringify({ error: reason });
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  });
  response.end(body);
}

/** Each on a connection of its own: one that idles may be closed by the server just as it is used again. */
function open(request: IncomingMessage, { url, target, token }: ForwardOptions): ClientRequest {
  const to = new URL(target.url);
  for (const [name, value] of url.searchParams) {
    if (name !== TOKEN_PARAMETER) to.searchParams.append(name, value);
  }
  const { method = 'GET' } = request;
  const headers = requestHeaders(request, to, target.headers, token);
  const send = to.protocol === 'https:' ? requestTls : requestPlain;
  return send(to, { method, headers, agent: false });
}

function requestHeaders(
  request: IncomingMessage,
  to: URL,
  added: Readonly<Record<string, string>>,
  token: string,
): string[] {
  // Node has answered an `Expect` already.
  const dropped = new Set(['host', 'expect', TOKEN_HEADER]);
  const bearer = bearerOf(request);
  if (bearer !== undefined && isSame(bearer, token)) dropped.add('authorization');
  for (const name of Object.keys(added)) dropped.add(name.toLowerCase());
  const kept = passedOn(request.rawHeaders, dropped);
  // Without it, a body of unknown length would end with the headers.
  if (request.headers['transfer-encoding'] !== undefined) kept.push('Transfer-Encoding', 'chunked');
  return ['Host', to.host, ...kept, ...Object.entries(added).flat()];
}

function passBack(answer: IncomingMessage, response: ServerResponse): void {
  response.sendDate = false;
  const { statusCode = 502, statusMessage, rawHeaders } = answer;
  response.writeHead(statusCode, statusMessage, passedOn(rawHeaders, new Set()));
  // An event stream may be silent for long: its headers must not wait for the first event.
  response.flushHeaders();
  answer.once('error', () => response.destroy());
  answer.once('end', () => {
    if (answer.rawTrailers.length > 0) response.addTrailers(pairsOf(answer.rawTrailers));
  });
  answer.pipe(response);
}

/** Headers as they are written, in order, without those that end here. */
function passedOn(raw: readonly string[], dropped: ReadonlySet<string>): string[] {
  const pairs = pairsOf(raw);
  const named = pairs
    .filter(([name]) => name.toLowerCase() === 'connection')
    .flatMap(([, value]) => value.split(',').map((item) => item.trim().toLowerCase()));
  return pairs
    .filter(([name]) => {
      const lower = name.toLowerCase();
      return !HOP_BY_HOP.has(lower) && !dropped.has(lower) && !named.includes(lower);
    })
    .flat();
}

function pairsOf(raw: readonly string[]): [string, string][] {
  const pairs: [string, string][] = [];
  for (let at = 0; at + 1 < raw.length; at += 2) pairs.push([raw[at]!, raw[at + 1]!]);
  return pairs;
}

function limit(request: IncomingMessage, maxBody: number, tooLarge: () => void): void {
  let length = 0;
  request.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length <= maxBody) return;
    request.unpipe();
    tooLarge();
  });
}
