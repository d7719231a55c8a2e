import { expect, test } from 'vitest';
import { backoff } from '../../../../src/proxy/gate/backoff';

test.each([
  [0, 25],
  [500, 25],
  [2_000, 40],
  [5_000, 100],
  [60_000, 1_000],
])('after %i ms the pause is %i ms', (waited, pause) => {
  expect(backoff(waited)).toBe(pause);
});
