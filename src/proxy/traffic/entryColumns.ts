import { TRAFFIC_KINDS, type TrafficKind } from '../../shared/model/traffic';

const FIRST_CAPACITY = 256;
const NONE = 0xffffffff;

/** What is known in memory of an entry. */
export interface ColumnEntry {
  /** Epoch ms. */
  readonly time: number;
  /** Where its line begins in the segment, and how long that is. */
  readonly offset: number;
  readonly length: number;
  readonly kind: TrafficKind;
}

interface Columns {
  readonly time: Float64Array;
  readonly offset: Uint32Array;
  readonly length: Uint32Array;
  readonly kind: Uint8Array;
  readonly pair: Uint32Array;
  readonly duration: Float32Array;
}

/** The index of a segment: columns of numbers, 25 bytes an entry, since a log may hold millions of them. */
export class EntryColumns {
  #columns = allocate(FIRST_CAPACITY);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  push({ time, offset, length, kind }: ColumnEntry): void {
    if (this.#count === this.#columns.kind.length) this.#grow();
    const at = this.#count++;
    this.#columns.time[at] = time;
    this.#columns.offset[at] = offset;
    this.#columns.length[at] = length;
    this.#columns.kind[at] = TRAFFIC_KINDS.indexOf(kind);
    this.#columns.pair[at] = NONE;
  }

  setPair(at: number, pairSeq: number, durationMs: number): void {
    this.#columns.pair[at] = pairSeq;
    this.#columns.duration[at] = durationMs;
  }

  time(at: number): number {
    return this.#columns.time[at]!;
  }

  offset(at: number): number {
    return this.#columns.offset[at]!;
  }

  length(at: number): number {
    return this.#columns.length[at]!;
  }

  /** Index in TRAFFIC_KINDS. */
  kind(at: number): number {
    return this.#columns.kind[at]!;
  }

  pair(at: number): { readonly pairSeq: number; readonly durationMs: number } | undefined {
    const pairSeq = this.#columns.pair[at]!;
    return pairSeq === NONE ? undefined : { pairSeq, durationMs: this.#columns.duration[at]! };
  }

  #grow(): void {
    const larger = allocate(this.#columns.kind.length * 2);
    for (const name of Object.keys(larger) as (keyof Columns)[]) {
      larger[name].set(this.#columns[name]);
    }
    this.#columns = larger;
  }
}

function allocate(capacity: number): Columns {
  return {
    time: new Float64Array(capacity),
    offset: new Uint32Array(capacity),
    length: new Uint32Array(capacity),
    kind: new Uint8Array(capacity),
    pair: new Uint32Array(capacity),
    duration: new Float32Array(capacity),
  };
}
