import { expect, it } from 'vitest';
import { withPointers } from '../../../../src/webview/form/withPointers';

it('makes pointers of references by anchor and by id', () => {
  expect(
    withPointers({
      $id: 'https://example.com/root',
      $defs: {
        'a/b': { $anchor: 'spot', type: 'string' },
        i: { $id: 'https://example.com/i', type: 'integer' },
        d: { $dynamicAnchor: 'node', type: 'boolean' },
      },
      properties: {
        x: { $ref: '#spot', title: 'X' },
        y: { $ref: 'https://example.com/i' },
        z: { $dynamicRef: '#node' },
        far: { $ref: 'https://example.com/elsewhere' },
      },
    } as object),
  ).toEqual({
    $defs: { 'a/b': { type: 'string' }, i: { type: 'integer' }, d: { type: 'boolean' } },
    properties: {
      x: { $ref: '#/$defs/a~1b', title: 'X' },
      y: { $ref: '#/$defs/i' },
      z: { $ref: '#/$defs/d' },
      far: { $ref: 'https://example.com/elsewhere' },
    },
  });
});

it('leaves a schema without them as it is', () => {
  const schema = { properties: { a: { $ref: '#/$defs/a' } } };
  expect(withPointers(schema)).toBe(schema);
});
