import { Transform, type TransformCallback } from 'node:stream';

const LF = 0x0a;
const CR = 0x0d;
/** An event that is longer is no endpoint, in bytes. */
const MAX_HELD = 16 * 1024;

/** Turns the endpoint that a server names into the one that its client gets. */
export type RewriteEndpoint = (endpoint: string) => string;

/**
 * Passes an event stream on byte for byte, but for the data of its `endpoint` events (MCP 2024-11-05,
 * Transports, HTTP with SSE). An event is held until it is whole, before which its client does
 * nothing about it anyway, or too long to be one.
 */
export class EndpointRewriter extends Transform {
  readonly #rewrite: RewriteEndpoint;
  /** Of the event that has begun and may be an endpoint: its bytes. */
  #held = Buffer.alloc(0);
  /** The bytes now belong to an event that is too long to be held. */
  #isLong = false;
  /** Where the last byte stands in its line. */
  #lineIsEmpty = true;
  #afterCr = false;

  constructor(rewrite: RewriteEndpoint) {
    super();
    this.#rewrite = rewrite;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    let rest = chunk;
    while (rest.length > 0) rest = this.#isLong ? this.#pass(rest) : this.#hold(rest);
    done();
  }

  override _flush(done: TransformCallback): void {
    if (this.#held.length > 0) this.push(this.#held);
    done();
  }

  /** Passes the bytes on until their event ends. @returns what comes after it. */
  #pass(bytes: Buffer): Buffer {
    const end = this.#endOfEvent(bytes);
    this.push(end === -1 ? bytes : bytes.subarray(0, end));
    if (end === -1) return Buffer.alloc(0);
    this.#begin();
    return bytes.subarray(end);
  }

  #hold(bytes: Buffer): Buffer {
    if (this.#held.length === 0 && this.#afterCr && bytes[0] === LF) return this.#passLf(bytes);
    const end = this.#endOfEvent(bytes);
    this.#held = Buffer.concat([this.#held, end === -1 ? bytes : bytes.subarray(0, end)]);
    if (end !== -1) {
      this.push(rewritten(this.#held, this.#rewrite));
      this.#begin();
      return bytes.subarray(end);
    }
    if (isComment(this.#held)) {
      this.push(this.#held);
      this.#held = Buffer.alloc(0);
    } else if (this.#held.length > MAX_HELD) {
      this.push(this.#held);
      this.#held = Buffer.alloc(0);
      this.#isLong = true;
    }
    return Buffer.alloc(0);
  }

  /** The other half of the line end that ended the last event. */
  #passLf(bytes: Buffer): Buffer {
    this.#afterCr = false;
    this.push(bytes.subarray(0, 1));
    return bytes.subarray(1);
  }

  #begin(): void {
    this.#held = Buffer.alloc(0);
    this.#isLong = false;
    this.#lineIsEmpty = true;
  }

  /** The index after the empty line that ends the event; -1 if it is not in these bytes. */
  #endOfEvent(bytes: Buffer): number {
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at]!;
      const isSecondOfCrLf = byte === LF && this.#afterCr;
      this.#afterCr = byte === CR;
      if (isSecondOfCrLf) continue;
      const isEnd = byte === LF || byte === CR;
      if (isEnd && this.#lineIsEmpty) return this.#afterLineEnd(bytes, at);
      this.#lineIsEmpty = isEnd;
    }
    return -1;
  }

  #afterLineEnd(bytes: Buffer, at: number): number {
    const isCrLf = this.#afterCr && bytes[at + 1] === LF;
    if (isCrLf) this.#afterCr = false;
    return at + (isCrLf ? 2 : 1);
  }
}

interface Line {
  readonly text: string;
  /** Its line end: CRLF, LF or CR. */
  readonly end: string;
}

/** Latin-1 keeps each byte as it is. */
function linesOf(bytes: Buffer): Line[] {
  return Array.from(
    bytes.toString('latin1').matchAll(/([^\r\n]*)(\r\n|\r|\n|$)/g),
    ([, text = '', end = '']) => ({ text, end }),
  ).filter(({ text, end }) => text !== '' || end !== '');
}

function field({ text }: Line): [name: string, value: string] {
  const [, name = '', value = ''] = /^(?:\u00EF\u00BB\u00BF)?([^:]*)(?:: ?(.*))?$/.exec(text) ?? [];
  return [name, value];
}

/** Whole comments only: they keep a connection alive, and must not wait for the next event. */
function isComment(bytes: Buffer): boolean {
  return linesOf(bytes).every(({ text, end }) => text.startsWith(':') && end !== '');
}

function rewritten(event: Buffer, rewrite: RewriteEndpoint): Buffer {
  const lines = linesOf(event);
  const fields = lines.map(field);
  // The last of several counts.
  const kind = fields.findLast(([name]) => name === 'event')?.[1];
  const data = fields.filter(([name]) => name === 'data').map(([, value]) => value);
  if (kind !== 'endpoint' || data.length === 0) return event;
  // No URL has line breaks: parsers drop them.
  const endpoint = rewrite(Buffer.from(data.join(''), 'latin1').toString('utf8'));
  const first = fields.findIndex(([name]) => name === 'data');
  const parts = lines.flatMap(({ text, end }, at) => {
    if (at === first) return [`data: ${endpoint}${end}`];
    return fields[at]![0] === 'data' ? [] : [text + end];
  });
  return Buffer.from(parts.join(''), 'latin1');
}
