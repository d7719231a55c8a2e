import { mkdirSync } from 'node:fs';
import type { ServerId } from '../../shared/model/server';
import type { TrafficEntry, TrafficHead, TrafficKind } from '../../shared/model/traffic';
import { describeMessage } from './describeMessage';
import type { EntryHeader } from './entryLine';
import { Pairs } from './pairs';
import { loadSegments, Segment, segmentPath } from './segment';
import { SegmentList } from './segmentList';
import { SegmentFile, SegmentMemory } from './segmentStore';
import type { MessageOrigin } from './trafficRecorder';

export interface ServerLogLimits {
  /** A segment is full beyond it, in bytes. */
  readonly segmentBytes: number;
  /** The oldest segments go when all together are larger, in bytes. */
  readonly totalBytes: number;
  /** The same where there is only memory. */
  readonly memoryBytes: number;
}

/** What passed between one server and all who spoke to it. */
export class ServerLog {
  readonly #serverId: ServerId;
  readonly #folder: string;
  readonly #limits: ServerLogLimits;
  readonly #onProblem: (error: Error) => void;
  readonly #pairs = new Pairs();
  #segments = new SegmentList();
  /** The one that is appended to: the last, if it was begun by this run. */
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
      this.#segments = new SegmentList(loadSegments(folder));
      this.#segments.pairUp();
      this.#nextSeq = this.#segments.endSeq;
    } catch (error) {
      this.#giveUpDisk(error as Error);
    }
  }

  get segments(): SegmentList {
    return this.#segments;
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
    if (request) this.#segments.of(request.seq)?.setPair(request.seq, seq, durationMs!);
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

  /** The heads of these entries, as far as they are still there; in order. */
  heads(seqs: readonly number[]): TrafficHead[] {
    const heads: TrafficHead[] = [];
    for (let index = 0; index < seqs.length; ) {
      const segment = this.#segments.of(seqs[index]!);
      const end = segment?.endSeq ?? 0;
      let next = index + 1;
      while (next < seqs.length && seqs[next]! < end) next++;
      const part = seqs.slice(index, next);
      heads.push(...(this.#reading(() => segment?.heads(part, this.#serverId)) ?? []));
      index = next;
    }
    return heads;
  }

  entry(seq: number): TrafficEntry | undefined {
    return this.#reading(() => this.#segments.of(seq)?.entry(seq, this.#serverId));
  }

  /** Forgets all; positions go on from where they were. */
  clear(): void {
    this.#remove(this.#segments.takeAll());
    this.#current = undefined;
    this.#pairs.clear();
  }

  flush(): void {
    this.#current?.store.flush();
    this.#checkCurrent();
  }

  /** Writes down what is not yet on disk, and lets go of the file; the next entry opens it again. */
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
    this.#remove(this.#segments.takeSurplus(this.#limits));
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

  #giveUpDisk(error: Error): void {
    if (this.#inMemory) return;
    this.#inMemory = true;
    this.#onProblem(error);
  }

  #remove(segments: readonly Segment[]): void {
    for (const { store } of segments) {
      try {
        store.remove();
      } catch (error) {
        this.#onProblem(error as Error);
      }
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
