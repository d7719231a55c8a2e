import type { RJSFSchema } from '@rjsf/utils';
import { expect, it } from 'vitest';
import { withoutEmptyTuples, withTuplesOf } from '../../../../src/webview/form/tuples';

const tuple: RJSFSchema = { type: 'array', items: [{ type: 'string' }, { type: 'number' }] };

it('drops tuples that nobody has filled in, unless they are required', () => {
  const schema: RJSFSchema = {
    definitions: { in: { type: 'object', properties: { deep: tuple } } },
    properties: {
      a: tuple,
      b: tuple,
      c: tuple,
      list: { type: 'array', items: { type: 'string' } },
      in: { $ref: '#/definitions/in' },
    },
    required: ['c'],
  };
  const empty = [undefined, undefined];
  const data = { a: empty, b: ['x', undefined], c: empty, list: [undefined], in: { deep: empty } };
  expect(withoutEmptyTuples(schema, data)).toEqual({
    b: ['x', undefined],
    c: empty,
    list: [undefined],
    in: {},
  });
});

it('keeps tuples that a change elsewhere has emptied', () => {
  const schema: RJSFSchema = { properties: { a: tuple, b: { type: 'string' } } };
  const before = { a: ['x', 1], b: 'y' };
  const after = { a: undefined, b: undefined };
  expect(withTuplesOf(schema, before, after)).toEqual({ a: ['x', 1] });
  expect(withTuplesOf(schema, before, { a: ['z', 2] })).toEqual({ a: ['z', 2] });
});
