import { FileReader } from './fileReader';
import type { SegmentStore } from './segmentStore';

/** A part of a file that is only read, and not ours to change. */
export class SliceStore implements SegmentStore {
  readonly failure = undefined;
  readonly memoryBytes = 0;
  size = 0;
  readonly #reader: FileReader;
  readonly #base: number;

  /** @param base where the part begins, in bytes */
  constructor(path: string, base: number) {
    this.#reader = new FileReader(path);
    this.#base = base;
  }

  read(offset: number, length: number): Buffer {
    return this.#reader.read(this.#base + offset, length);
  }

  hold(): () => void {
    return this.#reader.hold();
  }

  append(): void {
    throw new Error('A file that was opened to be read is not written to.');
  }

  flush(): void {}
  seal(): void {}
  remove(): void {}
}
