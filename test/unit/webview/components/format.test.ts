import { describe, expect, it } from 'vitest';
import {
  clock,
  compactCount,
  duration,
  elapsed,
  grouped,
  size,
} from '../../../../src/webview/components/format';

describe('duration', () => {
  it.each([
    [-3, '0 ms'],
    [0, '0 ms'],
    [0.44, '0.4 ms'],
    [9.96, '10 ms'],
    [38.4, '38 ms'],
    [999.4, '999 ms'],
    [999.6, '1 s'],
    [1234, '1.23 s'],
    [9940, '9.94 s'],
    [12_340, '12.3 s'],
    [60_000, '1 min'],
    [125_000, '2 min 5 s'],
    [3_600_000, '1 h'],
    [5_430_000, '1 h 31 min'],
  ])('%d ms is %s', (ms, text) => expect(duration(ms)).toBe(text));
});

describe('elapsed', () => {
  it.each([
    [-5, '0.0 s'],
    [420, '0.4 s'],
    [9_990, '10.0 s'],
    [12_900, '12 s'],
    [125_900, '2 min 5 s'],
  ])('%d ms is %s', (ms, text) => expect(elapsed(ms)).toBe(text));
});

describe('size', () => {
  it.each([
    [0, '0 B'],
    [812, '812 B'],
    [1024, '1 KB'],
    [1434, '1.4 KB'],
    [1_048_576, '1 MB'],
    [40_000_000, '38.1 MB'],
    [5_000_000_000_000, '4657 GB'],
  ])('%d bytes is %s', (bytes, text) => expect(size(bytes)).toBe(text));
});

describe('counts', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1200, '1.2k'],
    [38_400, '38k'],
    [999_600, '1M'],
    [1_540_000, '1.5M'],
  ])('%d fits a badge as %s', (count, text) => expect(compactCount(count)).toBe(text));

  it('groups the digits', () => expect(grouped(1234)).toBe('1,234'));
});

it('tells the time of day to the millisecond', () => {
  const time = new Date(2026, 0, 31, 4, 3, 7, 42);
  expect(clock(time.getTime())).toBe('04:03:07.042');
});
