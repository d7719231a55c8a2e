import { mkdirSync } from 'node:fs';
import type { HttpFact } from '../../shared/model/httpFact';
import type { ServerId } from '../../shared/model/server';
import type { TrafficEntry, TrafficHead } from '../../shared/model/traffic';
import { EntryComposer } from './entryComposer';
import type { ComposedEntry } from './entryLine';
import { writeIndex } from './indexFile';
import { loadSegments } from './loadSegment';
import { moveToDisk } from './moveToDisk';
import { LogNames } from './nameTable';
import { readHeads } from './readHeads';
import { Segment, segmentPath } from './segment';
import { SegmentList } from './segmentList';
import { SegmentFile, SegmentMemory } from './segmentStore';
import type { HttpOrigin, LineOrigin, MessageOrigin } from './trafficRecorder';

export interface ServerLogLimits {
  /** A segment is full beyond it, in bytes. */
  readonly segmentBytes: number;
  /** The oldest segments go when all together are larger, in bytes. */
  readonly totalBytes: number;
  /** The same where there is only memory. */
  readonly memoryBytes: number;
  /** What is older goes, segment by segment, in ms. */
  readonly maxAgeMs: number;
  /** How long after a failure the disk is tried again, in ms. */
  readonly retryMs: number;
}

export interface ServerLogEvents {
  problem(error: Error): void;
  /** What had to be kept in memory is on disk, and what comes is written there again. */
  recovered(): void;
  /** A segment was begun: the size of all logs is to be looked at. */
  grown(): void;
}

/** So many segments share the age that is kept: what goes too early is no more than such a part of it. */
const SEGMENTS_PER_AGE = 8;

/** What passed between one server and all who spoke to it. */
export class ServerLog {
  readonly serverId: ServerId;
  readonly #folder: string;
  readonly #limits: () => ServerLogLimits;
  readonly #events: ServerLogEvents;
  readonly #composer = new EntryComposer();
  #names = new LogNames();
  #segments = new SegmentList();
  /** The one that is appended to: the last, if it was begun by this run. */
  #current: Segment | undefined;
  #nextSeq = 0;
  /** When the disk failed, by `performance.now()`. */
  #failedAt: number | undefined;

  constructor(
    serverId: ServerId,
    folder: string,
    limits: () => ServerLogLimits,
    events: ServerLogEvents,
  ) {
    this.serverId = serverId;
    this.#folder = folder;
    this.#limits = limits;
    this.#events = events;
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      this.#segments = new SegmentList(loadSegments(folder, this.#names));
      this.#segments.pairUp();
      this.#nextSeq = this.#segments.endSeq;
    } catch (error) {
      this.#fail(error as Error);
    }
  }

  get segments(): SegmentList {
    return this.#segments;
  }

  get names(): LogNames {
    return this.#names;
  }

  message(direction: TrafficHead['direction'], raw: string, origin: MessageOrigin): void {
    this.#append(this.#composer.message(this.#nextSeq, direction, raw, origin));
  }

  line(kind: 'noise' | 'stderr', text: string, origin?: LineOrigin): void {
    this.#append(this.#composer.line(this.#nextSeq, kind, text, origin));
  }

  http(fact: HttpFact, origin: HttpOrigin): void {
    this.#append(this.#composer.http(this.#nextSeq, fact, origin));
  }

  /** The heads of these entries, as far as they are still there; in order. */
  heads(seqs: readonly number[]): TrafficHead[] {
    return readHeads(
      this.#segments,
      seqs,
      (segment, part) => this.#reading(() => segment.heads(part, this.serverId)) ?? [],
    );
  }

  entry(seq: number): TrafficEntry | undefined {
    return this.#reading(() => this.#segments.of(seq)?.entry(seq, this.serverId));
  }

  /** Forgets all; positions go on from where they were. */
  clear(): void {
    this.#remove(this.#segments.takeAll());
    this.#current = undefined;
    this.#names = new LogNames();
    this.#composer.clear();
  }

  /** Takes out a segment that is not appended to. */
  drop(segment: Segment): void {
    if (segment !== this.#current) this.#remove(this.#segments.take([segment]));
  }

  /** Takes out what ended before a moment (epoch ms); the segment that is appended to stays. */
  expire(before: number): void {
    const old = this.#segments.all.filter(
      (segment) => segment !== this.#current && segment.lastTime < before,
    );
    this.#remove(this.#segments.take(old));
  }

  flush(): void {
    this.#current?.store.flush();
    this.#checkCurrent();
  }

  /** Writes down what is not yet on disk, and lets go of the file; the next entry opens it again. */
  close(): void {
    if (this.#failedAt !== undefined) this.#recover();
    this.#seal(this.#current);
  }

  #append(entry: ComposedEntry): void {
    const { seq, pairSeq, durationMs } = entry.header;
    this.#writable().append(entry);
    this.#nextSeq++;
    if (pairSeq !== undefined) {
      this.#segments.of(pairSeq)?.setPair(pairSeq, seq, durationMs ?? 0);
    }
  }

  #writable(): Segment {
    this.#checkCurrent();
    if (this.#failedAt !== undefined) this.#retry(this.#failedAt);
    if (this.#current && !this.#isStale(this.#current)) return this.#current;
    this.#sealCurrent();
    const store =
      this.#failedAt === undefined
        ? new SegmentFile(segmentPath(this.#folder, this.#nextSeq))
        : new SegmentMemory();
    const segment = new Segment(this.#nextSeq, store, this.#names);
    segment.begin(this.serverId);
    this.#current = segment;
    this.#segments.push(segment);
    this.#remove(this.#segments.takeSurplus(this.#limits()));
    this.#events.grown();
    return segment;
  }

  /** A segment goes as a whole: one that were filled too slowly could not go for too long. */
  #isStale({ columns }: Segment): boolean {
    if (columns.count === 0) return false;
    return Date.now() - columns.time(0) > this.#limits().maxAgeMs / SEGMENTS_PER_AGE;
  }

  #checkCurrent(): void {
    const store = this.#current?.store;
    if (!store) return;
    if (store.failure) this.#fail(store.failure);
    const { memoryBytes, segmentBytes } = this.#limits();
    const limit = this.#failedAt === undefined ? segmentBytes : memoryBytes / 4;
    if (store.failure || store.size >= limit) this.#sealCurrent();
  }

  #sealCurrent(): void {
    this.#current?.columns.trim();
    this.#seal(this.#current);
    this.#current = undefined;
  }

  #seal(segment: Segment | undefined): void {
    if (!segment) return;
    const { store, columns } = segment;
    store.seal();
    if (!(store instanceof SegmentFile) || store.failure) return;
    writeIndex(store.path, store.size, columns, this.#names);
  }

  #fail(error: Error): void {
    if (this.#failedAt === undefined) this.#events.problem(error);
    this.#failedAt = performance.now();
  }

  #retry(failedAt: number): void {
    if (performance.now() - failedAt < this.#limits().retryMs) return;
    if (!this.#recover()) this.#failedAt = performance.now();
  }

  /** Writes down what is in memory only. @returns whether all of it is on disk */
  #recover(): boolean {
    try {
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    } catch {
      return false;
    }
    for (const segment of this.#segments.all) {
      const isOpen = segment === this.#current;
      if (segment.store.memoryBytes > 0 && !moveToDisk(segment, this.#folder, isOpen)) return false;
    }
    this.#failedAt = undefined;
    this.#events.recovered();
    return true;
  }

  #remove(segments: readonly Segment[]): void {
    for (const { store } of segments) {
      try {
        store.remove();
      } catch (error) {
        this.#events.problem(error as Error);
      }
    }
  }

  /** A log that somebody deleted, or a disk that is gone: there is nothing to show of it. */
  #reading<T>(read: () => T | undefined): T | undefined {
    try {
      return read();
    } catch (error) {
      this.#events.problem(error as Error);
      return undefined;
    }
  }
}
