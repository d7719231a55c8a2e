/** Up for this long, a server has shown that it can run: what happened before is forgotten. */
const STABLE_MS = 60_000;
const FIRST_DELAY_MS = 1_000;
const LAST_DELAY_MS = 30_000;
const MAX_CRASHES = 5;

export type RestartDecision =
  | { readonly restart: true; readonly delayMs: number; readonly next: RestartPolicy }
  | { readonly restart: false; readonly gaveUpAfter: number };

/**
 * Whether and when a server that crashed is started again by itself: later each time, and not any more when it
 * crashes again and again. An immutable value; each crash gives the next one.
 */
export class RestartPolicy {
  readonly #crashes: number;

  constructor(crashes = 0) {
    this.#crashes = crashes;
  }

  /** @param upMs how long it had been ready */
  afterCrash(upMs: number): RestartDecision {
    const crashes = upMs >= STABLE_MS ? 1 : this.#crashes + 1;
    if (crashes >= MAX_CRASHES) return { restart: false, gaveUpAfter: crashes };
    const delayMs = Math.min(FIRST_DELAY_MS * 2 ** (crashes - 1), LAST_DELAY_MS);
    return { restart: true, delayMs, next: new RestartPolicy(crashes) };
  }
}
