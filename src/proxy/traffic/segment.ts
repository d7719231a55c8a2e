import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { ServerId } from '../../shared/model/server';
import type { TrafficEntry, TrafficHead } from '../../shared/model/traffic';
import { LineScanner } from '../transport/lineScanner';
import { EntryColumns } from './entryColumns';
import {
  decodeHeader,
  decodePreview,
  decodeText,
  type EntryHeader,
  encodeEntry,
  HEAD_BYTES,
} from './entryLine';
import { SegmentFile, type SegmentStore } from './segmentStore';

const EXTENSION = '.ndjson';
const LOAD_BYTES = 1024 * 1024;
const BLOCK_BYTES = 128 * 1024;

/** Entries that were read at once, from `first` to before `end`. */
export interface EntryBlock {
  readonly first: number;
  readonly end: number;
  readonly bytes: Buffer;
}

/** Entries that follow one another, in one file, with their index. */
export class Segment {
  readonly firstSeq: number;
  readonly columns = new EntryColumns();
  readonly #store: SegmentStore;

  constructor(firstSeq: number, store: SegmentStore) {
    this.firstSeq = firstSeq;
    this.#store = store;
  }

  get store(): SegmentStore {
    return this.#store;
  }

  /** One past its last entry. */
  get endSeq(): number {
    return this.firstSeq + this.columns.count;
  }

  append(header: EntryHeader, raw: string, isJson: boolean): void {
    const line = encodeEntry(header, raw, isJson);
    const { time, kind } = header;
    this.columns.push({ time, kind, offset: this.#store.size, length: line.length });
    this.#store.append(line);
    if (header.pairSeq !== undefined) this.#pair(header);
  }

  setPair(seq: number, pairSeq: number, durationMs: number): void {
    this.columns.setPair(seq - this.firstSeq, pairSeq, durationMs);
  }

  /** The heads of these entries, which are all here, in order. @throws the error of the file system */
  heads(seqs: readonly number[], serverId: ServerId): TrafficHead[] {
    const heads: TrafficHead[] = [];
    for (const { first, end, bytes } of this.#runs(seqs)) {
      for (let seq = first; seq < end; seq++) {
        const line = this.#lineIn(bytes, first, seq).subarray(0, HEAD_BYTES);
        const head = this.#toHead(seq - this.firstSeq, line, serverId);
        if (head) heads.push(head);
      }
    }
    return heads;
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
    const head = this.#toHead(seq - this.firstSeq, line, serverId);
    return head && { ...head, raw: decodeText(line) };
  }

  /** Neighbours read together; of an entry that is large by itself, the head only. */
  *#runs(seqs: readonly number[]): Generator<EntryBlock> {
    for (let index = 0; index < seqs.length; ) {
      const first = seqs[index]!;
      let count = 1;
      while (seqs[index + count] === first + count) count++;
      const end = this.#blockEnd(first, first + count);
      const isLarge = this.columns.length(first - this.firstSeq) > BLOCK_BYTES;
      yield {
        first,
        end,
        bytes: isLarge ? this.#read(first, end, HEAD_BYTES) : this.#read(first, end),
      };
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

  #toHead(at: number, line: Buffer, serverId: ServerId): TrafficHead | undefined {
    const header = decodeHeader(line);
    if (!header) return undefined;
    return { ...header, ...this.columns.pair(at), serverId, preview: decodePreview(line) };
  }

  #pair({ seq, pairSeq, durationMs = 0 }: EntryHeader): void {
    if (pairSeq === undefined) return;
    this.setPair(seq, pairSeq, durationMs);
  }

  /** Takes up what a file holds, up to a line that is not whole: the program ended while writing it. */
  static load(file: string, firstSeq: number): Segment {
    const { size } = statSync(file);
    const store = new SegmentFile(file, size);
    const segment = new Segment(firstSeq, store);
    let lineStart = 0;
    let isOurs = true;
    const scanner = new LineScanner({
      maxLine: Number.POSITIVE_INFINITY,
      onLine: (line) => {
        isOurs &&= segment.#take(line, lineStart);
        lineStart += line.length + 1;
      },
    });
    for (let offset = 0; offset < size && isOurs; ) {
      const chunk = store.read(offset, LOAD_BYTES);
      if (chunk.length === 0) break;
      scanner.push(chunk);
      offset += chunk.length;
    }
    return segment;
  }

  #take(line: Buffer, offset: number): boolean {
    const header = decodeHeader(line);
    if (header?.seq !== this.endSeq) return false;
    const { time, kind } = header;
    this.columns.push({ time, kind, offset, length: line.length + 1 });
    this.#pair(header);
    return true;
  }
}

export function segmentPath(folder: string, firstSeq: number): string {
  return path.join(folder, `${String(firstSeq).padStart(12, '0')}${EXTENSION}`);
}

/** The segments of an earlier run, oldest first. @throws the error of the file system */
export function loadSegments(folder: string): Segment[] {
  return readdirSync(folder)
    .filter((name) => /^\d{12}\.ndjson$/.test(name))
    .sort()
    .map((name) => Segment.load(path.join(folder, name), Number.parseInt(name, 10)));
}
