import { describe, expect, test } from 'vitest';
import { UsageError } from '../../../src/cli/args/usageError';
import { argumentsOf } from '../../../src/cli/callArguments';

/** The value of `--arg x=TEXT …` under the schema of the property `x`. */
function read(schema: unknown, ...texts: string[]): unknown {
  const pairs = texts.map((text) => ['x', text] as const);
  return argumentsOf(pairs, { type: 'object', properties: { x: schema } }).x;
}

describe('the schema tells the type', () => {
  test.each([
    [{ type: 'string' }, '12', '12'],
    [{ type: 'string' }, '', ''],
    [{ type: 'number' }, '-1.5e3', -1500],
    [{ type: 'number' }, '.5', 0.5],
    [{ type: 'integer' }, '3', 3],
    [{ type: 'boolean' }, 'false', false],
    [{ type: 'null' }, 'null', null],
    [{ type: 'object' }, '{"a":[1]}', { a: [1] }],
    [{ type: 'array' }, '[1,"b"]', [1, 'b']],
    [{ type: ['string', 'null'] }, 'null', null],
    [{ type: ['string', 'number'] }, '12', 12],
    [{ type: ['string', 'number'] }, 'twelve', 'twelve'],
    [{ anyOf: [{ type: 'integer' }, { type: 'string' }] }, '7', 7],
    [{ oneOf: [{ type: 'boolean' }, { type: 'string' }] }, 'yes', 'yes'],
    [{ enum: [1, 2, 'auto'] }, '2', 2],
    [{ enum: [1, 2, 'auto'] }, 'auto', 'auto'],
    [{ type: 'string', enum: ['1', '2'] }, '2', '2'],
    [{ const: true }, 'true', true],
  ])('%j: %s', (schema, text, expected) => {
    expect(read(schema, text)).toEqual(expected);
  });

  test('a definition that it refers to', () => {
    const schema = {
      properties: { x: { $ref: '#/$defs/a~1b' } },
      $defs: { 'a/b': { $ref: '#/$defs/count' }, count: { type: 'integer' } },
    };
    expect(argumentsOf([['x', '4']], schema)).toEqual({ x: 4 });
  });

  test('one that refers to itself tells nothing, and ends', () => {
    const schema = {
      properties: { x: { $ref: '#/$defs/a' }, y: { $ref: '#/$defs/b' } },
      $defs: { a: { $ref: '#/$defs/a' }, b: { anyOf: [{ $ref: '#/$defs/b' }] } },
    };
    expect(
      argumentsOf(
        [
          ['x', 'free'],
          ['y', 'text'],
        ],
        schema,
      ),
    ).toEqual({ x: 'free', y: 'text' });
  });
});

describe('an array', () => {
  test('an item each time, of the type of the items', () => {
    const numbers = { type: 'array', items: { type: 'number' } };
    expect(read(numbers, '1', '2')).toEqual([1, 2]);
    expect(read(numbers, '1')).toEqual([1]);
    expect(() => read(numbers, '1', 'b')).toThrow('a number');
  });

  test('where something else is allowed, one text alone is that', () => {
    const either = { type: ['array', 'string'] };
    expect(read(either, 'a')).toBe('a');
    expect(read(either, 'a', 'b')).toEqual(['a', 'b']);
    expect(read(either, '["a"]')).toEqual(['a']);
  });
});

describe('without a type', () => {
  test.each([
    ['12', 12],
    ['true', true],
    ['{"a":1}', { a: 1 }],
    ['007', '007'],
    ['plain text', 'plain text'],
  ])('%s', (text, expected) => {
    expect(read(undefined, text)).toEqual(expected);
    expect(argumentsOf([['x', text]], undefined)).toEqual({ x: expected });
  });
});

test.each([
  [{ type: 'number' }, ['many'], 'x must be a number, not “many”'],
  [{ type: 'number' }, ['Infinity'], 'a number'],
  [{ type: 'integer' }, ['1.5'], 'a whole number'],
  [{ type: 'boolean' }, ['yes'], 'true or false'],
  [{ type: 'object' }, ['[1]'], 'a JSON object'],
  [{ type: ['number', 'null'] }, ['a'], 'null or a number'],
  [{ type: 'string' }, ['a', 'b'], 'more than once'],
])('%j of %j is refused', (schema, texts, words) => {
  expect(() => read(schema, ...texts)).toThrow(UsageError);
  expect(() => read(schema, ...texts)).toThrow(words);
});

test('names that every object has are names like any other', () => {
  const result = argumentsOf(
    [
      ['__proto__', '1'],
      ['constructor', '2'],
    ],
    { properties: {} },
  );
  expect(Object.entries(result)).toEqual([
    ['__proto__', 1],
    ['constructor', 2],
  ]);
});
