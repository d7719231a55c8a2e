import { open } from 'node:fs/promises';
import path from 'node:path';
import { type Frame, FrameReader, type SpoolHeader } from './spoolFrame';
import { spoolName } from './spoolName';

const CHUNK = 256 * 1024;

/** How far a run was read. */
export interface SpoolPosition {
  readonly part: number;
  /** In bytes; 0: from the header on. */
  readonly offset: number;
}

type FileHandle = Awaited<ReturnType<typeof open>>;

/**
 * Of whom a run is, by the header of one of its files; undefined as long as that is not written.
 * @throws DamagedSpool, or the error of the file system
 */
export async function readHeader(
  folder: string,
  run: string,
  part: number,
): Promise<SpoolHeader | undefined> {
  const file = await open(path.join(folder, spoolName(run, part)));
  try {
    const frames = new FrameReader();
    const { buffer, bytesRead } = await file.read(Buffer.alloc(CHUNK), 0, CHUNK, 0);
    frames.push(buffer.subarray(0, bytesRead), () => {});
    return frames.header;
  } finally {
    await file.close();
  }
}

/** Reads the files of one run of a tap as they grow, each once. */
export class SpoolReader {
  readonly #folder: string;
  readonly #run: string;
  #part: number;
  #file: FileHandle | undefined;
  #frames: FrameReader;
  /** Where the next bytes of the file are. */
  #at: number;
  /** Nothing can be read of this file any more. */
  #isLost = false;

  constructor(folder: string, run: string, { part, offset }: SpoolPosition) {
    this.#folder = folder;
    this.#run = run;
    this.#part = part;
    this.#at = offset;
    this.#frames = new FrameReader(offset);
  }

  /** What was taken in whole. */
  get position(): SpoolPosition {
    return { part: this.#part, offset: this.#frames.offset };
  }

  /**
   * Reads what is there.
   * @param last the number of the newest file of the run
   */
  async read(last: number, onFrame: (frame: Frame) => void): Promise<void> {
    for (;;) {
      await this.#readPart(onFrame);
      if (this.#part >= last) return;
      await this.#next(onFrame);
    }
  }

  async close(): Promise<void> {
    await this.#file?.close().catch(() => {});
    this.#file = undefined;
  }

  async #readPart(onFrame: (frame: Frame) => void): Promise<void> {
    try {
      while (!this.#isLost) {
        this.#file ??= await open(path.join(this.#folder, spoolName(this.#run, this.#part)));
        const chunk = Buffer.allocUnsafe(CHUNK);
        const { bytesRead } = await this.#file.read(chunk, 0, CHUNK, this.#at);
        if (bytesRead === 0) return;
        this.#at += bytesRead;
        this.#frames.push(chunk.subarray(0, bytesRead), onFrame);
      }
    } catch {
      // Damaged, or removed to make room for newer ones.
      this.#isLost = true;
    }
  }

  async #next(onFrame: (frame: Frame) => void): Promise<void> {
    await this.close();
    // The disk had no room for all of it.
    const isTorn = this.#isLost || this.#at > this.#frames.offset;
    if (isTorn) onFrame({ kind: 'gap', time: 0, bytes: Buffer.alloc(0) });
    this.#part++;
    this.#at = 0;
    this.#frames = new FrameReader();
    this.#isLost = false;
  }
}
