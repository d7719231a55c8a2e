import { describe, expect, it } from 'vitest';
import { SchemaError, validate } from '../../../../src/webview/schema/validate';

const problems = (schema: object, data: unknown) =>
  validate(schema, data).map(({ path, message }) => `${path.join('.')}: ${message}`);

describe('validate', () => {
  it.each([
    [{ type: 'string' }, 1, ': Must be text.'],
    [{ type: ['integer', 'null'] }, 'x', ': Must be a whole number or null.'],
    [{ enum: ['a', 2, null] }, 'b', ': Must be one of "a", 2, null.'],
    [{ const: 'on' }, 'off', ': Must be "on".'],
    [{ minimum: 3 }, 1, ': Must be at least 3.'],
    [{ maximum: -1.5 }, 1, ': Must be at most -1.5.'],
    [{ exclusiveMinimum: 0 }, 0, ': Must be more than 0.'],
    [{ exclusiveMaximum: 10 }, 10, ': Must be less than 10.'],
    [{ multipleOf: 5 }, 7, ': Must be a multiple of 5.'],
    [{ minLength: 3 }, 'ab', ': Must have at least 3 characters.'],
    [{ maxLength: 1 }, 'ab', ': Must have at most 1 character.'],
    [{ pattern: '^a' }, 'b', ': Does not match the pattern.'],
    [{ format: 'email' }, 'b', ': Must be a valid email.'],
    [{ minItems: 2 }, [1], ': Must have at least 2 items.'],
    [{ maxItems: 0 }, [1], ': Must have at most 0 items.'],
    [{ not: { type: 'string' } }, 'b', ': Is excluded by the schema.'],
    [{ required: ['a'] }, {}, 'a: Required.'],
    [{ dependentRequired: { a: ['b'] } }, { a: 1 }, 'b: Required beside “a”.'],
    [{ additionalProperties: false }, { x: 1 }, 'x: Is not known to the schema.'],
    [{ uniqueItems: true }, [1, 1], ': Duplicate items at indexes 0 and 1.'],
  ])('%j does not allow %j', (schema, data, problem) =>
    expect(problems(schema, data)).toEqual([problem]),
  );

  it('names the place of what is wrong', () => {
    const schema = {
      properties: { 'a/b~c': { items: { $ref: '#/$defs/x' } } },
      $defs: { x: { properties: { y: { type: 'number' } } } },
    };
    expect(validate(schema, { 'a/b~c': [{ y: 1 }, { y: 'z' }] })).toEqual([
      { path: ['a/b~c', '1', 'y'], message: 'Must be a number.' },
    ]);
  });

  it('tells what is wrong with the choice that comes nearest', () => {
    const schema = {
      oneOf: [
        { type: 'string' },
        { properties: { kind: { const: 'a' } }, required: ['kind', 'x', 'y'] },
        { type: 'object', required: ['x'], properties: { x: { type: 'number' } } },
      ],
    };
    expect(problems(schema, { x: 'one' })).toEqual(['x: Must be a number.']);
    expect(problems({ oneOf: [{ minimum: 1 }, { maximum: 9 }] }, 5)).toEqual([
      ': Fits more than one of the choices, where one is meant.',
    ]);
    expect(problems({ anyOf: [{ type: 'string' }, { type: 'null' }] }, 5)).toEqual([
      ': Fits none of the choices.',
    ]);
  });

  it('checks what is sent: a property that is undefined is none', () => {
    const schema = { properties: { a: { type: 'string' } }, required: ['b'] };
    expect(problems(schema, { a: undefined, b: undefined })).toEqual(['b: Required.']);
  });

  it('leaves the schema as the server sent it', () => {
    const schema = Object.freeze({ properties: Object.freeze({ a: Object.freeze({}) }) });
    expect(validate(schema, { a: 1 })).toEqual([]);
  });

  it('reads the dialect that a schema names', () => {
    const items = { items: [{ type: 'string' }], additionalItems: false };
    const old = { $schema: 'http://json-schema.org/draft-07/schema#', ...items };
    expect(problems(old, ['a', 'b'])).toEqual(['1: Is not known to the schema.']);
    expect(problems({ prefixItems: [{ type: 'string' }], items: false }, ['a', 'b'])).toEqual([
      '1: Is not known to the schema.',
    ]);
  });

  it('blames a schema that cannot be used on the schema', () => {
    expect(() => validate({ $ref: '#/nowhere' }, {})).toThrow(SchemaError);
    expect(() => validate({ pattern: '(' }, 'a')).toThrow(SchemaError);
  });
});
