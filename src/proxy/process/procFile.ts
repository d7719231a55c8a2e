import { closeSync, openSync, readSync } from 'node:fs';

/** Shared: each read is over before the next one begins. */
const buffer = Buffer.allocUnsafe(16_384);

/**
 * Reads a file of /proc. These have no size, for which `readFileSync` is slow, and a look at the process table
 * reads hundreds of them.
 * @param once the file is known to fit into one read
 * @throws the errno: the process is gone, or belongs to somebody else.
 */
export function readProcFile(path: string, once = false): string {
  const file = openSync(path, 'r');
  try {
    let text = '';
    let length: number;
    do {
      length = readSync(file, buffer);
      text += buffer.toString('latin1', 0, length);
    } while (length > 0 && !once);
    return text;
  } finally {
    closeSync(file);
  }
}
