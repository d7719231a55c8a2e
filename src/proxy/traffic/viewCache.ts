import type { TrafficFilter } from '../../shared/model/traffic';
import { FilteredView, type ViewedLog } from './filteredView';

/** The filters last used, of each log. */
const MAX_VIEWS = 4;

/** The views of a log, so that a filter is not worked out anew with every look. */
export class ViewCache {
  readonly #log: ViewedLog;
  readonly #onProgress: () => void;
  readonly #views = new Map<string, FilteredView>();

  constructor(log: ViewedLog, onProgress: () => void) {
    this.#log = log;
    this.#onProgress = onProgress;
  }

  /** Undefined for a filter that everything passes. */
  of(filter: TrafficFilter): FilteredView | undefined {
    const normal = normalized(filter);
    if (Object.keys(normal).length === 0) return undefined;
    const key = JSON.stringify(normal);
    const view = this.#views.get(key) ?? new FilteredView(this.#log, normal, this.#onProgress);
    // The latest used stands last.
    this.#views.delete(key);
    this.#views.set(key, view);
    for (const oldest of this.#views.keys()) {
      if (this.#views.size <= MAX_VIEWS) break;
      this.#views.delete(oldest);
    }
    return view;
  }

  clear(): void {
    this.#views.clear();
  }
}

/** The same for filters that mean the same; without what lets everything pass. */
function normalized({ kinds, text, servers, sessions, methods, ...rest }: TrafficFilter) {
  const sorted = <T>(name: string, list: readonly T[] | undefined) =>
    list ? { [name]: list.toSorted() } : {};
  return {
    ...sorted('kinds', kinds),
    ...(text ? { text: text.toLowerCase() } : {}),
    ...sorted('servers', servers),
    ...sorted('sessions', sessions),
    ...sorted('methods', methods),
    ...(rest.direction && { direction: rest.direction }),
    ...(rest.errors && { errors: true }),
    ...(rest.slowMs && { slowMs: rest.slowMs }),
  } as TrafficFilter;
}
