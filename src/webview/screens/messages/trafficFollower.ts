import type { TrafficFilter, TrafficHead, TrafficWindow } from '../../../shared/model/traffic';
import { createStore, type Store } from '../../state/store';

/** The stretch of the log that is in memory. */
export interface TrafficStretch {
  /** How many entries pass the filter. */
  readonly total: number;
  /** Index of `heads[0]` among those that pass. */
  readonly from: number;
  readonly heads: readonly TrafficHead[];
  readonly status: 'loading' | 'loaded';
  readonly error?: string;
  /** There may be more: the log is still being searched. */
  readonly searching?: boolean;
}

/** Rows that are fetched beyond those in view, on either side. */
const MARGIN = 100;
/** Rows that are fetched when the end is followed. */
const TAIL = 300;
const NOTHING: TrafficStretch = { total: 0, from: 0, heads: [], status: 'loading' };

type Fetch = (filter: TrafficFilter, from: number, count: number) => Promise<TrafficWindow>;

/**
 * Keeps the stretch of the traffic log that a person looks at, and no more. One request is under
 * way at a time; changes that come meanwhile lead to one more, whatever their number.
 */
export class TrafficFollower {
  readonly state: Store<TrafficStretch> = createStore(NOTHING);
  readonly #fetch: Fetch;
  #filter: TrafficFilter;
  /** Undefined: the end. */
  #view: { first: number; last: number } | undefined;
  #stale = false;
  #busy = false;

  constructor(fetch: Fetch, filter: TrafficFilter) {
    this.#fetch = fetch;
    this.#filter = filter;
  }

  setFilter(filter: TrafficFilter): void {
    this.#filter = filter;
    this.#view = undefined;
    this.state.update(() => NOTHING);
    this.refresh();
  }

  /** Says which rows are in view; `undefined`: the end, wherever it is. */
  look(view: { first: number; last: number } | undefined): void {
    this.#view = view;
    const { total } = this.state.get();
    if (!this.#holds(view ?? { first: total - 1, last: total - 1 })) this.refresh();
  }

  /** The log has changed: rows were added, or requests got their answers. */
  refresh(): void {
    this.#stale = true;
    if (!this.#busy) void this.#catchUp();
  }

  #holds({ first, last }: { first: number; last: number }): boolean {
    const { from, heads, total } = this.state.get();
    return from <= Math.max(first, 0) && Math.min(last, total - 1) < from + heads.length;
  }

  async #catchUp(): Promise<void> {
    this.#busy = true;
    while (this.#stale) {
      this.#stale = false;
      const filter = this.#filter;
      try {
        const window = await this.#ask(filter);
        if (filter === this.#filter) this.state.update(() => ({ ...window, status: 'loaded' }));
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        this.state.update((state) => ({ ...state, status: 'loaded', error: message }));
      }
    }
    this.#busy = false;
  }

  async #ask(filter: TrafficFilter): Promise<TrafficWindow> {
    const view = this.#view;
    if (!view) return this.#fetch(filter, -TAIL, TAIL);
    const from = Math.max(0, view.first - MARGIN);
    const window = await this.#fetch(filter, from, view.last - from + 1 + MARGIN);
    // The log was cleared under the view.
    return window.total > 0 && window.heads.length === 0
      ? this.#fetch(filter, -TAIL, TAIL)
      : window;
  }
}
