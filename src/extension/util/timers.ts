import type { Disposable } from 'vscode';

/** Runs `action` when nobody has called for `ms`. */
export function debounce(action: () => void, ms: number): (() => void) & Disposable {
  let timer: NodeJS.Timeout | undefined;
  const run = () => {
    clearTimeout(timer);
    timer = setTimeout(action, ms);
  };
  return Object.assign(run, { dispose: () => clearTimeout(timer) });
}

/** Runs `action` at most `ms` after a call, and once for all calls until then. */
export function throttle(action: () => void, ms: number): (() => void) & Disposable {
  return coalesce<void>(action, ms);
}

/** Gathers keys and hands them over together, at most `ms` after the first of them. */
export function coalesce<T>(
  flush: (keys: ReadonlySet<T>) => void,
  ms: number,
): ((key: T) => void) & Disposable {
  let timer: NodeJS.Timeout | undefined;
  let keys = new Set<T>();
  const add = (key: T) => {
    keys.add(key);
    timer ??= setTimeout(() => {
      timer = undefined;
      const gathered = keys;
      keys = new Set();
      flush(gathered);
    }, ms);
  };
  return Object.assign(add, { dispose: () => clearTimeout(timer) });
}
