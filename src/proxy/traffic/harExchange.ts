import { STATUS_CODES } from 'node:http';
import type { HttpFact } from '../../shared/model/httpFact';
import type { HarEntry, HarNamed, HarRequest, HarResponse } from './har';

/** Of one exchange so much of what came is kept, in characters: a stream may never end. */
const MAX_CONTENT = 16 * 1024 * 1024;

type Of<T extends HttpFact['type']> = HttpFact & { readonly type: T };

/** One HTTP request and what became of it, put together from the entries of a log. */
export class HarExchange {
  readonly #request: Of<'request'>;
  readonly #begun: number;
  #sent: string[] = [];
  #response: Of<'response'> | undefined;
  #answeredAt: number | undefined;
  #last: number;
  #content: string[] = [];
  #length = 0;
  #isCut = false;
  #problem: string | undefined;

  /** @param time epoch ms */
  constructor(request: Of<'request'>, time: number) {
    this.#request = request;
    this.#begun = time;
    this.#last = time;
  }

  /** All has come that will. */
  get isWhole(): boolean {
    if (!this.#response || this.#isStream) return false;
    const { status, headers } = this.#response;
    const isEmpty = status === 202 || status === 204 || headers['content-length'] === '0';
    return isEmpty || this.#length > 0;
  }

  get #isStream(): boolean {
    return /^text\/event-stream/i.test(this.#type);
  }

  get #type(): string {
    return this.#response?.headers['content-type'] ?? '';
  }

  sent(text: string, time: number): void {
    this.#sent.push(text);
    this.#last = time;
  }

  received(text: string, time: number): void {
    this.#last = time;
    this.#add(this.#isStream ? `event: message\n${dataLines(text)}\n` : text);
  }

  tell(fact: HttpFact, time: number): void {
    this.#last = time;
    if (fact.type === 'response') {
      this.#response = fact;
      this.#answeredAt = time;
      if (fact.body !== undefined) this.#add(fact.body);
    } else if (fact.type === 'event') this.#add(eventText(fact));
    else if (fact.type === 'comment') this.#add(`: ${fact.text}\n\n`);
    else if (fact.type === 'failure') this.#problem = fact.error;
    else if (fact.type === 'end') this.#problem = fact.error;
  }

  toHar(): HarEntry {
    const answered = this.#answeredAt ?? this.#last;
    const comments = [
      ...(this.#problem === undefined ? [] : [this.#problem]),
      ...(this.#isCut ? ['The content is cut off.'] : []),
    ];
    return {
      startedDateTime: new Date(this.#begun).toISOString(),
      time: this.#last - this.#begun,
      request: this.#harRequest(),
      response: this.#harResponse(),
      cache: {},
      timings: { send: 0, wait: answered - this.#begun, receive: this.#last - answered },
      ...(comments.length > 0 && { comment: comments.join(' ') }),
    };
  }

  #add(text: string): void {
    if (this.#length + text.length > MAX_CONTENT) {
      this.#isCut = true;
      return;
    }
    this.#length += text.length;
    this.#content.push(text);
  }

  #harRequest(): HarRequest {
    const { method, url, headers } = this.#request;
    const text = this.#sent.join('\n');
    const mimeType = headers['content-type'] ?? 'application/json';
    return {
      method,
      url,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: named(headers),
      queryString: queryOf(url),
      ...(text !== '' && { postData: { mimeType, text } }),
      headersSize: -1,
      bodySize: Buffer.byteLength(text),
    };
  }

  #harResponse(): HarResponse {
    const { status = 0, headers = {} } = this.#response ?? {};
    const text = this.#content.join('');
    const size = Buffer.byteLength(text);
    return {
      status,
      statusText: STATUS_CODES[status] ?? '',
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: named(headers),
      content: { size, mimeType: this.#type, ...(text !== '' && { text }) },
      redirectURL: headers.location ?? '',
      headersSize: -1,
      bodySize: size,
    };
  }
}

function named(headers: Readonly<Record<string, string>>): HarNamed[] {
  return Object.entries(headers).map(([name, value]) => ({ name, value }));
}

function queryOf(url: string): HarNamed[] {
  const parameters = URL.parse(url)?.searchParams ?? [];
  return [...parameters].map(([name, value]) => ({ name, value }));
}

function dataLines(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => `data: ${line}\n`)
    .join('');
}

function eventText({ event, id, retry, data }: Of<'event'>): string {
  const lines = [
    ...(id === undefined ? [] : [`id: ${id}\n`]),
    ...(retry === undefined ? [] : [`retry: ${retry}\n`]),
    `event: ${event}\n`,
    data === undefined ? 'data:\n' : dataLines(data),
  ];
  return `${lines.join('')}\n`;
}
