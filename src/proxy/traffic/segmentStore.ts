import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';

const FLUSH_BYTES = 256 * 1024;

/** Where the bytes of a segment are. */
export interface SegmentStore {
  /** In bytes, with what is not yet written. */
  readonly size: number;
  /** Set once writing has failed: nothing more is to be appended. */
  readonly failure: Error | undefined;
  append(bytes: Buffer): void;
  flush(): void;
  /**
   * Up to `length` bytes from `offset`.
   * @throws the error of the file system
   */
  read(offset: number, length: number): Buffer;
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
  /** Open from the first write until the segment is sealed: a log may have many segments. */
  #fd: number | undefined;
  #written: number;
  #pending: Buffer[] = [];
  #pendingBytes = 0;
  #failure: Error | undefined;

  /** @param size of the file, if there is one already. */
  constructor(path: string, size = 0) {
    this.#path = path;
    this.#written = size;
  }

  get size(): number {
    return this.#written + this.#pendingBytes;
  }

  get failure(): Error | undefined {
    return this.#failure;
  }

  append(bytes: Buffer): void {
    this.#pending.push(bytes);
    this.#pendingBytes += bytes.length;
    if (this.#pendingBytes >= FLUSH_BYTES) this.flush();
  }

  flush(): void {
    if (this.#pendingBytes === 0 || this.#failure) return;
    const bytes = this.#pending.length === 1 ? this.#pending[0]! : Buffer.concat(this.#pending);
    try {
      this.#fd ??= openSync(this.#path, 'a', 0o600);
      for (let done = 0; done < bytes.length; ) {
        done += writeSync(this.#fd, bytes, done, bytes.length - done);
      }
    } catch (error) {
      this.#failure = error as Error;
      this.#pending = [bytes];
      return;
    }
    this.#written += bytes.length;
    this.#pending = [];
    this.#pendingBytes = 0;
  }

  read(offset: number, length: number): Buffer {
    this.flush();
    if (offset >= this.#written) {
      return Buffer.concat(this.#pending)
        .subarray(offset - this.#written)
        .subarray(0, length);
    }
    const bytes = Buffer.allocUnsafe(Math.min(length, this.#written - offset));
    const fd = openSync(this.#path, 'r');
    try {
      return bytes.subarray(0, readSync(fd, bytes, 0, bytes.length, offset));
    } finally {
      closeSync(fd);
    }
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
  }
}

/** A segment where no file can be: in memory. */
export class SegmentMemory implements SegmentStore {
  readonly failure = undefined;
  #parts: Buffer[] = [];
  size = 0;

  append(bytes: Buffer): void {
    this.#parts.push(bytes);
    this.size += bytes.length;
  }

  read(offset: number, length: number): Buffer {
    if (this.#parts.length > 1) this.#parts = [Buffer.concat(this.#parts)];
    return this.#parts[0]?.subarray(offset, offset + length) ?? Buffer.alloc(0);
  }

  flush(): void {}
  seal(): void {}
  remove(): void {}
}
