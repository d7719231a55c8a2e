import { constants } from 'node:buffer';

const LF = 0x0a;
const CR = 0x0d;

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
  /** The chunks of the line that has begun. */
  #parts: Buffer[] = [];
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
    if (this.#length > 0) this.#complete(Buffer.alloc(0));
    this.#skipping = false;
  }

  #keep(part: Buffer): void {
    if (this.#skipping) return;
    this.#parts.push(part);
    this.#length += part.length;
    if (this.#length > this.#maxLine) this.#giveUp();
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

  #giveUp(): void {
    const head = this.#parts[0]!;
    this.#take();
    this.#skipping = true;
    this.#options.onTooLong?.(head);
  }

  #take(): Buffer {
    const line = this.#parts.length === 1 ? this.#parts[0]! : Buffer.concat(this.#parts);
    this.#parts = [];
    this.#length = 0;
    return line;
  }
}
