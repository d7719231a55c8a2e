import { closeSync, openSync, readSync } from 'node:fs';

/** Reads parts of a file. Keeps it open only while many reads follow each other: a log may have many files. */
export class FileReader {
  readonly #path: string;
  #fd: number | undefined;
  #holders = 0;

  constructor(path: string) {
    this.#path = path;
  }

  /** @throws the error of the file system */
  read(offset: number, length: number): Buffer {
    const fd = this.#fd ?? openSync(this.#path, 'r');
    try {
      const bytes = Buffer.allocUnsafe(length);
      return bytes.subarray(0, readSync(fd, bytes, 0, length, offset));
    } finally {
      if (this.#holders > 0) this.#fd = fd;
      else closeSync(fd);
    }
  }

  /** The file stays open until the function that is returned is called. */
  hold(): () => void {
    this.#holders++;
    return () => {
      if (--this.#holders > 0 || this.#fd === undefined) return;
      closeSync(this.#fd);
      this.#fd = undefined;
    };
  }
}
