import { type CallId, type CallRecord, isOpen } from '../../shared/model/session';

const MAX_RECORDS = 1000;
/** Of results, as they were on the wire. */
const MAX_SIZE = 64 * 1024 * 1024;
/** How much of the results, the latest ones, comes along in a list. */
const MAX_LISTED_SIZE = 256 * 1024;

/** A member that is undefined is taken away. */
export type CallChange = { readonly [K in keyof CallRecord]?: CallRecord[K] | undefined };

interface Kept {
  record: CallRecord;
  size: number;
}

/** The latest calls: the oldest that have ended are forgotten when there are too many, or too large ones. */
export class CallMemory {
  readonly #kept = new Map<CallId, Kept>();
  #size = 0;

  /** @param size of the result on the wire, in characters. */
  put(record: CallRecord, size: number): void {
    this.#kept.set(record.id, { record, size });
    this.#size += size;
    this.#forget(record.id);
  }

  /**
   * The changed record; undefined when it is no longer remembered.
   * @param size of the result that it has now; absent: as before.
   */
  change(id: CallId, change: CallChange, size?: number): CallRecord | undefined {
    const kept = this.#kept.get(id);
    if (!kept) return undefined;
    kept.record = changed(kept.record, change);
    this.#size += (size ?? kept.size) - kept.size;
    kept.size = size ?? kept.size;
    this.#forget(id);
    return kept.record;
  }

  get(id: CallId): CallRecord | undefined {
    return this.#kept.get(id)?.record;
  }

  /** Oldest first; only the latest results come along, as much as is quickly sent. */
  list(): readonly CallRecord[] {
    const listed: CallRecord[] = [];
    let size = 0;
    for (const kept of [...this.#kept.values()].reverse()) {
      size += kept.size;
      listed.push(size <= MAX_LISTED_SIZE ? kept.record : withoutResult(kept.record));
    }
    return listed.reverse();
  }

  #forget(latest: CallId): void {
    for (const [id, { record, size }] of this.#kept) {
      if (this.#kept.size <= MAX_RECORDS && this.#size <= MAX_SIZE) return;
      // What someone waits for, or has just got, is kept however large it is.
      if (isOpen(record) || id === latest) continue;
      this.#kept.delete(id);
      this.#size -= size;
    }
  }
}

function changed(record: CallRecord, change: CallChange): CallRecord {
  const merged: Record<string, unknown> = { ...record, ...change };
  for (const key in change) if (merged[key] === undefined) delete merged[key];
  return merged as unknown as CallRecord;
}

function withoutResult(record: CallRecord): CallRecord {
  const { result: _result, ...rest } = record;
  return rest;
}
