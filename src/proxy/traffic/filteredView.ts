import { setImmediate } from 'node:timers/promises';
import { TRAFFIC_KINDS, type TrafficFilter } from '../../shared/model/traffic';
import { decodeHeader, decodeText } from './entryLine';
import type { Segment } from './segment';
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
  #seqs: number[] = [];
  #seenTo = 0;
  #updating: Promise<void> | undefined;

  constructor(log: ServerLog, filter: TrafficFilter) {
    this.#log = log;
    this.#kinds = filter.kinds && new Set(filter.kinds.map((kind) => TRAFFIC_KINDS.indexOf(kind)));
    this.#text = filter.text?.toLowerCase() ?? '';
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
    let read = 0;
    for (const segment of this.#log.segments.all) {
      const from = Math.max(this.#seenTo, segment.firstSeq);
      const to = segment.endSeq;
      for (let seq = from; seq < to; seq++) {
        if (this.#passes(segment, seq)) this.#seqs.push(seq);
        this.#seenTo = seq + 1;
        if (this.#text === '') continue;
        read += segment.columns.length(seq - segment.firstSeq);
        if (read < TURN_BYTES) continue;
        read = 0;
        await setImmediate();
      }
    }
  }

  #passes(segment: Segment, seq: number): boolean {
    if (this.#kinds && !this.#kinds.has(segment.columns.kind(seq - segment.firstSeq))) return false;
    if (this.#text === '') return true;
    try {
      const line = segment.line(seq);
      const { method = '', rpcId = '' } = decodeHeader(line) ?? {};
      return `${method}\n${rpcId}\n${decodeText(line)}`.toLowerCase().includes(this.#text);
    } catch {
      // Its segment was removed while others had their turn.
      return false;
    }
  }

  /** Segments go from the front, all at once or one by one, so that most often nothing is to be done. */
  #dropGone(): void {
    const first = this.#seqs[0];
    if (first === undefined || this.#log.segments.of(first)) return;
    this.#seqs = this.#seqs.filter((seq) => this.#log.segments.of(seq));
  }
}
