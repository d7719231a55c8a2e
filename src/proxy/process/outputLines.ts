import { StringDecoder } from 'node:string_decoder';
import { stripVTControlCharacters } from 'node:util';
import type { OutputLine } from '../../shared/model/traffic';

/** A line longer than this is cut: memory stays bounded whatever a server prints. */
const MAX_LINE = 16_384;
const MAX_LINES = 2_000;

/**
 * The last lines of a process's stdout and stderr in the order in which they came, without ANSI sequences.
 */
export class OutputLines {
  readonly #lines: OutputLine[] = [];
  readonly #onLine: (line: OutputLine) => void;

  /** @param onLine called for each line, as soon as it is complete. */
  constructor(onLine: (line: OutputLine) => void = () => {}) {
    this.#onLine = onLine;
  }

  /** Oldest first. */
  get all(): readonly OutputLine[] {
    return this.#lines;
  }

  texts(stream: OutputLine['stream']): string[] {
    return this.#lines.filter((line) => line.stream === stream).map((line) => line.text);
  }

  add(stream: OutputLine['stream'], raw: string): void {
    const cut = raw.length > MAX_LINE ? `${raw.slice(0, MAX_LINE)}…` : raw;
    const line = { stream, text: stripVTControlCharacters(cut).trimEnd(), time: Date.now() };
    this.#lines.push(line);
    if (this.#lines.length > MAX_LINES) this.#lines.splice(0, this.#lines.length - MAX_LINES);
    this.#onLine(line);
  }
}

/** Cuts chunks of bytes into lines; a character that is split between chunks stays whole. */
export class LineSplitter {
  readonly #decoder = new StringDecoder('utf8');
  readonly #onLine: (line: string) => void;
  #rest = '';

  constructor(onLine: (line: string) => void) {
    this.#onLine = onLine;
  }

  push(chunk: Buffer): void {
    const lines = (this.#rest + this.#decoder.write(chunk)).split(/\r?\n/);
    this.#rest = lines.pop()!;
    for (const line of lines) this.#onLine(line);
    // A progress bar may never end its line; what no one will read in full need not be kept in full.
    if (this.#rest.length > 4 * MAX_LINE) this.#rest = this.#rest.slice(-MAX_LINE);
  }

  /** The last line, if it was not ended. */
  end(): void {
    const rest = this.#rest + this.#decoder.end();
    this.#rest = '';
    if (rest !== '') this.#onLine(rest);
  }
}
