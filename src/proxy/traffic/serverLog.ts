import { mkdirSync } from 'node:fs';
import type { ServerId } from '../../shared/model/server';
import type { TrafficEntry, TrafficHead, TrafficKind } from '../../shared/model/traffic';
import { describeMessage } from './describeMessage';
import type { EntryHeader } from './entryLine';
import { Pairs } from './pairs';
import { loadSegments, Segment, segmentPath } from './segment';
import { SegmentFile, SegmentMemory, type SegmentStore } from './segmentStore';
import type { MessageOrigin } from './trafficRecorder';

export interface ServerLogLimits {
  /** A segment is full beyond it, in bytes. */
  readonly segmentBytes: number;
  /** The oldest segments go when all together are larger, in bytes. */
  readonly totalBytes: number;
  /** The same where there is only memory. */
  readonly memoryBytes: number;
}

const MAX_SEGMENTS = 256;

/** What passed between one server and all who spoke to it. */
export class ServerLog {
  readonly #serverId: ServerId;
  readonly #folder: string;
  readonly #limits: ServerLogLimits;
  readonly #onProblem: (error: Error) => void;
  readonly #pairs = new Pairs();
  /** Oldest first. The last one is appended to, if it was begun by this run. */
  #segments: Segment[] = [];
  #current: Segment | undefined;
  #nextSeq = 0;
  #inMemory = false;

  constructor(
    serverId: ServerId,
    folder: string,
    limits: ServerLogLimits,
    onProblem: (error: Error) => void,
  ) {
    this.#serverId = serverId;
    this.#folder = folder;
    this.#limits = limits;
    this.#onProblem = onProblem;
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      this.#segments = loadSegments(folder);
      this.#nextSeq = this.#segments.at(-1)?.endSeq ?? 0;
      this.#pairLoaded();
    } catch (error) {
      this.#giveUpDisk(error as Error);
    }
  }

  /** Oldest first; there may be gaps between them. */
  get segments(): readonly Segment[] {
    return this.#segments;
  }

  /** How many entries there are. */
  get total(): number {
    return this.#segments.reduce((sum, { columns }) => sum + columns.count, 0);
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

  message(
    direction: TrafficHead['direction'],
    raw: string,
    { sessionId, exchange = sessionId, parsed }: MessageOrigin,
  ): void {
    const isJson = parsed !== undefined;
    const { kind, method, rpcId } = describeMessage(parsed);
    const seq = this.#nextSeq;
    const time = now();
    const isAnswer = kind === 'response' || kind === 'error';
    const request =
      isAnswer && rpcId !== undefined ? this.#pairs.answer(direction, exchange, rpcId) : undefined;
    const durationMs = request && Math.round((time - request.time) * 1000) / 1000;
    if (kind === 'request') {
      this.#pairs.ask(direction, exchange, rpcId!, { seq, time, method: method! });
    }
    this.#append(
      {
        seq,
        time,
        direction,
        kind,
        bytes: Buffer.byteLength(raw),
        ...((method ?? request) && { method: method ?? request!.method }),
        ...(rpcId !== undefined && { rpcId }),
        ...(sessionId !== undefined && { sessionId }),
        ...(request && { pairSeq: request.seq, durationMs: durationMs! }),
      },
      raw,
      isJson,
    );
    if (request) this.segmentOf(request.seq)?.setPair(request.seq, seq, durationMs!);
  }

  line(kind: TrafficKind, text: string): void {
    this.#append(
      {
        seq: this.#nextSeq,
        time: now(),
        direction: 'serverToClient',
        kind,
        bytes: Buffer.byteLength(text),
      },
      text,
      false,
    );
  }

  head(seq: number): TrafficHead | undefined {
    return this.#reading(() => this.segmentOf(seq)?.head(seq, this.#serverId));
  }

  entry(seq: number): TrafficEntry | undefined {
    return this.#reading(() => this.segmentOf(seq)?.entry(seq, this.#serverId));
  }

  segmentOf(seq: number): Segment | undefined {
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

  /** Forgets all; positions go on from where they were. */
  clear(): void {
    for (const segment of this.#segments) this.#remove(segment);
    this.#segments = [];
    this.#current = undefined;
    this.#pairs.clear();
  }

  flush(): void {
    this.#current?.store.flush();
    this.#checkCurrent();
  }

  close(): void {
    this.#current?.store.seal();
  }

  #append(header: EntryHeader, raw: string, isJson: boolean): void {
    const segment = this.#writable();
    segment.append(header, raw, isJson);
    this.#nextSeq++;
    this.#checkCurrent();
  }

  #writable(): Segment {
    if (this.#current) return this.#current;
    const store = this.#inMemory
      ? new SegmentMemory()
      : new SegmentFile(segmentPath(this.#folder, this.#nextSeq));
    this.#current = new Segment(this.#nextSeq, store);
    this.#segments.push(this.#current);
    this.#trim();
    return this.#current;
  }

  #checkCurrent(): void {
    const store = this.#current?.store;
    if (!store) return;
    if (store.failure) this.#giveUpDisk(store.failure);
    const limit = this.#inMemory ? this.#limits.memoryBytes / 4 : this.#limits.segmentBytes;
    if (!store.failure && store.size < limit) return;
    store.seal();
    this.#current = undefined;
  }

  #trim(): void {
    const { totalBytes, memoryBytes } = this.#limits;
    this.#dropOldest((store) => store instanceof SegmentMemory, memoryBytes);
    this.#dropOldest((store) => store instanceof SegmentFile, totalBytes);
  }

  #dropOldest(isCounted: (store: SegmentStore) => boolean, limit: number): void {
    const counted = this.#segments.filter(({ store }) => isCounted(store));
    let size = counted.reduce((sum, { store }) => sum + store.size, 0);
    let count = counted.length;
    for (const segment of counted) {
      if (segment === this.#current || (size <= limit && count <= MAX_SEGMENTS)) return;
      size -= segment.store.size;
      this.#segments.splice(this.#segments.indexOf(segment), 1);
      this.#remove(segment);
      count--;
    }
  }

  /** In a file, only the answer knows of its request. */
  #pairLoaded(): void {
    for (const { firstSeq, endSeq, columns } of this.#segments) {
      for (let seq = firstSeq; seq < endSeq; seq++) {
        const pair = columns.pair(seq - firstSeq);
        if (!pair || pair.pairSeq > seq) continue;
        this.segmentOf(pair.pairSeq)?.setPair(pair.pairSeq, seq, pair.durationMs);
      }
    }
  }

  #giveUpDisk(error: Error): void {
    if (this.#inMemory) return;
    this.#inMemory = true;
    this.#onProblem(error);
  }

  #remove(segment: Segment): void {
    try {
      segment.store.remove();
    } catch (error) {
      this.#onProblem(error as Error);
    }
  }

  /** A log that somebody deleted, or a disk that is gone: there is nothing to show of it. */
  #reading<T>(read: () => T | undefined): T | undefined {
    try {
      return read();
    } catch (error) {
      this.#onProblem(error as Error);
      return undefined;
    }
  }
}

let origin = performance.timeOrigin;
const MAX_DRIFT_MS = 20;

/** Epoch ms with fractions, which `Date.now()` has not; set right when the machine has slept. */
function now(): number {
  const wall = Date.now();
  const drift = wall - (origin + performance.now());
  if (Math.abs(drift) > MAX_DRIFT_MS) origin += drift;
  return Math.round((origin + performance.now()) * 1000) / 1000;
}
