import { closeSync, fstatSync, ftruncateSync, openSync, rmSync, writeSync } from 'node:fs';
import { FileReader } from './fileReader';
import { indexPath } from './indexFile';

const FLUSH_BYTES = 256 * 1024;

/** Where the bytes of a segment are. */
export interface SegmentStore {
  /** In bytes, with what is not yet written. */
  readonly size: number;
  /** Set once writing has failed: nothing more is to be appended. */
  readonly failure: Error | undefined;
  /** How much of it is in memory for want of a disk, in bytes. */
  readonly memoryBytes: number;
  append(bytes: Buffer): void;
  flush(): void;
  /**
   * Up to `length` bytes from `offset`.
   * @throws the error of the file system
   */
  read(offset: number, length: number): Buffer;
  /** Many reads follow, until the function that is returned is called. */
  hold(): () => void;
  /** Nothing more will be appended. */
  seal(): void;
  remove(): void;
}

/**
 * The bytes of a segment, appended to a file. Written synchronously and in batches: what was recorded in
 * one turn of the event loop is on its way to the disk before the next begins, so that a crash loses next
 * to nothing, and memory stays flat however fast a server talks. After a failure it keeps what it could
 * not write in memory, and takes no more.
 */
export class SegmentFile implements SegmentStore {
  readonly #path: string;
  readonly #reader: FileReader;
  /** Open from the first write until the segment is sealed: a log may have many segments. */
  #fd: number | undefined;
  #written: number;
  #pending: Buffer[] = [];
  #pendingBytes = 0;
  #failure: Error | undefined;

  /** @param size of the file, if there is one already. */
  constructor(path: string, size = 0) {
    this.#path = path;
    this.#reader = new FileReader(path);
    this.#written = size;
  }

  get size(): number {
    return this.#written + this.#pendingBytes;
  }

  get failure(): Error | undefined {
    return this.#failure;
  }

  get path(): string {
    return this.#path;
  }

  get memoryBytes(): number {
    return this.#failure ? this.#pendingBytes : 0;
  }

  append(bytes: Buffer): void {
    // What came before, not this: whoever waits for a large message gets it first, and it is written next.
    if (this.#pendingBytes >= FLUSH_BYTES) this.flush();
    this.#pending.push(bytes);
    this.#pendingBytes += bytes.length;
  }

  flush(): void {
    if (this.#pendingBytes === 0 || this.#failure) return;
    const batches = batchesOf(this.#pending);
    try {
      this.#fd ??= openSync(this.#path, 'a', 0o600);
      for (let batch = batches[0]; batch; batch = batches[0]) {
        writeAll(this.#fd, batch);
        this.#written += batch.length;
        this.#pendingBytes -= batch.length;
        batches.shift();
      }
    } catch (error) {
      this.#failure = error as Error;
    }
    this.#pending = batches;
  }

  /** Writes what could not be written. @returns whether it could be now */
  retry(): boolean {
    if (!this.#failure) return true;
    try {
      this.#fd ??= openSync(this.#path, 'a', 0o600);
      // Somebody deleted it: what was in it is gone, and the rest of no use.
      if (fstatSync(this.#fd).size < this.#written) return this.#abandon();
      // A part of it may have been written.
      ftruncateSync(this.#fd, this.#written);
    } catch {
      return false;
    }
    this.#failure = undefined;
    this.flush();
    this.seal();
    return this.#failure === undefined;
  }

  read(offset: number, length: number): Buffer {
    this.flush();
    const onDisk = Math.max(0, Math.min(length, this.#written - offset));
    if (onDisk === length || this.#pendingBytes === 0) return this.#readFile(offset, onDisk);
    const from = Math.max(0, offset - this.#written);
    const rest = Buffer.concat(this.#pending).subarray(from, from + length - onDisk);
    return onDisk === 0 ? rest : Buffer.concat([this.#readFile(offset, onDisk), rest]);
  }

  seal(): void {
    this.flush();
    if (this.#fd !== undefined) closeSync(this.#fd);
    this.#fd = undefined;
  }

  remove(): void {
    this.#pending = [];
    this.#pendingBytes = 0;
    this.seal();
    rmSync(this.#path, { force: true });
    rmSync(indexPath(this.#path), { force: true });
  }

  hold(): () => void {
    return this.#reader.hold();
  }

  #readFile(offset: number, length: number): Buffer {
    return length === 0 ? Buffer.alloc(0) : this.#reader.read(offset, length);
  }

  #abandon(): boolean {
    this.#pending = [];
    this.#pendingBytes = 0;
    this.remove();
    return true;
  }
}

/** A segment where no file can be: in memory. */
export class SegmentMemory implements SegmentStore {
  readonly failure = undefined;
  #parts: Buffer[] = [];
  size = 0;

  get memoryBytes(): number {
    return this.size;
  }

  append(bytes: Buffer): void {
    this.#parts.push(bytes);
    this.size += bytes.length;
  }

  read(offset: number, length: number): Buffer {
    if (this.#parts.length > 1) this.#parts = [Buffer.concat(this.#parts)];
    return this.#parts[0]?.subarray(offset, offset + length) ?? Buffer.alloc(0);
  }

  hold(): () => void {
    return () => {};
  }

  flush(): void {}
  seal(): void {}
  remove(): void {}
}

/** Many small pieces as few; a large one stays as it is, so that it is not copied. */
function batchesOf(pieces: readonly Buffer[]): Buffer[] {
  const batches: Buffer[] = [];
  let small: Buffer[] = [];
  const close = () => {
    if (small.length > 0) batches.push(small.length === 1 ? small[0]! : Buffer.concat(small));
    small = [];
  };
  for (const piece of pieces) {
    if (piece.length < FLUSH_BYTES) small.push(piece);
    else {
      close();
      batches.push(piece);
    }
  }
  close();
  return batches;
}

/** @throws the error of the file system; a part may be written then */
export function writeAll(fd: number, bytes: Buffer): void {
  for (let done = 0; done < bytes.length; ) {
    done += writeSync(fd, bytes, done, bytes.length - done);
  }
}
