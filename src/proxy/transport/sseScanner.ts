import { LineScanner } from './lineScanner';

/** One event of a stream (HTML Standard §9.2). */
export interface SseEvent {
  /** `message` unless the stream says otherwise. */
  readonly event: string;
  readonly id?: string;
  /** Its lines joined by LF; empty if it had none. */
  readonly data: string;
  /** The delay before a reconnection that the server asks for, in ms. */
  readonly retry?: number;
}

type Field = 'event' | 'id' | 'data' | 'retry';

/**
 * Reads an event stream in linear time, whatever the size of an event. An event without data, such as one
 * that only gives an id, is reported too.
 */
export class SseScanner {
  readonly #lines: LineScanner;
  readonly #onEvent: (event: SseEvent) => void;
  #data: string[] = [];
  #fields: Partial<Record<Field, string>> = {};
  #first = true;

  constructor(onEvent: (event: SseEvent) => void) {
    this.#onEvent = onEvent;
    this.#lines = new LineScanner({
      onLine: (line) => {
        // A lone CR ends a line too. Messages hold none: JSON escapes it.
        for (const part of line.toString('utf8').split('\r')) this.#line(part);
      },
    });
  }

  push(chunk: Buffer): void {
    this.#lines.push(chunk);
  }

  #line(text: string): void {
    const line = this.#first && text.startsWith('\uFEFF') ? text.slice(1) : text;
    this.#first = false;
    if (line === '') this.#dispatch();
    else this.#field(line);
  }

  #field(line: string): void {
    const colon = line.indexOf(':');
    const name = colon === -1 ? line : line.slice(0, colon);
    const from = line.charAt(colon + 1) === ' ' ? colon + 2 : colon + 1;
    const value = colon === -1 ? '' : line.slice(from);
    if (name === 'data') this.#data.push(value);
    else if (name === 'event' || name === 'id' || name === 'retry') this.#fields[name] = value;
  }

  #dispatch(): void {
    const { event, id, retry } = this.#fields;
    const data = this.#data.join('\n');
    const empty = data === '' && id === undefined && retry === undefined;
    this.#data = [];
    this.#fields = {};
    if (empty) return;
    this.#onEvent({
      event: event === undefined || event === '' ? 'message' : event,
      data,
      ...(id !== undefined && !id.includes('\0') && { id }),
      ...(retry !== undefined && /^\d+$/.test(retry) && { retry: Number(retry) }),
    });
  }
}
