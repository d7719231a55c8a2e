import { TRAFFIC_KINDS } from '../../shared/model/traffic';
import type { EntryHeader } from './entryLine';
import { type LogNames, type NameTable, NO_NAME, OTHER_NAME } from './nameTable';

const FIRST_CAPACITY = 256;
const NONE = 0xffffffff;

export const FLAGS = { toServer: 1, failed: 2 } as const;
const HTTP = TRAFFIC_KINDS.indexOf('http');
const FAILURES: ReadonlySet<string> = new Set(['error', 'httpError']);

interface Columns {
  readonly time: Float64Array;
  readonly offset: Uint32Array;
  readonly length: Uint32Array;
  readonly kind: Uint8Array;
  readonly flags: Uint8Array;
  readonly method: Uint16Array;
  readonly session: Uint16Array;
  readonly server: Uint16Array;
  readonly pair: Uint32Array;
  readonly duration: Float32Array;
}

/** The index of a segment: columns of numbers, 32 bytes an entry, since a log may hold millions of them. */
export class EntryColumns {
  readonly #names: LogNames;
  #columns = allocate(FIRST_CAPACITY);
  #count = 0;
  #httpCount = 0;

  constructor(names: LogNames) {
    this.#names = names;
  }

  /**
   * What `encode` has made of columns.
   * @param known the names that its numbers stood for, in order
   * @throws RangeError if the bytes are not those of so many entries
   */
  static decode(
    bytes: Buffer,
    count: number,
    names: LogNames,
    known: { readonly method: readonly string[]; readonly session: readonly string[] },
  ): EntryColumns {
    const columns = new EntryColumns(names);
    columns.#columns = allocate(Math.max(count, 1));
    columns.#count = count;
    let from = 0;
    for (const column of columns.#used()) {
      const target = Buffer.from(column.buffer, column.byteOffset, column.byteLength);
      from += bytes.copy(target, 0, from, from + column.byteLength);
    }
    const size = columns.#used().reduce((sum, { byteLength }) => sum + byteLength, 0);
    if (from !== size || bytes.length !== size) throw new RangeError('Not the index of so many');
    columns.#httpCount = columns.#columns.kind.reduce((sum, kind) => sum + +(kind === HTTP), 0);
    renumber(columns.#columns.method, known.method, names.methods);
    renumber(columns.#columns.session, known.session, names.sessions);
    return columns;
  }

  /** As bytes, for this machine. */
  encode(): Buffer {
    return Buffer.concat(
      this.#used().map(({ buffer, byteOffset, byteLength }) =>
        Buffer.from(buffer, byteOffset, byteLength),
      ),
    );
  }

  get count(): number {
    return this.#count;
  }

  /** How many are of the usual kinds. */
  get usualCount(): number {
    return this.#count - this.#httpCount;
  }

  /** @param offset where its line begins in the segment; `length`: how long that is, both in bytes */
  push(header: EntryHeader, offset: number, length: number): void {
    if (this.#count === this.#columns.kind.length) this.#resize(this.#count * 2);
    const at = this.#count++;
    const columns = this.#columns;
    const toServer = header.direction === 'clientToServer' ? FLAGS.toServer : 0;
    const failed = header.failed || FAILURES.has(header.kind) ? FLAGS.failed : 0;
    columns.time[at] = header.time;
    columns.offset[at] = offset;
    columns.length[at] = length;
    columns.kind[at] = TRAFFIC_KINDS.indexOf(header.kind);
    if (header.kind === 'http') this.#httpCount++;
    columns.flags[at] = toServer | failed;
    columns.method[at] = this.#names.methods.add(header.method);
    columns.session[at] = this.#names.sessions.add(header.sessionId);
    columns.server[at] = this.#names.servers.add(header.server);
    columns.pair[at] = NONE;
  }

  /** No more will come: gives back the room that was kept for it. */
  trim(): void {
    if (this.#count > 0 && this.#count < this.#columns.kind.length) this.#resize(this.#count);
  }

  setPair(at: number, pairSeq: number, durationMs: number): void {
    this.#columns.pair[at] = pairSeq;
    this.#columns.duration[at] = durationMs;
  }

  /** Epoch ms. */
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

  /** See FLAGS. */
  flags(at: number): number {
    return this.#columns.flags[at]!;
  }

  method(at: number): number {
    return this.#columns.method[at]!;
  }

  session(at: number): number {
    return this.#columns.session[at]!;
  }

  server(at: number): number {
    return this.#columns.server[at]!;
  }

  /** In ms; undefined while it is half a pair. */
  duration(at: number): number | undefined {
    return this.#columns.pair[at] === NONE ? undefined : this.#columns.duration[at];
  }

  pair(at: number): { readonly pairSeq: number; readonly durationMs: number } | undefined {
    const pairSeq = this.#columns.pair[at]!;
    return pairSeq === NONE ? undefined : { pairSeq, durationMs: this.#columns.duration[at]! };
  }

  #used(): Columns[keyof Columns][] {
    return Object.values(this.#columns).map((column) => column.subarray(0, this.#count));
  }

  #resize(capacity: number): void {
    const other = allocate(capacity);
    for (const name of Object.keys(other) as (keyof Columns)[]) {
      other[name].set(this.#columns[name].subarray(0, this.#count));
    }
    this.#columns = other;
  }
}

/** Numbers that stood for other names get those of the same names here. */
function renumber(column: Uint16Array, known: readonly string[], table: NameTable): void {
  const numbers = new Uint16Array(OTHER_NAME + 1).fill(OTHER_NAME);
  numbers[NO_NAME] = NO_NAME;
  for (const [index, name] of known.entries()) numbers[index + 1] = table.add(name);
  for (let at = 0; at < column.length; at++) column[at] = numbers[column[at]!]!;
}

function allocate(capacity: number): Columns {
  return {
    time: new Float64Array(capacity),
    offset: new Uint32Array(capacity),
    length: new Uint32Array(capacity),
    kind: new Uint8Array(capacity),
    flags: new Uint8Array(capacity),
    method: new Uint16Array(capacity),
    session: new Uint16Array(capacity),
    server: new Uint16Array(capacity),
    pair: new Uint32Array(capacity),
    duration: new Float32Array(capacity),
  };
}
