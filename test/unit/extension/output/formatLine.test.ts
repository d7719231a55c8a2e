import { expect, it } from 'vitest';
import { formatLine } from '../../../../src/extension/output/formatLine';

it('stamps a line with the local time and its stream', () => {
  const time = new Date(2026, 0, 2, 3, 4, 5, 6).getTime();
  expect(formatLine({ stream: 'stderr', text: 'Listening', time })).toBe(
    '03:04:05.006 [stderr] Listening\n',
  );
});
