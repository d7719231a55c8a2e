import { expect, test } from 'vitest';
import { upperPart } from '../../../src/proxy/depthSafeWriter';

test('keeps what lies above, and says where the rest is', () => {
  const value = { a: [{ b: [1] }], c: 'text', d: null };
  expect(upperPart(value, 4)).toEqual(value);
  expect(upperPart(value, 2)).toEqual({
    a: [expect.stringContaining('the recorded text has all of it')],
    c: 'text',
    d: null,
  });
});

test('makes a value of any depth one that can be written', () => {
  const deep = JSON.parse(`{"x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`);
  expect(() => JSON.stringify(deep)).toThrow(RangeError);
  expect(JSON.stringify(upperPart(deep, 500))).toHaveLength(
    '{"x":'.length + 499 * 2 + JSON.stringify(upperPart([], 0)).length + 1,
  );
});
