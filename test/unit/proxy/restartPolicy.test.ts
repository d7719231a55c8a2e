import { expect, test } from 'vitest';
import { RestartPolicy } from '../../../src/proxy/restartPolicy';

/** What is decided after crashes that came after these times, in ms. */
function decisions(...upMs: number[]): (number | string)[] {
  let policy = new RestartPolicy();
  return upMs.map((up) => {
    const decision = policy.afterCrash(up);
    if (!decision.restart) return `gave up after ${decision.gaveUpAfter}`;
    policy = decision.next;
    return decision.delayMs;
  });
}

test('each restart waits longer, and the fifth crash in a row is the last', () => {
  expect(decisions(10, 10, 10, 10, 10)).toEqual([1_000, 2_000, 4_000, 8_000, 'gave up after 5']);
});

test('a server that had run for a minute begins anew', () => {
  expect(decisions(10, 10, 10, 60_000, 10)).toEqual([1_000, 2_000, 4_000, 1_000, 2_000]);
});

test('a policy does not change by being asked', () => {
  const policy = new RestartPolicy();
  expect(policy.afterCrash(1)).toEqual(policy.afterCrash(1));
});
