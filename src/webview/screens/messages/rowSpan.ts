/** Rows that are laid out at once: at twice the size still less than Chromium's limit of 2^25 px. */
export const ROW_SPAN = 500_000;
/** So near to its end the stretch moves on. */
const EDGE = ROW_SPAN / 10;

/** Index of the first row to lay out, given what is laid out, looked at and asked for. */
export function nextBase(now: {
  /** First row that is laid out, and the last one that may be first. */
  base: number;
  lastBase: number;
  /** First row in view, counted from `base`. */
  first: number;
  following: boolean;
  /** A row that must come into view. */
  target: number | undefined;
}): number {
  const { base, lastBase, first, target } = now;
  const within = (index: number) => Math.max(0, Math.min(lastBase, Math.floor(index)));
  if (target !== undefined && (target < base || target >= base + ROW_SPAN))
    return within(target - ROW_SPAN / 2);
  if (now.following) return lastBase;
  if (first < EDGE) return within(base - ROW_SPAN / 2);
  if (first > ROW_SPAN - EDGE) return within(base + ROW_SPAN / 2);
  return base;
}
