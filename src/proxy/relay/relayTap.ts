import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import type { HttpFact } from '../../shared/model/httpFact';
import type { TrafficRecorder } from '../traffic/trafficRecorder';
import { headersOf } from '../transport/httpRequest';
import { isObject } from '../transport/jsonRpc';
import { SseScanner } from '../transport/sseScanner';
import { type ClientNames, clientNameIn, type Speaker } from './clientNames';
import { decoderOf } from './decodeBody';
import { pairsOf } from './headers';

/** A body that is larger is passed on, but not recorded. */
const MAX_RECORDED = 256 * 1024 * 1024;
/** So much of a body that is no message. */
const MAX_HEAD = 4096;

type Direction = 'clientToServer' | 'serverToClient';

export interface RelayTapOptions {
  readonly recorder: TrafficRecorder;
  readonly names: ClientNames;
  readonly speaker: Speaker;
  /** By a name that no other has while it lasts. */
  readonly exchange: string;
  /** Answers do not come with their requests, but all on this exchange. */
  readonly isOldStream?: boolean | undefined;
  /** The client has said what it is called. */
  readonly onNamed?: () => void;
}

/** Copies one relayed HTTP request and its answer to the traffic log, with the messages in them. */
export class RelayTap {
  readonly #options: RelayTapOptions;
  #request: IncomingMessage | undefined;
  #head: (HttpFact & { type: 'request' }) | undefined;

  constructor(options: RelayTapOptions) {
    this.#options = options;
  }

  /**
   * Once more for one that is sent again.
   * @param headers as they are passed on, names and values in turn
   */
  request(request: IncomingMessage, url: string, headers: readonly string[]): void {
    const { method = 'GET' } = request;
    const isRepeated = this.#request !== undefined;
    this.#request = request;
    this.#head = { type: 'request', method, url, headers: joined(headers) };
    if (isRepeated) this.#tellRequest();
    else collect(decoded(request, request), (bytes) => this.#sent(bytes));
  }

  response(answer: IncomingMessage): void {
    this.#tellRequest();
    const { name } = this.#options.speaker;
    if (name !== undefined) this.#options.names.learn(name, this.#request!, answer);
    const type = (answer.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase();
    if (type === 'text/event-stream') this.#stream(answer);
    else collect(decoded(answer, answer), (bytes) => this.#answered(answer, type, bytes));
  }

  /** There is no answer of the server's. */
  failed(error: string): void {
    this.#tellRequest();
    this.#http({ type: 'failure', error });
  }

  #sent(bytes: Buffer | undefined): void {
    const text = textOf(bytes);
    const parsed = tryParse(text);
    const { speaker, names, onNamed } = this.#options;
    const name = clientNameIn(parsed);
    if (name !== undefined) {
      speaker.name = name;
      names.learn(name, this.#request!);
      onNamed?.();
    }
    this.#tellRequest();
    if (text !== '') this.#message('clientToServer', text, parsed, bytes);
  }

  #answered(answer: IncomingMessage, type: string, bytes: Buffer | undefined): void {
    const text = textOf(bytes);
    const parsed = /[/+]json$/.test(type) ? tryParse(text) : undefined;
    const body = parsed === undefined && text !== '' ? { body: text.slice(0, MAX_HEAD) } : {};
    this.#http({ ...headOf(answer), ...body });
    if (parsed !== undefined) this.#message('serverToClient', text, parsed, bytes);
  }

  #stream(answer: IncomingMessage): void {
    this.#http(headOf(answer));
    const scanner = new SseScanner(({ event, data, id, retry, bytes }) => {
      if (event === 'message' && data !== '') {
        this.#message('serverToClient', data, tryParse(data), bytes);
        return;
      }
      const known = {
        ...(id !== undefined && { id }),
        ...(retry !== undefined && { retry }),
        ...(data !== '' && { data: data.slice(0, MAX_HEAD) }),
      };
      this.#http({ type: 'event', event, ...known });
    });
    decoded(answer, answer)?.on('data', (chunk: Buffer) => scanner.push(chunk));
    answer.once('close', () => {
      this.#http({ type: 'end', ...(!answer.complete && { error: 'broken off' }) });
    });
  }

  /** As late as may be: the body tells who speaks. */
  #tellRequest(): void {
    if (this.#head) this.#http(this.#head);
    this.#head = undefined;
  }

  #http(fact: HttpFact): void {
    const { recorder, exchange } = this.#options;
    recorder.http(fact, { sessionId: this.#sessionId, http: exchange });
  }

  #message(direction: Direction, text: string, parsed: unknown, bytes: Buffer | undefined): void {
    const { recorder, exchange: http, speaker, isOldStream } = this.#options;
    const sessionId = this.#sessionId;
    // An answer comes with its request; only what the server asks is answered by another exchange.
    const isAnswer = isObject(parsed) && typeof parsed.method !== 'string';
    const isAskedByServer = direction === 'clientToServer' ? isAnswer : !isAnswer;
    const shared = speaker.session ?? sessionId;
    const exchange = isAskedByServer || isOldStream ? shared : http;
    recorder.message(direction, text, {
      sessionId,
      exchange,
      parsed,
      http,
      ...(bytes && { bytes }),
    });
  }

  get #sessionId(): string {
    return `relay: ${this.#options.speaker.name ?? 'client'}`;
  }
}

/** Undefined where the coding of the body is not known: then it is passed on unread. */
function decoded(body: Readable, { headers }: IncomingMessage): Readable | undefined {
  const decoder = decoderOf(headers['content-encoding']);
  if (decoder === null) return undefined;
  if (decoder === undefined) return body;
  body.on('data', (chunk: Buffer) => decoder.write(chunk));
  body.once('end', () => decoder.end());
  body.once('close', () => {
    if (!body.readableEnded) decoder.destroy();
  });
  decoder.on('error', () => {});
  return decoder;
}

/** Calls `done` at the end of the body, with nothing if that was too large, or cannot be read. */
function collect(body: Readable | undefined, done: (bytes: Buffer | undefined) => void): void {
  if (!body) {
    done(undefined);
    return;
  }
  let chunks: Buffer[] | undefined = [];
  let length = 0;
  body.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length > MAX_RECORDED) chunks = undefined;
    chunks?.push(chunk);
  });
  body.once('end', () => done(chunks && (chunks.length === 1 ? chunks[0] : Buffer.concat(chunks))));
}

function headOf(answer: IncomingMessage): HttpFact & { type: 'response' } {
  return { type: 'response', status: answer.statusCode ?? 0, headers: headersOf(answer) };
}

function joined(raw: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of pairsOf(raw)) {
    const key = name.toLowerCase();
    headers[key] = headers[key] === undefined ? value : `${headers[key]}, ${value}`;
  }
  return headers;
}

function textOf(bytes: Buffer | undefined): string {
  return bytes?.toString('utf8') ?? '';
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
