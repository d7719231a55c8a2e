/** Requests that never get an answer must not pile up. */
const MAX_WAITING = 10_000;

/**
 * The requests that wait for their answer, of which it is not known yet whether they are slow. In order.
 */
export class SlowPairs {
  #waiting: number[] = [];

  wait(seq: number): void {
    this.#waiting.push(seq);
    if (this.#waiting.length > MAX_WAITING) this.#waiting = this.#waiting.slice(MAX_WAITING / 2);
  }

  /**
   * Those that were answered since, and were slow.
   * @param durationOf in ms; undefined: not answered yet, or gone
   */
  take(durationOf: (seq: number) => number | undefined, slowMs: number): number[] {
    const slow: number[] = [];
    this.#waiting = this.#waiting.filter((seq) => {
      const duration = durationOf(seq);
      if (duration === undefined) return true;
      if (duration >= slowMs) slow.push(seq);
      return false;
    });
    return slow;
  }
}

/** Two lists of growing numbers as one. */
export function merged(one: readonly number[], other: readonly number[]): number[] {
  const all: number[] = [];
  let at = 0;
  for (const value of one) {
    while (at < other.length && other[at]! < value) all.push(other[at++]!);
    all.push(value);
  }
  while (at < other.length) all.push(other[at++]!);
  return all;
}
