import { writeFileSync } from 'node:fs';
import type { ServerId } from '../../shared/model/server';
import { EntryComposer } from './entryComposer';
import { type ComposedEntry, encodeEntry } from './entryLine';
import { encodeFileHeader } from './fileHeader';
import { SegmentFile } from './segmentStore';
import type { TrafficRecorder } from './trafficRecorder';
import { tryParse } from './tryParse';

/** What waits for a full disk to have room again, in bytes; what comes beyond it is not in the file. */
const MAX_WAITING = 8 * 1024 * 1024;
const RETRY_MS = 1_000;

export interface TrafficFileOptions {
  /** Made anew, readable by its owner only. */
  readonly path: string;
  /** Called once for a failure, and once more when entries had to be left out. */
  onProblem(message: string): void;
  /** How long after a failure writing is tried again, in ms. */
  readonly retryMs?: number;
}

/**
 * Writes traffic of any number of servers into one file, in the format that the log itself has. What was
 * recorded in one turn of the event loop is on disk before the next begins; a disk that is full stops
 * nothing but the file, which goes on when there is room.
 */
export class TrafficFileWriter {
  readonly #options: TrafficFileOptions;
  readonly #file: SegmentFile;
  #nextSeq = 0;
  #omitted = 0;
  #failedAt: number | undefined;
  #flushing: NodeJS.Immediate | undefined;
  #closed = false;

  /** @throws the error of the file system, if the file cannot be made */
  constructor(options: TrafficFileOptions) {
    this.#options = options;
    const header = encodeFileHeader({ secrets: 'included' });
    writeFileSync(options.path, header, { mode: 0o600 });
    this.#file = new SegmentFile(options.path, header.length);
  }

  /** How many entries there were until now, with those that had to be left out. */
  get entries(): number {
    return this.#nextSeq;
  }

  /** For what passes between one server and its clients. */
  recorder(server: ServerId): TrafficRecorder {
    const composer = new EntryComposer();
    const append = (entry: ComposedEntry) =>
      this.#append({ ...entry, header: { ...entry.header, server } });
    return {
      message: (direction, raw, origin = {}) => {
        const parsed = origin.parsed ?? tryParse(raw);
        append(composer.message(this.#nextSeq, direction, raw, { ...origin, parsed }));
      },
      noise: (line, origin) => append(composer.line(this.#nextSeq, 'noise', line, origin)),
      stderr: (line, origin) => append(composer.line(this.#nextSeq, 'stderr', line, origin)),
      http: (fact, origin) => append(composer.http(this.#nextSeq, fact, origin)),
    };
  }

  /** Writes down what waits, and takes no more. Idempotent. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    clearImmediate(this.#flushing);
    this.#write(true);
    this.#file.seal();
  }

  #append(entry: ComposedEntry): void {
    if (this.#closed) return;
    this.#nextSeq++;
    if (this.#file.memoryBytes > MAX_WAITING) this.#write(false);
    if (this.#file.memoryBytes > MAX_WAITING) {
      if (this.#omitted++ === 0) this.#say('Entries are left out until there is room again.');
      return;
    }
    for (const part of encodeEntry(entry)) this.#file.append(part);
    this.#flushing ??= setImmediate(() => {
      this.#flushing = undefined;
      this.#write(false);
    });
  }

  #write(atOnce: boolean): void {
    this.#file.flush();
    const { failure } = this.#file;
    if (!failure) return;
    const now = performance.now();
    if (this.#failedAt === undefined) {
      this.#failedAt = now;
      this.#say(`Messages cannot be recorded there (${failure.message}).`);
    }
    if (!atOnce && now - this.#failedAt < (this.#options.retryMs ?? RETRY_MS)) return;
    this.#failedAt = this.#file.retry() ? undefined : now;
  }

  #say(what: string): void {
    this.#options.onProblem(`${this.#options.path}: ${what}`);
  }
}
