import { expect, test } from 'vitest';
import { headerFault } from '../../../../src/proxy/session/headerFault';

const marked = (name: unknown, type = 'string') => ({ type, 'x-mcp-header': name });

test.each([
  ['no mark', { type: 'object', properties: { a: { type: 'object' } } }],
  ['a mark on each type', { properties: { a: marked('A'), b: marked('B', 'integer') } }],
  ['a nested property', { properties: { a: { properties: { b: marked('B', 'boolean') } } } }],
  ['a property named like a keyword', { properties: { items: marked('Items') } }],
  ['no schema at all', undefined],
  ['a value that only looks like one', { const: marked('') }],
])('nothing is wrong with %s', (_, schema) => {
  expect(headerFault(schema)).toBeUndefined();
});

test.each([
  ['an empty name', { properties: { a: marked('') } }, /^"a" has an empty/],
  ['a name that is no text', { properties: { a: marked(7) } }, /^"a" has an empty/],
  ['a blank in it', { properties: { a: marked('My Region') } }, /"My Region".*no header name/],
  ['a colon in it', { properties: { a: marked('R:P') } }, /no header name/],
  ['a letter beyond ASCII', { properties: { a: marked('Région') } }, /no header name/],
  ['a tab in it', { properties: { a: marked('R\t1') } }, /no header name/],
  ['a number', { properties: { a: marked('A', 'number') } }, /only strings, integers and booleans/],
  ['an object', { properties: { a: marked('A', 'object') } }, /only strings/],
  ['an array', { properties: { a: marked('A', 'array') } }, /only strings/],
  ['null', { properties: { a: marked('A', 'null') } }, /only strings/],
  ['the same name twice', { properties: { a: marked('A'), b: marked('a') } }, /^"b".*another/],
  ['the schema itself', marked('A'), /^the schema has/],
  ['items', { properties: { a: { items: marked('A') } } }, /^"a\.items" has.*no plain property/],
  ['a branch', { anyOf: [{ properties: { a: marked('A') } }] }, /^"anyOf\.0\.a"/],
  ['a definition', { $defs: { a: marked('A') } }, /^"\$defs\.a"/],
])('%s is wrong', (_, schema, fault) => {
  expect(headerFault(schema)).toMatch(fault);
});

test('a schema that is deep without end is left', () => {
  const schema: Record<string, unknown> = {};
  schema.properties = { a: schema };
  expect(headerFault(schema)).toBeUndefined();
});
