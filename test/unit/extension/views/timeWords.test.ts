import { expect, it } from 'vitest';
import { durationWords, memoryWords } from '../../../../src/extension/views/timeWords';
import { english } from '../words';

it.each([
  [0, '0 s'],
  [59_999, '59 s'],
  [60_000, '1 min 0 s'],
  [3_599_000, '59 min 59 s'],
  [3_600_000, '1 h 0 min'],
  [86_399_000, '23 h 59 min'],
  [90_000_000, '1 d 1 h'],
  [8_640_000_000, '100 d 0 h'],
])('says how long %i ms are', (ms, words) => {
  expect(durationWords(ms, english)).toBe(words);
});

it.each([
  [0, '0.0 MB'],
  [47_395_635, '45.2 MB'],
  [1_610_612_736, '1.50 GB'],
])('says how much %i bytes are', (bytes, words) => {
  expect(memoryWords(bytes, english)).toBe(words);
});
