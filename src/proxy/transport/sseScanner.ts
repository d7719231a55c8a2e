import { LineScanner } from './lineScanner';

/** One event of a stream (HTML Standard §9.2). */
export interface SseEvent {
  /** `message` unless the stream says otherwise. */
  readonly event: string;
  readonly id?: string;
  /** Its lines joined by LF; empty if it had none. */
  readonly data: string;
  /** The same as it was sent, where it stood on one line. */
  readonly bytes?: Buffer;
  /** The delay before a reconnection that the server asks for, in ms. */
  readonly retry?: number;
}

type Field = 'event' | 'id' | 'retry';

const CR = 0x0d;
const COLON = 0x3a;
const SPACE = 0x20;
const BYTE_ORDER_MARK = Buffer.from('\uFEFF');

/**
 * Reads an event stream in linear time, whatever the size of an event. Looks at bytes and makes a text of
 * data only when it is whole: a large message is decoded once. An event without data, such as one that only
 * gives an id, is reported too.
 */
export class SseScanner {
  readonly #lines: LineScanner;
  readonly #onEvent: (event: SseEvent) => void;
  readonly #onComment: (text: string) => void;
  #data: Buffer[] = [];
  #fields: Partial<Record<Field, string>> = {};
  #first = true;

  constructor(onEvent: (event: SseEvent) => void, onComment: (text: string) => void = () => {}) {
    this.#onEvent = onEvent;
    this.#onComment = onComment;
    this.#lines = new LineScanner({
      onLine: (line) => this.#split(line),
      // Its beginning stands for it: that is no message, and will be shown as what it is.
      onTooLong: (head) => this.#split(head.subarray(0, 4096)),
    });
  }

  push(chunk: Buffer): void {
    this.#lines.push(chunk);
  }

  /** A lone CR ends a line too. Messages hold none: JSON escapes it. */
  #split(bytes: Buffer): void {
    let from = 0;
    for (let at = bytes.indexOf(CR); at !== -1; at = bytes.indexOf(CR, from)) {
      this.#line(bytes.subarray(from, at));
      from = at + 1;
    }
    this.#line(bytes.subarray(from));
  }

  #line(bytes: Buffer): void {
    const isMarked = this.#first && bytes.subarray(0, 3).equals(BYTE_ORDER_MARK);
    this.#first = false;
    const line = isMarked ? bytes.subarray(3) : bytes;
    if (line.length === 0) this.#dispatch();
    else this.#field(line);
  }

  #field(line: Buffer): void {
    const colon = line.indexOf(COLON);
    const name = line.toString('latin1', 0, Math.min(colon === -1 ? line.length : colon, 8));
    const from = line[colon + 1] === SPACE ? colon + 2 : colon + 1;
    const value = colon === -1 ? line.subarray(line.length) : line.subarray(from);
    if (colon === 0) this.#onComment(value.toString('utf8'));
    else if (name === 'data') this.#data.push(value);
    else if (name === 'event' || name === 'id' || name === 'retry') {
      this.#fields[name] = value.toString('utf8');
    }
  }

  #dispatch(): void {
    const { event, id, retry } = this.#fields;
    const lines = this.#data;
    this.#data = [];
    this.#fields = {};
    const data = lines.map((line) => line.toString('utf8')).join('\n');
    if (data === '' && id === undefined && retry === undefined) return;
    this.#onEvent({
      event: event === undefined || event === '' ? 'message' : event,
      data,
      ...(lines.length === 1 && data !== '' && { bytes: lines[0]! }),
      ...(id !== undefined && !id.includes('\0') && { id }),
      ...(retry !== undefined && /^\d+$/.test(retry) && { retry: Number(retry) }),
    });
  }
}
