import path from 'node:path';
import type { ServerId } from '../../shared/model/server';
import type { TrafficEntry, TrafficHead } from '../../shared/model/traffic';
import { EntryColumns } from './entryColumns';
import {
  type ComposedEntry,
  decodeHeader,
  decodePreview,
  decodeText,
  type EntryHeader,
  encodeEntry,
  HEAD_BYTES,
} from './entryLine';
import { encodeFileHeader } from './fileHeader';
import type { LogNames } from './nameTable';
import type { SegmentStore } from './segmentStore';

const EXTENSION = '.ndjson';
const BLOCK_BYTES = 128 * 1024;

/** Entries that follow one another, from `first` to before `end`. */
interface EntryRun {
  readonly first: number;
  readonly end: number;
}

/** Entries that were read at once, from `first` to before `end`. */
export interface EntryBlock {
  readonly first: number;
  readonly end: number;
  readonly bytes: Buffer;
}

/** Entries that follow one another, in one file, with their index. */
export class Segment {
  readonly firstSeq: number;
  readonly columns: EntryColumns;
  #store: SegmentStore;

  constructor(
    firstSeq: number,
    store: SegmentStore,
    names: LogNames,
    columns = new EntryColumns(names),
  ) {
    this.firstSeq = firstSeq;
    this.#store = store;
    this.columns = columns;
  }

  get store(): SegmentStore {
    return this.#store;
  }

  /** The same bytes elsewhere. */
  moveTo(store: SegmentStore): void {
    this.#store = store;
  }

  /** Epoch ms of its last entry. */
  get lastTime(): number {
    const { count } = this.columns;
    return count === 0 ? 0 : this.columns.time(count - 1);
  }

  /** One past its last entry. */
  get endSeq(): number {
    return this.firstSeq + this.columns.count;
  }

  /** Makes the file say what it is, before its first entry. */
  begin(server: ServerId): void {
    this.#store.append(encodeFileHeader({ server }));
  }

  append(entry: ComposedEntry): void {
    const offset = this.#store.size;
    const parts = encodeEntry(entry);
    for (const part of parts) this.#store.append(part);
    this.index(entry.header, offset, this.#store.size - offset);
  }

  /** Takes up an entry whose line stands in the store already. */
  index(header: EntryHeader, offset: number, length: number): void {
    this.columns.push(header, offset, length);
    const { pairSeq, durationMs = 0 } = header;
    if (pairSeq !== undefined) this.setPair(this.endSeq - 1, pairSeq, durationMs);
  }

  setPair(seq: number, pairSeq: number, durationMs: number): void {
    this.columns.setPair(seq - this.firstSeq, pairSeq, durationMs);
  }

  /** The heads of these entries, which are all here, in order. @throws the error of the file system */
  heads(seqs: readonly number[], serverId: ServerId): TrafficHead[] {
    const release = this.#store.hold();
    try {
      return [...this.#runs(seqs)].flatMap((run) => this.#headsOf(run, serverId));
    } finally {
      release();
    }
  }

  /** The whole lines of these entries, which are all here, in order. @throws the error of the file system */
  *lines(seqs: readonly number[]): Generator<Buffer> {
    const release = this.#store.hold();
    try {
      for (const { first, end } of this.#runs(seqs)) {
        const bytes = this.#read(first, end);
        for (let seq = first; seq < end; seq++) yield this.#lineIn(bytes, first, seq);
      }
    } finally {
      release();
    }
  }

  /**
   * What is here from `first` on, in blocks of whole entries, so that many are read at once.
   * @throws the error of the file system
   */
  *blocks(first: number): Generator<EntryBlock> {
    for (let from = first; from < this.endSeq; ) {
      const end = this.#blockEnd(from, this.endSeq);
      yield { first: from, end, bytes: this.#read(from, end) };
      from = end;
    }
  }

  /** The line of an entry in a block. */
  lineOf({ bytes, first }: EntryBlock, seq: number): Buffer {
    return this.#lineIn(bytes, first, seq);
  }

  /** @throws the error of the file system */
  entry(seq: number, serverId: ServerId): TrafficEntry | undefined {
    const line = this.#read(seq, seq + 1);
    const head = this.#toHead(seq, line, serverId);
    return head && { ...head, raw: decodeText(line) };
  }

  /** @throws the error of the file system */
  header(seq: number): EntryHeader | undefined {
    return decodeHeader(this.#read(seq, seq + 1, HEAD_BYTES));
  }

  /** Neighbours that are read together. */
  *#runs(seqs: readonly number[]): Generator<EntryRun> {
    for (let index = 0; index < seqs.length; ) {
      const first = seqs[index]!;
      let count = 1;
      while (seqs[index + count] === first + count) count++;
      const end = this.#blockEnd(first, first + count);
      yield { first, end };
      index += end - first;
    }
  }

  /** How far a block from `first` goes: at least one entry, at most to `limit`. */
  #blockEnd(first: number, limit: number): number {
    const start = this.columns.offset(first - this.firstSeq);
    let end = first + 1;
    while (end < limit) {
      const at = end - this.firstSeq;
      if (this.columns.offset(at) + this.columns.length(at) - start > BLOCK_BYTES) break;
      end++;
    }
    return end;
  }

  #read(first: number, end: number, limit = Number.POSITIVE_INFINITY): Buffer {
    const start = this.columns.offset(first - this.firstSeq);
    const last = end - 1 - this.firstSeq;
    const length = this.columns.offset(last) + this.columns.length(last) - start;
    return this.#store.read(start, Math.min(length, limit));
  }

  #lineIn(bytes: Buffer, first: number, seq: number): Buffer {
    const from =
      this.columns.offset(seq - this.firstSeq) - this.columns.offset(first - this.firstSeq);
    return bytes.subarray(from, from + this.columns.length(seq - this.firstSeq));
  }

  #headsOf({ first, end }: EntryRun, serverId: ServerId): TrafficHead[] {
    // Of an entry that is large by itself, the head only.
    const isLarge = this.columns.length(first - this.firstSeq) > BLOCK_BYTES;
    const bytes = isLarge ? this.#read(first, end, HEAD_BYTES) : this.#read(first, end);
    const heads: TrafficHead[] = [];
    for (let seq = first; seq < end; seq++) {
      const line = this.#lineIn(bytes, first, seq).subarray(0, HEAD_BYTES);
      const head = this.#toHead(seq, line, serverId) ?? this.#wholeHead(seq, serverId);
      if (head) heads.push(head);
    }
    return heads;
  }

  /** Other programs may write headers of any length. */
  #wholeHead(seq: number, serverId: ServerId): TrafficHead | undefined {
    return this.#toHead(seq, this.#read(seq, seq + 1), serverId);
  }

  #toHead(seq: number, line: Buffer, serverId: ServerId): TrafficHead | undefined {
    const header = decodeHeader(line);
    if (!header) return undefined;
    const { server = serverId, ...rest } = header;
    const pair = this.columns.pair(seq - this.firstSeq);
    return { ...rest, seq, ...pair, serverId: server, preview: decodePreview(line) };
  }
}

export function segmentPath(folder: string, firstSeq: number): string {
  return path.join(folder, `${String(firstSeq).padStart(12, '0')}${EXTENSION}`);
}
