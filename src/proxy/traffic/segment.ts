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

  /** @throws the error of the file system */
  head(seq: number, serverId: ServerId): TrafficHead | undefined {
    const at = seq - this.firstSeq;
    const { columns } = this;
    const line = this.#store.read(columns.offset(at), Math.min(columns.length(at), HEAD_BYTES));
    return this.#toHead(at, line, serverId);
  }

  /** @throws the error of the file system */
  entry(seq: number, serverId: ServerId): TrafficEntry | undefined {
    const line = this.line(seq);
    const head = this.#toHead(seq - this.firstSeq, line, serverId);
    return head && { ...head, raw: decodeText(line) };
  }

  /** @throws the error of the file system */
  line(seq: number): Buffer {
    const at = seq - this.firstSeq;
    return this.#store.read(this.columns.offset(at), this.columns.length(at));
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
