import { constants } from 'node:buffer';

const LF = 0x0a;
const CR = 0x0d;
/** A line that is longer than this, in bytes, is put together while it comes. */
const GATHERED = 256 * 1024;
const NO_BYTES = Buffer.alloc(0);

export interface LineScannerOptions {
  /** A complete line without its end, in memory that the scanner no longer uses. */
  onLine(line: Buffer): void;
  /** The beginning of a line that is too long to become a string; the rest of it is passed over. */
  onTooLong?(head: Buffer): void;
  /** In bytes; as long as a string may be if absent. */
  readonly maxLine?: number;
}

/**
 * Cuts a stream of bytes into lines ended by LF or CRLF. Works on bytes, so that no character is split,
 * and looks at each byte once, so that the time is linear in the size however the chunks are cut.
 */
export class LineScanner {
  readonly #options: LineScannerOptions;
  readonly #maxLine: number;
  /** The chunks of the line that has begun, or, of a long one, the place where its bytes are. */
  #parts: Buffer[] = [];
  #place = NO_BYTES;
  #length = 0;
  #skipping = false;

  constructor(options: LineScannerOptions) {
    this.#options = options;
    this.#maxLine = options.maxLine ?? constants.MAX_STRING_LENGTH;
  }

  push(chunk: Buffer): void {
    let from = 0;
    for (let at = chunk.indexOf(LF); at !== -1; at = chunk.indexOf(LF, from)) {
      this.#complete(chunk.subarray(from, at));
      from = at + 1;
    }
    if (from < chunk.length) this.#keep(chunk.subarray(from));
  }

  /** The stream has ended: what is left is a line. */
  end(): void {
    if (this.#length > 0) this.#complete(NO_BYTES);
    this.#skipping = false;
  }

  #keep(part: Buffer): void {
    if (this.#skipping) return;
    this.#length += part.length;
    if (this.#length > this.#maxLine) this.#giveUp(part);
    else if (this.#length > GATHERED) this.#gather(part);
    else this.#parts.push(part);
  }

  /**
   * Copies each chunk to its place while the next one is on its way: when the line is whole, somebody waits
   * for it. The place doubles, so that no byte is copied more than twice on average.
   */
  #gather(part: Buffer): void {
    const begun = this.#length - part.length;
    if (this.#length > this.#place.length) {
      const earlier = this.#place.length > 0 ? [this.#place.subarray(0, begun)] : this.#parts;
      this.#place = Buffer.allocUnsafeSlow(Math.min(this.#length * 2, this.#maxLine));
      this.#parts = [];
      let at = 0;
      for (const bytes of earlier) at += bytes.copy(this.#place, at);
    }
    part.copy(this.#place, begun);
  }

  #complete(last: Buffer): void {
    this.#keep(last);
    if (this.#skipping) {
      this.#skipping = false;
      return;
    }
    const line = this.#take();
    const end = line.length > 0 && line[line.length - 1] === CR ? line.length - 1 : line.length;
    this.#options.onLine(line.subarray(0, end));
  }

  #giveUp(latest: Buffer): void {
    const head = this.#place.length > 0 ? this.#place : (this.#parts[0] ?? latest);
    this.#take();
    this.#skipping = true;
    this.#options.onTooLong?.(head);
  }

  #take(): Buffer {
    const [first = NO_BYTES] = this.#parts;
    let line = this.#parts.length > 1 ? Buffer.concat(this.#parts) : first;
    if (this.#place.length > 0) line = this.#place.subarray(0, this.#length);
    this.#parts = [];
    this.#place = NO_BYTES;
    this.#length = 0;
    return line;
  }
}
