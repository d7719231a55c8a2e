import type { RJSFSchema } from '@rjsf/utils';
import { describe, expect, it } from 'vitest';
import { errorSchemaOf, formValidator } from '../../../../src/webview/schema/formValidator';

const root: RJSFSchema = {
  type: 'object',
  $defs: { a: { type: 'string', minLength: 2 } },
  properties: { x: { $ref: '#/$defs/a' } },
};

describe('formValidator', () => {
  it('resolves references of a part against the whole', () => {
    const part: RJSFSchema = { $ref: '#/$defs/a' };
    expect(formValidator.isValid(part, 'ab', root)).toBe(true);
    expect(formValidator.isValid(part, 'a', root)).toBe(false);
    expect(formValidator.isValid({ properties: { y: part } }, { y: 1 }, root)).toBe(false);
  });

  it('takes an undefined property for a missing one', () => {
    const schema: RJSFSchema = { properties: { y: { type: 'string' } } };
    expect(formValidator.isValid(schema, { y: undefined }, root)).toBe(true);
  });

  it('answers for another whole after one', () => {
    const other: RJSFSchema = { $defs: { a: { type: 'number' } } };
    expect(formValidator.isValid({ $ref: '#/$defs/a' }, 'ab', root)).toBe(true);
    expect(formValidator.isValid({ $ref: '#/$defs/a' }, 'ab', other)).toBe(false);
  });

  it('takes a schema that cannot be used for one that nothing fits', () => {
    expect(formValidator.isValid({ $ref: '#/nowhere' }, 1, root)).toBe(false);
    expect(formValidator.isValid({ pattern: '(' }, 'a', root)).toBe(false);
  });

  it('gives the problems by field', () => {
    const { errors, errorSchema } = formValidator.validateFormData({ x: 'a' }, root);
    expect(errors.map((error) => error.message)).toEqual(['Must have at least 2 characters.']);
    expect(errorSchema).toEqual({ x: { __errors: ['Must have at least 2 characters.'] } });
  });
});

it('puts each problem at its place', () => {
  const problems = [
    { path: [], message: 'root' },
    { path: ['a', '0', 'b'], message: 'one' },
    { path: ['a', '0', 'b'], message: 'two' },
  ];
  expect(errorSchemaOf(problems)).toEqual({
    __errors: ['root'],
    a: { 0: { b: { __errors: ['one', 'two'] } } },
  });
});
