import { closeSync, openSync, readSync } from 'node:fs';
import type { SegmentStore } from './segmentStore';

/** A part of a file that is only read, and not ours to change. */
export class SliceStore implements SegmentStore {
  readonly failure = undefined;
  readonly memoryBytes = 0;
  size = 0;
  readonly #path: string;
  readonly #base: number;

  /** @param base where the part begins, in bytes */
  constructor(path: string, base: number) {
    this.#path = path;
    this.#base = base;
  }

  read(offset: number, length: number): Buffer {
    const bytes = Buffer.allocUnsafe(length);
    const fd = openSync(this.#path, 'r');
    try {
      return bytes.subarray(0, readSync(fd, bytes, 0, length, this.#base + offset));
    } finally {
      closeSync(fd);
    }
  }

  append(): void {
    throw new Error('A file that was opened to be read is not written to.');
  }

  flush(): void {}
  seal(): void {}
  remove(): void {}
}
