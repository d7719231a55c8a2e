import * as v from 'valibot';

/** What a piece of a spool tells: bytes that passed, or that some are missing, or that it is over. */
export type FrameKind =
  /** From the client, from the server, and on the server's stderr. */
  | 'client'
  | 'server'
  | 'stderr'
  /** Here something passed that could not be written down. */
  | 'gap'
  /** The tap has ended in order. */
  | 'end';

export interface Frame {
  readonly kind: FrameKind;
  /** Epoch ms. */
  readonly time: number;
  readonly bytes: Buffer;
}

const HeaderSchema = v.object({
  format: v.literal('portcullis-tap'),
  version: v.literal(1),
  /** The file in which the server is configured, as a URI, and its name there. */
  uri: v.string(),
  server: v.string(),
  /** Of the tap: its start, in epoch ms. */
  startedAt: v.number(),
});
/** The first line of each file of a spool. */
export type SpoolHeader = v.InferOutput<typeof HeaderSchema>;

const LF = 0x0a;
/** Nothing that passes through a pipe comes in larger pieces, in bytes. */
const MAX_BYTES = 64 * 1024 * 1024;
const MAX_HEAD = 64 * 1024;
const HEAD = /^(client|server|stderr|gap|end) (\d+(?:\.\d+)?) (\d+)$/;

export function encodeHeader(about: Omit<SpoolHeader, 'format' | 'version'>): Buffer {
  const header: SpoolHeader = { format: 'portcullis-tap', version: 1, ...about };
  return Buffer.from(`${JSON.stringify(header)}\n`);
}

/** What stands before the bytes of a frame; a LF stands after them. */
export function encodeHead({ kind, time, bytes }: Frame): Buffer {
  return Buffer.from(`${kind} ${time} ${bytes.length}\n`);
}

/** Thrown for a file that is damaged. */
export class DamagedSpool extends Error {
  override readonly name = 'DamagedSpool';
}

/** Reads a spool as it grows. What is not whole yet waits for the rest of it. */
export class FrameReader {
  /** Undefined as long as it is not read. */
  header: SpoolHeader | undefined;
  /** So many bytes of the file were taken in whole. */
  offset: number;
  #isInFrames: boolean;
  #rest: Buffer = Buffer.alloc(0);

  /** @param offset where the first bytes are: 0, or the beginning of a frame */
  constructor(offset = 0) {
    this.offset = offset;
    this.#isInFrames = offset > 0;
  }

  /** @throws DamagedSpool */
  push(chunk: Buffer, onFrame: (frame: Frame) => void): void {
    this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    for (;;) {
      const line = this.#line();
      if (line === undefined) return;
      if (!this.#isInFrames) {
        this.header = parseHeader(line);
        this.#isInFrames = true;
        this.#take(Buffer.byteLength(line) + 1);
        continue;
      }
      const frame = this.#frame(line);
      if (!frame) return;
      onFrame(frame);
    }
  }

  #line(): string | undefined {
    const end = this.#rest.indexOf(LF);
    if (end > MAX_HEAD || (end === -1 && this.#rest.length > MAX_HEAD)) throw new DamagedSpool();
    return end === -1 ? undefined : this.#rest.toString('utf8', 0, end);
  }

  #frame(line: string): Frame | undefined {
    const found = HEAD.exec(line);
    const length = Number(found?.[3]);
    if (!found || length > MAX_BYTES) throw new DamagedSpool();
    const from = line.length + 1;
    if (this.#rest.length < from + length + 1) return undefined;
    const bytes = this.#rest.subarray(from, from + length);
    this.#take(from + length + 1);
    return { kind: found[1] as FrameKind, time: Number(found[2]), bytes };
  }

  #take(length: number): void {
    this.#rest = this.#rest.subarray(length);
    this.offset += length;
  }
}

function parseHeader(line: string): SpoolHeader {
  try {
    return v.parse(HeaderSchema, JSON.parse(line));
  } catch (error) {
    throw new DamagedSpool('This is no spool of a version that is known', { cause: error });
  }
}
