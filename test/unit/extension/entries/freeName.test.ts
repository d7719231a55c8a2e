import { expect, it } from 'vitest';
import { freeName } from '../../../../src/extension/entries/freeName';

it.each([
  ['weather', [], 'weather-copy'],
  ['weather', ['weather-copy'], 'weather-copy-2'],
  ['weather-copy', ['weather', 'weather-copy'], 'weather-copy-2'],
  ['weather-copy-2', ['weather-copy', 'weather-copy-2'], 'weather-copy-3'],
  ['my server', ['my server'], 'my server-copy'],
])('names a copy of %s beside %j %s', (name, taken, free) => {
  expect(freeName(name, new Set(taken))).toBe(free);
});
