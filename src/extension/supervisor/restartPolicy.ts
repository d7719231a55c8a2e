/** What to do after a crash. */
export type RestartDecision =
  | { readonly kind: 'restart'; readonly delayMs: number; readonly policy: RestartPolicy }
  | { readonly kind: 'giveUp' };

const DELAYS_MS = [0, 500, 2_000, 5_000] as const;
/** A run at least this long shows that the process can live; earlier crashes no longer count. */
const STABLE_MS = 30_000;

/** How often, and how soon, a process that crashed is started again. A value: a decision brings the next one. */
export class RestartPolicy {
  private constructor(
    private readonly delaysMs: readonly number[],
    private readonly quickCrashes: number,
  ) {}

  /** @param delaysMs before each restart in a row; after the last of them it gives up */
  static create(delaysMs: readonly number[] = DELAYS_MS): RestartPolicy {
    return new RestartPolicy(delaysMs, 0);
  }

  /** @param uptimeMs how long the process had run */
  afterCrash(uptimeMs: number): RestartDecision {
    const earlier = uptimeMs >= STABLE_MS ? 0 : this.quickCrashes;
    const delayMs = this.delaysMs[earlier];
    if (delayMs === undefined) return { kind: 'giveUp' };
    return { kind: 'restart', delayMs, policy: new RestartPolicy(this.delaysMs, earlier + 1) };
  }
}
