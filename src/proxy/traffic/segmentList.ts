import type { Segment } from './segment';
import type { SegmentStore } from './segmentStore';

const MAX_SEGMENTS = 256;

/** The segments of a log, oldest first. Positions grow through them; there may be gaps between them. */
export class SegmentList {
  #segments: readonly Segment[];

  constructor(segments: readonly Segment[] = []) {
    this.#segments = segments;
  }

  get all(): readonly Segment[] {
    return this.#segments;
  }

  /** How many entries there are. */
  get total(): number {
    return this.#segments.reduce((sum, { columns }) => sum + columns.count, 0);
  }

  /** How many of them are of the usual kinds. */
  get usualTotal(): number {
    return this.#segments.reduce((sum, { columns }) => sum + columns.usualCount, 0);
  }

  /** One past the latest position. */
  get endSeq(): number {
    return this.#segments.at(-1)?.endSeq ?? 0;
  }

  push(segment: Segment): void {
    this.#segments = [...this.#segments, segment];
  }

  /** The position of the entry that has `index` others before it. */
  seqAt(index: number): number | undefined {
    let rest = index;
    for (const { firstSeq, columns } of this.#segments) {
      if (rest < columns.count) return firstSeq + rest;
      rest -= columns.count;
    }
    return undefined;
  }

  /** The segment that holds a position. */
  of(seq: number): Segment | undefined {
    let low = 0;
    let high = this.#segments.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const segment = this.#segments[middle]!;
      if (seq < segment.firstSeq) high = middle - 1;
      else if (seq >= segment.endSeq) low = middle + 1;
      else return segment;
    }
    return undefined;
  }

  /** Which segments hold positions that are in order; without those that none holds. */
  *split(seqs: readonly number[]): Generator<[Segment, readonly number[]]> {
    for (let index = 0; index < seqs.length; ) {
      const segment = this.of(seqs[index]!);
      const end = segment?.endSeq ?? 0;
      let next = index + 1;
      while (next < seqs.length && seqs[next]! < end) next++;
      if (segment) yield [segment, seqs.slice(index, next)];
      index = next;
    }
  }

  /** In a file, only an answer knows of its request: tells the requests, after loading. */
  pairUp(): void {
    for (const { firstSeq, endSeq, columns } of this.#segments) {
      for (let seq = firstSeq; seq < endSeq; seq++) {
        const pair = columns.pair(seq - firstSeq);
        if (!pair || pair.pairSeq > seq) continue;
        this.of(pair.pairSeq)?.setPair(pair.pairSeq, seq, pair.durationMs);
      }
    }
  }

  /** Takes out the oldest of those on disk and of those in memory that are too many, and returns them. */
  takeSurplus(limits: {
    readonly totalBytes: number;
    readonly memoryBytes: number;
  }): readonly Segment[] {
    const onDisk = ({ size, memoryBytes }: SegmentStore) => size - memoryBytes;
    return this.take([
      ...this.#surplus(onDisk, limits.totalBytes),
      ...this.#surplus(({ memoryBytes }) => memoryBytes, limits.memoryBytes),
    ]);
  }

  /** Takes these out, and returns them. */
  take(segments: readonly Segment[]): readonly Segment[] {
    if (segments.length > 0) {
      this.#segments = this.#segments.filter((segment) => !segments.includes(segment));
    }
    return segments;
  }

  takeAll(): readonly Segment[] {
    const all = this.#segments;
    this.#segments = [];
    return all;
  }

  /** The last segment is never one of them. */
  #surplus(sizeOf: (store: SegmentStore) => number, limit: number): Segment[] {
    const counted = this.#segments.filter(({ store }) => sizeOf(store) > 0);
    let size = counted.reduce((sum, { store }) => sum + sizeOf(store), 0);
    let count = counted.length;
    const surplus: Segment[] = [];
    for (const segment of counted) {
      const fits = size <= limit && count <= MAX_SEGMENTS;
      if (fits || segment === this.#segments.at(-1)) break;
      surplus.push(segment);
      size -= sizeOf(segment.store);
      count--;
    }
    return surplus;
  }
}
