const FIRST_MS = 25;
const LAST_MS = 1_000;
/** The pause never is more than this part of the time waited so far. */
const SHARE = 0.02;

/**
 * How long to wait before the next attempt, in ms. Tight early, so that a server that boots within 5 s is
 * found at most 100 ms late; calm when it takes long.
 */
export function backoff(waitedMs: number): number {
  return Math.min(Math.max(waitedMs * SHARE, FIRST_MS), LAST_MS);
}
