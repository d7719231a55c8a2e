import { type FileHandle, open, rename, rm } from 'node:fs/promises';

const WRITE_BYTES = 1024 * 1024;

/**
 * A file that is written piece by piece under another name, and has its own only when it is whole: one that
 * fails leaves what was there before.
 */
export class ExportFile {
  readonly #path: string;
  readonly #file: FileHandle;
  #pending: Buffer[] = [];
  #pendingBytes = 0;
  #bytes = 0;

  private constructor(path: string, file: FileHandle) {
    this.#path = path;
    this.#file = file;
  }

  /** @throws the error of the file system */
  static async create(path: string): Promise<ExportFile> {
    return new ExportFile(path, await open(partOf(path), 'w', 0o600));
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Resolves when there is room for more. @throws the error of the file system */
  async write(piece: Buffer | string): Promise<void> {
    const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
    this.#pending.push(bytes);
    this.#pendingBytes += bytes.length;
    this.#bytes += bytes.length;
    if (this.#pendingBytes >= WRITE_BYTES) await this.#flush();
  }

  /** @throws the error of the file system */
  async finish(): Promise<void> {
    await this.#flush();
    await this.#file.close();
    await rename(partOf(this.#path), this.#path);
  }

  async abandon(): Promise<void> {
    await this.#file.close().catch(() => {
      // It is removed anyway.
    });
    await rm(partOf(this.#path), { force: true });
  }

  async #flush(): Promise<void> {
    const bytes = Buffer.concat(this.#pending);
    this.#pending = [];
    this.#pendingBytes = 0;
    for (let done = 0; done < bytes.length; ) {
      const { bytesWritten } = await this.#file.write(bytes, done);
      done += bytesWritten;
    }
  }
}

function partOf(path: string): string {
  return `${path}.part`;
}
