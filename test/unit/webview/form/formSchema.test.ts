import type { RJSFSchema } from '@rjsf/utils';
import { describe, expect, it } from 'vitest';
import { formSchema, isNullable } from '../../../../src/webview/form/formSchema';

const property = (schema: object) =>
  formSchema({ type: 'object', properties: { a: schema as RJSFSchema } }).properties
    ?.a as RJSFSchema;
const titles = (schema: object, key: 'oneOf' | 'anyOf' = 'oneOf') =>
  property(schema)[key]?.map((choice) => (choice as RJSFSchema).title);

describe('formSchema', () => {
  it('makes one nullable field of a choice between a plain value and null', () => {
    const optional = { anyOf: [{ type: 'string', minLength: 2 }, { type: 'null' }], title: 'A' };
    expect(property(optional)).toEqual({ type: ['string', 'null'], minLength: 2, title: 'A' });
    expect(isNullable(property(optional))).toBe(true);
  });

  it('lets null be chosen among the values of an enum', () => {
    expect(property({ anyOf: [{ type: 'string', enum: ['x'] }, { type: 'null' }] })).toEqual({
      type: ['string', 'null'],
      enum: ['x', null],
    });
  });

  it('leaves a choice between an object and null a choice', () => {
    expect(
      titles({ anyOf: [{ type: 'object', properties: { x: {} } }, { type: 'null' }] }, 'anyOf'),
    ).toEqual(['Object with x', 'Null']);
  });

  it('names choices by what tells them apart', () => {
    const choices = [
      { type: 'string' },
      { type: 'array', items: { type: 'number' } },
      { type: 'object', properties: { kind: { const: 'circle' }, r: {} } },
      { title: 'Own', type: 'object' },
      {},
    ];
    expect(titles({ oneOf: choices })).toEqual([
      'Text',
      'List of number',
      'kind: circle',
      'Own',
      'Any value',
    ]);
  });

  it('reaches into definitions, items and conditions', () => {
    const optional = { anyOf: [{ type: 'number' }, { type: 'null' }] };
    const schema = { $defs: { d: optional }, items: optional, not: optional, allOf: [optional] };
    const plain = { type: ['number', 'null'] };
    expect(formSchema(schema as RJSFSchema)).toEqual({
      $defs: { d: plain },
      items: plain,
      type: 'array',
      not: plain,
      allOf: [plain],
    });
  });

  it('leaves the title of the whole to the tool, and the original as it is', () => {
    const schema = { title: 'T', description: 'D', properties: { a: { anyOf: [{}, {}] } } };
    const before = structuredClone(schema);
    expect(formSchema(schema)).not.toHaveProperty('title');
    expect(schema).toEqual(before);
  });

  it('lets null be chosen where a box could be ticked or not', () => {
    const choices = { enum: [true, false, null] };
    expect(property({ type: ['boolean', 'null'] })).toEqual(choices);
    expect(property({ anyOf: [{ type: 'boolean' }, { type: 'null' }] })).toEqual(choices);
    expect(property({ anyOf: [{ enum: ['a'] }, { type: 'null' }] })).toEqual({ enum: ['a', null] });
  });

  it('says in older words what newer ones mean', () => {
    const pair = [{ type: 'string' }, { type: 'number' }];
    expect(property({ type: 'array', prefixItems: pair, items: false })).toEqual({
      type: 'array',
      // A place of a tuple has a name of its own, an item of a list a number.
      items: pair.map((place) => ({ ...place, 'x-place': true })),
      additionalItems: false,
    });
    expect(
      property({ dependentRequired: { a: ['b'] }, dependentSchemas: { c: { required: ['d'] } } }),
    ).toEqual({ dependencies: { a: ['b'], c: { required: ['d'] } } });
  });

  it('draws something for what is not restricted', () => {
    expect(property({ type: 'object' })).toEqual({ type: 'object', additionalProperties: true });
    expect(property({ type: 'object', properties: {} })).toEqual({
      type: 'object',
      properties: {},
    });
    expect(property({})).toEqual({ description: 'Any value' });
    expect(property({ type: 'array', items: true }).items).toEqual({ description: 'Any value' });
    expect(property({ items: { type: 'string' } }).type).toBe('array');
  });
});
