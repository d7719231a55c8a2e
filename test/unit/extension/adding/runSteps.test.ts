import { describe, expect, it } from 'vitest';
import { type Answer, BACK, runSteps, type Step } from '../../../../src/extension/adding/runSteps';

/** Steps that answer as they are told, each time with the next answer, and note who was asked. */
function script(...answers: readonly (readonly Answer<'next' | 'skip'>[])[]) {
  const asked: string[] = [];
  const steps = answers.map((own, index): Step => {
    let turn = 0;
    return async (canGoBack) => {
      const answer = own[turn++];
      if (answer !== 'skip') asked.push(`${index}${canGoBack ? ' back' : ''}`);
      return answer;
    };
  });
  return { steps, asked };
}

describe('questions one after the other', () => {
  it('end with the last one', async () => {
    const { steps, asked } = script(['next'], ['next']);
    expect(await runSteps(steps, false)).toBe('done');
    expect(asked).toEqual(['0', '1 back']);
  });

  it('lead back to the last one that was really asked', async () => {
    const { steps, asked } = script(['next', 'next'], ['skip', 'skip'], [BACK, 'next']);
    expect(await runSteps(steps, false)).toBe('done');
    expect(asked).toEqual(['0', '2 back', '0', '2 back']);
  });

  it('lead back to what came before them', async () => {
    const { steps, asked } = script(['skip'], [BACK]);
    expect(await runSteps(steps, true)).toBe(BACK);
    expect(asked).toEqual(['1 back']);
  });

  it('end when one is dismissed', async () => {
    const { steps, asked } = script(['next'], [undefined], ['next']);
    expect(await runSteps(steps, false)).toBeUndefined();
    expect(asked).toEqual(['0', '1 back']);
  });
});
