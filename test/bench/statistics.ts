/** Of an even number, the lower one of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted[Math.ceil(sorted.length / 2) - 1];
  if (middle === undefined) throw new Error('There is no median of nothing');
  return middle;
}

/** Epoch ms with fractions, comparable between processes of one machine. */
export function epochMs(): number {
  return performance.timeOrigin + performance.now();
}

/** @returns how long it took, in ms */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/** What one has left to be done, such as writing its log, or its garbage, is not to be counted as the next one's. */
async function settle(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  globalThis.gc?.();
}

/** What one of those that are compared has done in each round, or why it could not. */
export type Outcome = { readonly values: readonly number[] } | { readonly failure: string };

/**
 * Takes turns, so that what else the machine does meets all alike. Who fails is not asked again.
 * @param contenders by name; each does the work once, and returns what it is measured by
 */
export async function inTurns<N extends string>(
  rounds: number,
  contenders: Readonly<Record<N, () => Promise<number>>>,
): Promise<Record<N, Outcome>> {
  const outcomes = {} as Record<N, Outcome>;
  const names = Object.keys(contenders) as N[];
  // The first time is not counted: code is compiled, and connections are made.
  for (let round = 0; round <= rounds; round++) {
    // Another one begins each time, so that nobody always follows the same one.
    const first = round % names.length;
    for (const name of [...names.slice(first), ...names.slice(0, first)]) {
      const past = outcomes[name] ?? { values: [] };
      if ('failure' in past) continue;
      try {
        const value = await contenders[name]();
        outcomes[name] = { values: round === 0 ? [] : [...past.values, value] };
      } catch (error) {
        outcomes[name] = { failure: error instanceof Error ? error.message : String(error) };
      }
      await settle();
    }
  }
  return outcomes;
}

/** The median of what the rounds say, each by itself: what slows a round slows both sides of it. */
export function ratio(one: Outcome, other: Outcome): number | undefined {
  if ('failure' in one || 'failure' in other) return undefined;
  return median(one.values.map((value, round) => value / other.values[round]!));
}
