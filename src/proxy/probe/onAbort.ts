/**
 * Calls `listener` when `signal` is aborted, soon if it already is. Returns a function that forgets it:
 * the signal of a gate outlives hundreds of probes and must not keep them.
 */
export function onAbort(signal: AbortSignal | undefined, listener: () => void): () => void {
  if (!signal) return () => {};
  if (signal.aborted) {
    let forgotten = false;
    queueMicrotask(() => {
      if (!forgotten) listener();
    });
    return () => {
      forgotten = true;
    };
  }
  signal.addEventListener('abort', listener, { once: true });
  return () => signal.removeEventListener('abort', listener);
}
