import { setImmediate } from 'node:timers/promises';
import { TRAFFIC_KINDS, type TrafficFilter } from '../../shared/model/traffic';
import { decodeHeader, decodeText } from './entryLine';
import type { EntryBlock, Segment } from './segment';
import type { ServerLog } from './serverLog';

/** How much is read before others get their turn. */
const TURN_BYTES = 1024 * 1024;

/**
 * The positions of the entries that pass a filter. Grows with the log: what has been looked at once is not
 * looked at again.
 */
export class FilteredView {
  readonly #log: ServerLog;
  readonly #kinds: ReadonlySet<number> | undefined;
  readonly #text: string;
  /** How the text looks in entries that are no JSON, which are written as JSON strings. */
  readonly #escapedText: string;
  #seqs: number[] = [];
  #seenTo = 0;
  #updating: Promise<void> | undefined;

  constructor(log: ServerLog, filter: TrafficFilter) {
    this.#log = log;
    this.#kinds = filter.kinds && new Set(filter.kinds.map((kind) => TRAFFIC_KINDS.indexOf(kind)));
    this.#text = filter.text?.toLowerCase() ?? '';
    this.#escapedText = JSON.stringify(this.#text).slice(1, -1).toLowerCase();
  }

  /** Positions in order, of all that was recorded until now. */
  async seqs(): Promise<readonly number[]> {
    this.#updating ??= this.#update().finally(() => {
      this.#updating = undefined;
    });
    await this.#updating;
    this.#dropGone();
    return this.#seqs;
  }

  async #update(): Promise<void> {
    for (const segment of this.#log.segments.all) {
      if (segment.endSeq <= this.#seenTo) continue;
      const from = Math.max(this.#seenTo, segment.firstSeq);
      if (this.#text === '') this.#takeKinds(segment, from);
      else await this.#search(segment, from);
    }
  }

  #takeKinds(segment: Segment, from: number): void {
    for (let seq = from; seq < segment.endSeq; seq++) {
      if (this.#isKind(segment, seq)) this.#seqs.push(seq);
    }
    this.#seenTo = segment.endSeq;
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
      if (!this.#isKind(segment, seq)) continue;
      const line = segment.lineOf(block, seq);
      const { method = '', rpcId = '' } = decodeHeader(line) ?? {};
      const text = `${method}\n${rpcId}\n${decodeText(line)}`;
      if (text.toLowerCase().includes(this.#text)) this.#seqs.push(seq);
    }
  }

  #isKind(segment: Segment, seq: number): boolean {
    return !this.#kinds || this.#kinds.has(segment.columns.kind(seq - segment.firstSeq));
  }

  /** Segments go from the front, all at once or one by one, so that most often nothing is to be done. */
  #dropGone(): void {
    const first = this.#seqs[0];
    if (first === undefined || this.#log.segments.of(first)) return;
    this.#seqs = this.#seqs.filter((seq) => this.#log.segments.of(seq));
  }
}
