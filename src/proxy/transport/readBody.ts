import type { IncomingMessage } from 'node:http';
import { t } from '@vscode/l10n';

/**
 * Lengths for which a place is made when the server announces them, in bytes: below it is not worth it; above
 * they are not believed.
 */
const MIN_PLACE = 64 * 1024;
const MAX_PLACE = 256 * 1024 * 1024;
const NO_BYTES = Buffer.alloc(0);

/**
 * Reads the body of an answer up to about `limit` bytes; beyond that the answer is destroyed. Where its
 * length is announced, each chunk goes to its place while the next is on its way: a large body need not be
 * put together when it is whole, which is when somebody waits for it.
 * Rejects with the socket's error.
 */
export function readBody(response: IncomingMessage, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const body = new Body(Math.min(announced(response), limit));
    response.on('data', (chunk: Buffer) => {
      body.add(chunk);
      if (body.length < limit) return;
      resolve(body.whole());
      response.destroy();
    });
    response.once('end', () => resolve(body.whole()));
    // Stays: an error after destroy must not be thrown.
    response.on('error', reject);
    response.once('close', () => {
      // An error for nobody would cost more than the rest of a small answer.
      if (!response.complete) reject(new Error(t('The answer broke off')));
    });
  });
}

function announced(response: IncomingMessage): number {
  const length = Number(response.headers['content-length'] ?? 0);
  return length >= MIN_PLACE && length <= MAX_PLACE ? length : 0;
}

class Body {
  readonly #place: Buffer;
  /** What has no place. */
  readonly #parts: Buffer[] = [];
  length = 0;

  constructor(size: number) {
    // Never from the pool, which a kept body would keep alive.
    this.#place = size === 0 ? NO_BYTES : Buffer.allocUnsafeSlow(size);
  }

  add(chunk: Buffer): void {
    if (this.#parts.length === 0 && this.length + chunk.length <= this.#place.length) {
      chunk.copy(this.#place, this.length);
    } else {
      this.#parts.push(chunk);
    }
    this.length += chunk.length;
  }

  whole(): Buffer {
    if (this.#parts.length === 0) return this.#place.subarray(0, this.length);
    const rest = this.#parts.reduce((sum, { length }) => sum + length, 0);
    const placed = this.#place.subarray(0, this.length - rest);
    return placed.length === 0 && this.#parts.length === 1
      ? this.#parts[0]!
      : Buffer.concat([placed, ...this.#parts]);
  }
}
