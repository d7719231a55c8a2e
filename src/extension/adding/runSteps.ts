/** The person wants to see the question before this one. */
export const BACK = Symbol('back');
/** Undefined when the question is dismissed. */
export type Answer<T> = T | typeof BACK | undefined;

/** `next` when it has its answer, `skip` when there was nothing to ask. */
export type Step = (canGoBack: boolean) => Promise<Answer<'next' | 'skip'>>;

/**
 * Asks one question after the other. "Back" leads to the last one that was really asked.
 * @returns BACK when there is none before the first; undefined when a question was dismissed
 */
export async function runSteps(
  steps: readonly Step[],
  canGoBack: boolean,
): Promise<Answer<'done'>> {
  const asked: number[] = [];
  for (let index = 0; index < steps.length; ) {
    const answer = await steps[index]!(canGoBack || asked.length > 0);
    if (answer === undefined) return undefined;
    if (answer === BACK) {
      const before = asked.pop();
      if (before === undefined) return BACK;
      index = before;
      continue;
    }
    if (answer === 'next') asked.push(index);
    index++;
  }
  return 'done';
}
