import { closeSync, mkdirSync, openSync, rmSync, writevSync } from 'node:fs';
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
const LINE_END = Buffer.from('\n');
const NOTHING = Buffer.alloc(0);

export interface SpoolWriterOptions {
  readonly folder: string;
  readonly run: string;
  readonly about: Omit<SpoolHeader, 'format' | 'version'>;
  /** Called once for a row of failures. */
  onProblem(error: Error): void;
  /** A file is full beyond it, in bytes. */
  readonly partBytes?: number;
  /** The oldest files of the run go when all together are larger, in bytes. */
  readonly totalBytes?: number;
  /** A disk that takes longer for a piece is left alone for a while, in ms. */
  readonly slowMs?: number;
  /** How long it is left alone then, and after a failure, in ms. */
  readonly restMs?: number;
}

interface Part {
  readonly number: number;
  size: number;
}

/**
 * Appends what passes through a tap to files. What `write` has returned from outlives the death of the process:
 * for that it waits for the system, which only takes it into memory. What the disk refuses, or is too slow
 * for, is left out, and that is written down when it takes something again.
 */
export class SpoolWriter {
  readonly #options: SpoolWriterOptions;
  readonly #parts: Part[] = [];
  #file: number | undefined;
  #next = 0;
  #missing = false;
  #hasFailed = false;
  #restsUntil = 0;
  #ended = false;

  constructor(options: SpoolWriterOptions) {
    this.#options = options;
  }

  write(kind: Exclude<FrameKind, 'gap' | 'end'>, bytes: Buffer): void {
    if (this.#ended) return;
    if (performance.now() < this.#restsUntil) this.#missing = true;
    else this.#append(kind, bytes);
  }

  /** Says that it is over, and takes no more. */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#append('end', NOTHING);
    this.#close();
  }

  #append(kind: FrameKind, bytes: Buffer): void {
    const begun = performance.now();
    const time = now();
    const frames: Frame[] = [{ kind, time, bytes }];
    if (this.#missing) frames.unshift({ kind: 'gap', time, bytes: NOTHING });
    try {
      const file = this.#current();
      this.#put(
        file,
        frames.flatMap((frame) => [encodeHead(frame), frame.bytes, LINE_END]),
      );
      this.#missing = false;
      this.#hasFailed = false;
    } catch (error) {
      this.#fail(error as Error);
    }
    const { slowMs = 100 } = this.#options;
    if (performance.now() - begun > slowMs) this.#rest();
  }

  #put(file: number, buffers: readonly Buffer[]): void {
    const size = buffers.reduce((sum, { length }) => sum + length, 0);
    const written = writevSync(file, buffers);
    if (written < size) throw new Error('The disk took only a part of it');
    this.#parts.at(-1)!.size += size;
  }

  #current(): number {
    const { folder, run, about, partBytes = 8 * MIB } = this.#options;
    if (this.#file !== undefined && this.#parts.at(-1)!.size < partBytes) return this.#file;
    this.#close();
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const number = this.#next++;
    const file = openSync(path.join(folder, spoolName(run, number)), 'ax', 0o600);
    this.#file = file;
    this.#parts.push({ number, size: 0 });
    this.#put(file, [encodeHeader(about)]);
    this.#forget();
    return file;
  }

  /** Nobody reads it, or not fast enough: the latest counts. */
  #forget(): void {
    const { folder, run, totalBytes = 128 * MIB } = this.#options;
    let size = this.#parts.reduce((sum, part) => sum + part.size, 0);
    while (size > totalBytes && this.#parts.length > 1) {
      const oldest = this.#parts.shift()!;
      size -= oldest.size;
      rmSync(path.join(folder, spoolName(run, oldest.number)), { force: true });
    }
  }

  /** The frame that was begun is not whole: what follows goes into another file. */
  #fail(error: Error): void {
    if (!this.#hasFailed) this.#options.onProblem(error);
    this.#hasFailed = true;
    this.#missing = true;
    this.#close();
    this.#rest();
  }

  #rest(): void {
    this.#restsUntil = performance.now() + (this.#options.restMs ?? 2_000);
  }

  #close(): void {
    const file = this.#file;
    this.#file = undefined;
    try {
      if (file !== undefined) closeSync(file);
    } catch {
      // What it could not write has been told of.
    }
  }
}
