import type { IncomingMessage } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import type { FetchLike } from '@modelcontextprotocol/client';
import type { HttpFact } from '../../shared/model/httpFact';
import type { HttpExchange } from '../session/sessionTarget';
import { headersOf, httpRequest } from './httpRequest';
import { parseText, type RawMessage } from './jsonRpc';
import { readBody } from './readBody';
import { type SseEvent, SseScanner } from './sseScanner';
import { networkError } from './wireError';

let exchanges = 0;

/** How much of an answer is kept to explain a failure. */
const BODY_HEAD = 4096;
/** An answer that is no success is read this far. */
const MAX_ERROR_BODY = 1024 * 1024;

/** Sees what passes on the wire, as it was there. */
export interface WireObserver {
  /** The head of a request; told before what it carries. `id`: that of its exchange. */
  requested(id: string, request: Pick<HttpExchange, 'method' | 'url' | 'requestHeaders'>): void;
  sent(raw: string, id: string): void;
  /** One text of JSON-RPC: the messages in it, one or the batch. `bytes`: those of the text, if at hand. */
  received(
    messages: readonly RawMessage[],
    raw: string,
    exchange: HttpExchange,
    bytes?: Buffer,
  ): void;
  /** Text where a message belongs, which is none. */
  noise(text: string): void;
  /** What a stream carries beside messages. */
  beside(fact: HttpFact, exchange: HttpExchange): void;
  /** The head of an answer; with the beginning of its body, unless that is an event stream. */
  answered(exchange: HttpExchange): void;
  failed(error: unknown, id: string): void;
  /** An event stream is over, by error if there is one. */
  streamEnded(exchange: HttpExchange, error?: Error): void;
}

/**
 * A `fetch` over Node's own HTTP client that shows all that passes to `observer` before anyone interprets
 * it. Messages reach the session by this way. Of them the caller, a transport of the SDK, gets only what
 * it acts upon: event ids, and which requests are answered; so it can neither refuse nor delay a message.
 */
export function createObservedFetch(
  observer: WireObserver,
  trustedCertificate?: string,
): FetchLike {
  return async (input, init = {}) => {
    const url = new URL(input);
    const method = init.method ?? 'GET';
    const given = init.headers instanceof Headers ? init.headers : new Headers(init.headers);
    const requestHeaders = Object.fromEntries(given);
    const body = typeof init.body === 'string' ? init.body : undefined;
    const id = `fetch ${++exchanges}`;
    observer.requested(id, { method, url: url.href, requestHeaders });
    if (body !== undefined) observer.sent(body, id);
    // The stream for the server's own messages is opened once the handshake is over: what is asked for at
    // that very moment goes first.
    if (method === 'GET') await setImmediate();
    let response: IncomingMessage;
    try {
      response = await httpRequest(url, {
        method,
        headers: requestHeaders,
        trustedCertificate,
        ...(body !== undefined && { body }),
        ...(init.signal && { signal: init.signal }),
      });
    } catch (error) {
      observer.failed(error, id);
      throw error;
    }
    const exchange = {
      id,
      method,
      url: url.href,
      requestHeaders,
      status: response.statusCode ?? 0,
      headers: headersOf(response),
      bodyHead: '',
    };
    return respond(response, exchange, observer);
  };
}

async function respond(
  response: IncomingMessage,
  head: HttpExchange,
  observer: WireObserver,
): Promise<Response> {
  const ok = head.status >= 200 && head.status < 300;
  const type = (head.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase();
  if (ok && type === 'text/event-stream') {
    observer.answered(head);
    return answer(observeStream(response, head, observer), head);
  }
  const isMessage = ok && type === 'application/json';
  const { text, bytes } = await readText(
    response,
    isMessage ? Number.POSITIVE_INFINITY : MAX_ERROR_BODY,
    (error) => observer.failed(error, head.id!),
  );
  const exchange = { ...head, bodyHead: text.slice(0, BODY_HEAD) };
  observer.answered(exchange);
  const parsed = parseText(text);
  if (parsed.kind === 'messages') observer.received(parsed.messages, text, exchange, bytes);
  else if (isMessage) observer.noise(text);
  return isMessage && parsed.kind === 'messages' ? settled(exchange) : answer(text, exchange);
}

/**
 * What the caller gets of an answer that has reached the session whole: that it was accepted, and the id of
 * the session. A body would only be written for it to be read and validated again.
 */
function settled({ headers }: HttpExchange): Response {
  const id = headers['mcp-session-id'];
  return new Response(null, {
    status: 202,
    ...(id !== undefined && { headers: { 'mcp-session-id': id } }),
  });
}

/** Statuses that the Fetch Standard allows no body. */
const NULL_BODY = new Set([101, 103, 204, 205, 304]);

function answer(body: ReadableStream<Uint8Array> | string, exchange: HttpExchange): Response {
  const { status, headers, url } = exchange;
  const { 'content-length': _length, ...rest } = headers;
  const isEmpty = body === '' || NULL_BODY.has(status);
  const response = new Response(isEmpty ? null : body, { status, headers: rest });
  return Object.defineProperty(response, 'url', { value: url });
}

async function readText(
  response: IncomingMessage,
  limit: number,
  onError: (error: unknown) => void,
): Promise<{ readonly text: string; readonly bytes: Buffer }> {
  try {
    const bytes = await readBody(response, limit);
    // Throws where it is longer than a string can be.
    return { text: bytes.toString('utf8'), bytes };
  } catch (error) {
    onError(error);
    throw networkError(error);
  }
}

function observeStream(
  response: IncomingMessage,
  exchange: HttpExchange,
  observer: WireObserver,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let cancelled = false;
  return new ReadableStream({
    start(controller) {
      const scanner = new SseScanner(
        (event) => {
          const slim = observeEvent(event, exchange, observer);
          if (!cancelled && slim !== '') controller.enqueue(encoder.encode(slim));
        },
        (text) => observer.beside({ type: 'comment', text }, exchange),
      );
      response.on('data', (chunk: Buffer) => scanner.push(chunk));
      response.once('end', () => {
        observer.streamEnded(exchange);
        if (!cancelled) controller.close();
      });
      response.once('error', (error) => {
        observer.streamEnded(exchange, error);
        if (!cancelled) controller.error(error);
      });
    },
    cancel() {
      cancelled = true;
      response.destroy();
    },
  });
}

/** Tells the observer of an event, and returns what the SDK's transport gets of it. */
function observeEvent(event: SseEvent, exchange: HttpExchange, observer: WireObserver): string {
  if (event.event !== 'message' || event.data === '') {
    const { bytes: _bytes, data, ...rest } = event;
    observer.beside({ type: 'event', ...rest, ...(data !== '' && { data }) }, exchange);
    return encodeEvent(event, data);
  }
  const parsed = parseText(event.data);
  if (parsed.kind === 'noise') {
    observer.noise(event.data);
    return encodeEvent(event, '');
  }
  observer.received(parsed.messages, event.data, exchange, event.bytes);
  const answer = parsed.messages.find(isAnswer);
  return encodeEvent(
    event,
    answer ? JSON.stringify({ jsonrpc: '2.0', id: answer.id, result: {} }) : '',
  );
}

/** What ends a request: the SDK's transport opens a stream again that broke before it. */
function isAnswer(message: RawMessage): boolean {
  const { id } = message;
  const hasId = typeof id === 'string' || typeof id === 'number';
  return hasId && !('method' in message) && ('result' in message || 'error' in message);
}

/** Empty if there is nothing in it to act upon: most events are messages, which have gone another way. */
function encodeEvent({ event, id, retry }: SseEvent, data: string): string {
  if (id === undefined && retry === undefined && data === '') return '';
  const lines = [
    ...(id === undefined ? [] : [`id: ${id}`]),
    ...(retry === undefined ? [] : [`retry: ${retry}`]),
    `event: ${event}`,
    `data: ${data}`,
  ];
  return `${lines.join('\n')}\n\n`;
}
