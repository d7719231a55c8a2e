import { mkdir, open, rm } from 'node:fs/promises';
import path from 'node:path';
import { now } from '../../traffic/clock';
import {
  encodeHead,
  encodeHeader,
  type Frame,
  type FrameKind,
  type SpoolHeader,
} from './spoolFrame';
import { spoolName } from './spoolName';

const MIB = 1024 * 1024;

export interface SpoolWriterOptions {
  readonly folder: string;
  readonly run: string;
  readonly about: Omit<SpoolHeader, 'format' | 'version'>;
  /** Called once for a run of failures. */
  onProblem(error: Error): void;
  /** A file is full beyond it, in bytes. */
  readonly partBytes?: number;
  /** The oldest files of the run go when all together are larger, in bytes. */
  readonly totalBytes?: number;
  /** What waits to be written is no larger, in bytes: the rest is left out. */
  readonly waitingBytes?: number;
  /** How long after a failure writing is tried again, in ms. */
  readonly retryMs?: number;
}

interface Part {
  readonly number: number;
  size: number;
}

type FileHandle = Awaited<ReturnType<typeof open>>;

/**
 * Appends what passes through a tap to files. Never waits, and never keeps others waiting: what the disk does
 * not take in time is left out, and that is written down when it takes something again.
 */
export class SpoolWriter {
  readonly #options: SpoolWriterOptions;
  #waiting: Frame[] = [];
  #waitingBytes = 0;
  #missing = false;
  #file: FileHandle | undefined;
  readonly #parts: Part[] = [];
  #next = 0;
  #failedAt: number | undefined;
  #writing: Promise<void> | undefined;
  #ended = false;

  constructor(options: SpoolWriterOptions) {
    this.#options = options;
  }

  /** @param bytes in memory that nobody changes any more */
  write(kind: Exclude<FrameKind, 'gap' | 'end'>, bytes: Buffer): void {
    if (this.#ended) return;
    const { waitingBytes = 32 * MIB } = this.#options;
    if (this.#waitingBytes + bytes.length > waitingBytes || this.#isResting()) this.#missing = true;
    else this.#add(kind, bytes);
  }

  /** Writes down what waits, and takes no more. Never rejects. */
  async end(): Promise<void> {
    if (this.#ended) return;
    this.#add('end', Buffer.alloc(0));
    this.#ended = true;
    await this.#writing;
    await this.#file?.close().catch(() => {});
  }

  /** After a failure, for a while. */
  #isResting(): boolean {
    const { retryMs = 2_000 } = this.#options;
    return this.#failedAt !== undefined && performance.now() - this.#failedAt < retryMs;
  }

  #add(kind: FrameKind, bytes: Buffer): void {
    if (this.#missing) this.#waiting.push({ kind: 'gap', time: now(), bytes: Buffer.alloc(0) });
    this.#missing = false;
    this.#waiting.push({ kind, time: now(), bytes });
    this.#waitingBytes += bytes.length;
    this.#writing ??= this.#drain();
  }

  async #drain(): Promise<void> {
    // What comes within a turn of the event loop is written at once.
    await new Promise(setImmediate);
    while (this.#waiting.length > 0) {
      const frames = this.#waiting;
      this.#waiting = [];
      const size = frames.reduce((sum, { bytes }) => sum + bytes.length, 0);
      try {
        await this.#append(frames);
        this.#failedAt = undefined;
      } catch (error) {
        await this.#fail(error as Error);
      }
      this.#waitingBytes -= size;
    }
    this.#writing = undefined;
  }

  async #append(frames: readonly Frame[]): Promise<void> {
    const file = await this.#current();
    const buffers = frames.flatMap((frame) => [encodeHead(frame), frame.bytes, LINE_END]);
    const size = buffers.reduce((sum, { length }) => sum + length, 0);
    const { bytesWritten } = await file.writev(buffers);
    if (bytesWritten < size) throw new Error('The disk took only a part of it');
    this.#parts.at(-1)!.size += size;
  }

  async #current(): Promise<FileHandle> {
    const { folder, run, about, partBytes = 8 * MIB } = this.#options;
    const last = this.#parts.at(-1);
    if (this.#file && last && last.size < partBytes) return this.#file;
    await this.#file?.close();
    this.#file = undefined;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const part = { number: this.#next++, size: 0 };
    const file = await open(path.join(folder, spoolName(run, part.number)), 'ax', 0o600);
    this.#file = file;
    this.#parts.push(part);
    const header = encodeHeader(about);
    await file.write(header);
    part.size = header.length;
    await this.#forget();
    return file;
  }

  /** Nobody reads it, or not fast enough: the latest counts. */
  async #forget(): Promise<void> {
    const { folder, run, totalBytes = 128 * MIB } = this.#options;
    let size = this.#parts.reduce((sum, part) => sum + part.size, 0);
    while (size > totalBytes && this.#parts.length > 1) {
      const oldest = this.#parts.shift()!;
      size -= oldest.size;
      await rm(path.join(folder, spoolName(run, oldest.number)), { force: true });
    }
  }

  /** The frame that was begun is not whole: what follows goes into another file. */
  async #fail(error: Error): Promise<void> {
    if (this.#failedAt === undefined) this.#options.onProblem(error);
    this.#failedAt = performance.now();
    this.#missing = true;
    await this.#file?.close().catch(() => {});
    this.#file = undefined;
  }
}

const LINE_END = Buffer.from('\n');
