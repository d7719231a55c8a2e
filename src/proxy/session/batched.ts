/** Collects what comes for each key, and hands it on together some time after the first of it. */
export function batched<K, T>(
  ms: number,
  flush: (key: K, items: readonly T[]) => void,
): (key: K, item: T) => void {
  const batches = new Map<K, T[]>();
  return (key, item) => {
    const batch = batches.get(key);
    if (batch) {
      batch.push(item);
      return;
    }
    const begun = [item];
    batches.set(key, begun);
    setTimeout(() => {
      batches.delete(key);
      flush(key, begun);
    }, ms);
  };
}

/** Hands on the last of what came for each key, some time after the first of it. */
export function latest<K, T>(ms: number, flush: (item: T) => void): (key: K, item: T) => void {
  const due = new Map<K, T>();
  return (key, item) => {
    const isNew = !due.has(key);
    due.set(key, item);
    if (!isNew) return;
    setTimeout(() => {
      const last = due.get(key) as T;
      due.delete(key);
      flush(last);
    }, ms);
  };
}
