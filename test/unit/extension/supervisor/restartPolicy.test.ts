import { describe, expect, it } from 'vitest';
import { RestartPolicy } from '../../../../src/extension/supervisor/restartPolicy';

/** What is decided after crashes that come so many ms after each start. */
function decisions(uptimes: readonly number[]): (number | 'giveUp')[] {
  let policy = RestartPolicy.create();
  return uptimes.map((uptime) => {
    const decision = policy.afterCrash(uptime);
    if (decision.kind === 'giveUp') return 'giveUp';
    policy = decision.policy;
    return decision.delayMs;
  });
}

describe('RestartPolicy', () => {
  it('restarts at once, then more and more slowly, then not at all', () => {
    expect(decisions([0, 0, 0, 0, 0])).toEqual([0, 500, 2_000, 5_000, 'giveUp']);
  });

  it('forgets early crashes once the process has lived', () => {
    expect(decisions([0, 0, 0, 60_000, 0])).toEqual([0, 500, 2_000, 0, 500]);
  });

  it('is a value: a decision does not change it', () => {
    const policy = RestartPolicy.create();
    policy.afterCrash(0);
    expect(policy.afterCrash(0)).toMatchObject({ delayMs: 0 });
  });
});
