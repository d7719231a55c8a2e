import { setImmediate } from 'node:timers/promises';
import { TRAFFIC_KINDS, type TrafficFilter } from '../../shared/model/traffic';
import { decodeHeader, decodeText } from './entryLine';
import { EntryMatcher } from './entryMatcher';
import type { LogNames } from './nameTable';
import type { EntryBlock, Segment } from './segment';
import type { SegmentList } from './segmentList';
import { merged, SlowPairs } from './slowPairs';

/** How much is read, or looked at, before others get their turn. */
const TURN_BYTES = 512 * 1024;
const TURN_ENTRIES = 65_536;
const REQUEST = TRAFFIC_KINDS.indexOf('request');

/** What a view looks at. */
export interface ViewedLog {
  readonly segments: SegmentList;
  readonly names: LogNames;
}

/**
 * The positions of the entries that pass a filter. Grows with the log: what has been looked at once is not
 * looked at again.
 */
export class FilteredView {
  readonly #log: ViewedLog;
  readonly #matcher: EntryMatcher;
  readonly #text: string;
  /** How the text looks in entries that are no JSON, which are written as JSON strings. */
  readonly #escapedText: string;
  readonly #slowMs: number | undefined;
  readonly #slow = new SlowPairs();
  readonly #onProgress: () => void;
  #seqs: number[] = [];
  #seenTo = 0;
  #updating: Promise<void> | undefined;
  /** Somebody had an answer before all was searched. */
  #isAwaited = false;

  /** @param onProgress there is more than was answered when the time was over, or the search is over */
  constructor(log: ViewedLog, filter: TrafficFilter, onProgress: () => void = () => {}) {
    this.#log = log;
    this.#matcher = new EntryMatcher(filter, log.names);
    this.#text = filter.text?.toLowerCase() ?? '';
    this.#escapedText = JSON.stringify(this.#text).slice(1, -1).toLowerCase();
    this.#slowMs = filter.slowMs || undefined;
    this.#onProgress = onProgress;
  }

  /**
   * Positions in order, of all that was recorded until now; or of what was found so far, if that takes
   * longer than `waitMs`. The search goes on then.
   */
  async seqs(
    waitMs = Number.POSITIVE_INFINITY,
  ): Promise<{ readonly seqs: readonly number[]; readonly searching: boolean }> {
    this.#updating ??= this.#update().finally(() => {
      this.#updating = undefined;
    });
    const searching = await isLonger(this.#updating, waitMs);
    if (searching) this.#isAwaited = true;
    this.#takeSlow();
    this.#dropGone();
    return { seqs: this.#seqs, searching };
  }

  async #update(): Promise<void> {
    for (const segment of this.#log.segments.all) {
      if (segment.endSeq <= this.#seenTo) continue;
      const from = Math.max(this.#seenTo, segment.firstSeq);
      if (this.#text === '') await this.#scan(segment, from);
      else await this.#search(segment, from);
      if (this.#isAwaited) this.#onProgress();
    }
    this.#isAwaited = false;
  }

  async #scan(segment: Segment, from: number): Promise<void> {
    for (let seq = from; seq < segment.endSeq; seq++) {
      const match = this.#matcher.match(segment.columns, seq - segment.firstSeq);
      if (match === 'yes' || (match === 'look' && this.#look(segment, seq))) {
        this.#found(segment, seq);
      }
      this.#seenTo = seq + 1;
      if (seq % TURN_ENTRIES === 0) await setImmediate();
    }
  }

  async #search(segment: Segment, from: number): Promise<void> {
    let read = 0;
    try {
      for (const block of segment.blocks(from)) {
        if (this.#mayHold(block)) this.#searchBlock(segment, block);
        this.#seenTo = block.end;
        read += block.bytes.length;
        if (read < TURN_BYTES) continue;
        read = 0;
        await setImmediate();
      }
    } catch {
      // It was removed while others had their turn.
      this.#seenTo = segment.endSeq;
    }
  }

  /** Most blocks do not hold what is sought: one look at all of it is much cheaper than one at each entry. */
  #mayHold({ bytes }: EntryBlock): boolean {
    const text = bytes.toString('utf8').toLowerCase();
    return text.includes(this.#text) || text.includes(this.#escapedText);
  }

  #searchBlock(segment: Segment, block: EntryBlock): void {
    for (let seq = block.first; seq < block.end; seq++) {
      const match = this.#matcher.match(segment.columns, seq - segment.firstSeq);
      if (match === 'no') continue;
      const line = segment.lineOf(block, seq);
      const header = decodeHeader(line);
      if (!header || (match === 'look' && !this.#matcher.matchHeader(header))) continue;
      const { method = '', rpcId = '' } = header;
      const text = `${method}\n${rpcId}\n${decodeText(line)}`;
      if (text.toLowerCase().includes(this.#text)) this.#found(segment, seq);
    }
  }

  #look(segment: Segment, seq: number): boolean {
    try {
      const header = segment.header(seq);
      return header !== undefined && this.#matcher.matchHeader(header);
    } catch {
      // A disk that is gone: there is nothing to show of it.
      return false;
    }
  }

  #found({ columns, firstSeq }: Segment, seq: number): void {
    if (this.#slowMs === undefined) {
      this.#seqs.push(seq);
      return;
    }
    const duration = columns.duration(seq - firstSeq);
    if (duration !== undefined) {
      if (duration >= this.#slowMs) this.#seqs.push(seq);
    } else if (columns.kind(seq - firstSeq) === REQUEST) this.#slow.wait(seq);
  }

  #takeSlow(): void {
    if (this.#slowMs === undefined) return;
    const durationOf = (seq: number) => {
      const segment = this.#log.segments.of(seq);
      return segment?.columns.duration(seq - segment.firstSeq);
    };
    const slow = this.#slow.take(durationOf, this.#slowMs);
    if (slow.length > 0) this.#seqs = merged(this.#seqs, slow);
  }

  /** Segments go from the front, all at once or one by one, so that most often nothing is to be done. */
  #dropGone(): void {
    const first = this.#seqs[0];
    if (first === undefined || this.#log.segments.of(first)) return;
    this.#seqs = this.#seqs.filter((seq) => this.#log.segments.of(seq));
  }
}

async function isLonger(work: Promise<void>, ms: number): Promise<boolean> {
  if (ms === Number.POSITIVE_INFINITY) {
    await work;
    return false;
  }
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(true), ms);
  });
  const isLate = await Promise.race([work.then(() => false), late]);
  clearTimeout(timer);
  return isLate;
}
