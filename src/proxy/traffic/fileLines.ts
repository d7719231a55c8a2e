import type { FileHandle } from 'node:fs/promises';

const LF = 0x0a;
const CR = 0x0d;
const READ_BYTES = 1024 * 1024;

export interface FileLine {
  /** Without its end. */
  readonly bytes: Buffer;
  /** Where it begins in the file, in bytes. */
  readonly offset: number;
  /** From 1. */
  readonly number: number;
  /** It has an end: a last line without one may have been cut off. */
  readonly isEnded: boolean;
}

/** The lines of a file, as many at a time as one read brings. */
export async function* fileLines(file: FileHandle): AsyncGenerator<readonly FileLine[]> {
  let parts: Buffer[] = [];
  let offset = 0;
  let number = 1;
  const take = (last: Buffer, isEnded: boolean): FileLine => {
    const whole = parts.length === 0 ? last : Buffer.concat([...parts, last]);
    parts = [];
    const bytes = whole.at(-1) === CR ? whole.subarray(0, -1) : whole;
    const line = { bytes, offset, number: number++, isEnded };
    offset += whole.length + 1;
    return line;
  };
  for (let position = 0; ; ) {
    const { buffer, bytesRead } = await file.read(
      Buffer.allocUnsafe(READ_BYTES),
      0,
      READ_BYTES,
      position,
    );
    if (bytesRead === 0) break;
    position += bytesRead;
    const chunk = buffer.subarray(0, bytesRead);
    const lines: FileLine[] = [];
    let from = 0;
    for (let at = chunk.indexOf(LF); at !== -1; at = chunk.indexOf(LF, from)) {
      lines.push(take(chunk.subarray(from, at), true));
      from = at + 1;
    }
    if (from < chunk.length) parts.push(chunk.subarray(from));
    yield lines;
  }
  if (parts.length > 0) yield [take(Buffer.alloc(0), false)];
}
