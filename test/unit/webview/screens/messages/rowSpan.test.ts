import { describe, expect, it } from 'vitest';
import { nextBase, ROW_SPAN } from '../../../../../src/webview/screens/messages/rowSpan';

const still = { base: 0, lastBase: 0, first: 0, following: false, target: undefined };
/** Three million rows, of which the stretch from the millionth on is laid out. */
const long = { ...still, base: 1_000_000, lastBase: 2_500_000, first: 200_000 };

describe('nextBase', () => {
  it('stays where it is in a log that fits', () => {
    expect(nextBase({ ...still, first: 10 })).toBe(0);
    expect(nextBase({ ...still, following: true })).toBe(0);
    expect(nextBase(long)).toBe(1_000_000);
  });

  it('moves on near either end of the stretch, within the log', () => {
    expect(nextBase({ ...long, first: 49_999 })).toBe(1_000_000 - ROW_SPAN / 2);
    expect(nextBase({ ...long, first: 450_001 })).toBe(1_000_000 + ROW_SPAN / 2);
    expect(nextBase({ ...long, base: 100_000, first: 10 })).toBe(0);
    expect(nextBase({ ...long, base: 2_400_000, first: 499_000 })).toBe(2_500_000);
  });

  it('holds the end while it is followed', () => {
    expect(nextBase({ ...long, following: true })).toBe(2_500_000);
  });

  it('moves to a row that is asked for', () => {
    expect(nextBase({ ...long, target: 1_400_000 })).toBe(1_000_000);
    expect(nextBase({ ...long, target: 0, following: true })).toBe(0);
    expect(nextBase({ ...long, target: 2_000_000 })).toBe(1_750_000);
  });
});
