import type { RJSFSchema } from '@rjsf/utils';
import { describe, expect, it } from 'vitest';
import { defaultArguments, takesArguments } from '../../../../src/webview/schema/defaults';
import {
  argumentsOf,
  draftOfData,
  newDraft,
  parseArguments,
  withText,
} from '../../../../src/webview/schema/drafts';

describe('defaultArguments', () => {
  it.each<[string, RJSFSchema, object]>([
    ['nothing where nothing is asked', { properties: { a: { type: 'string' } } }, {}],
    [
      'defaults',
      { properties: { a: { type: 'string', default: 'x' }, b: { default: 0 } } },
      { a: 'x', b: 0 },
    ],
    [
      'a default of null',
      { properties: { a: { type: ['string', 'null'], default: null } } },
      { a: null },
    ],
    [
      'defaults inside a required object',
      {
        required: ['o'],
        properties: { o: { type: 'object', properties: { a: { type: 'number', default: 1 } } } },
      },
      { o: { a: 1 } },
    ],
    [
      'required objects, also empty and behind references',
      {
        required: ['o'],
        properties: { o: { $ref: '#/$defs/o' } },
        $defs: {
          o: {
            type: 'object',
            required: ['p'],
            properties: { p: { type: 'object', required: ['q'], properties: { q: {} } } },
          },
        },
      },
      { o: { p: {} } },
    ],
    ['no optional object', { properties: { o: { type: 'object', properties: { a: {} } } } }, {}],
    [
      'false where a truth value is required',
      { required: ['b'], properties: { b: { type: 'boolean' } } },
      { b: false },
    ],
  ])('%s', (_name, schema, data) => {
    expect(defaultArguments({ type: 'object', ...schema })).toEqual(data);
  });

  it('ends with a schema that contains itself', () => {
    const schema: RJSFSchema = {
      $ref: '#/$defs/node',
      type: 'object',
      $defs: {
        node: {
          type: 'object',
          required: ['next'],
          properties: { next: { $ref: '#/$defs/node' } },
        },
      },
    };
    expect(() => defaultArguments(schema)).not.toThrow();
  });

  it('is empty for a schema that cannot be used', () => {
    expect(defaultArguments({ type: 'object', properties: { a: { $ref: '#/nowhere' } } })).toEqual(
      {},
    );
  });
});

it('knows a tool without arguments', () => {
  expect(takesArguments({ type: 'object', properties: {} })).toBe(false);
  expect(takesArguments({ type: 'object', additionalProperties: false })).toBe(false);
  expect(takesArguments({ type: 'object', additionalProperties: { type: 'string' } })).toBe(true);
  expect(takesArguments({ $ref: '#/$defs/a' })).toBe(true);
});

describe('a draft', () => {
  const draft = newDraft({ type: 'object', properties: { a: { type: 'number', default: 1 } } });

  it('starts as a form with its JSON', () => {
    expect(draft).toEqual({ mode: 'form', data: { a: 1 }, text: '{\n  "a": 1\n}' });
  });

  it('follows the text wherever it can be read', () => {
    const json = { ...draft, mode: 'json' } as const;
    expect(withText(json, '{"a": 2}').data).toEqual({ a: 2 });
    expect(withText(json, '{"a": ')).toEqual({ ...json, text: '{"a": ' });
    expect(withText(json, '').data).toEqual({});
  });

  it('sends what is seen', () => {
    expect(argumentsOf({ ...draft, text: 'x' })).toEqual({ ok: true, data: { a: 1 } });
    expect(argumentsOf({ ...draftOfData({ a: 1 }, 'json'), text: '{"b":1}' })).toEqual({
      ok: true,
      data: { b: 1 },
    });
    expect(argumentsOf({ ...draft, mode: 'json', text: '{' }).ok).toBe(false);
  });

  it('takes objects only', () => {
    expect(parseArguments('[1]')).toEqual({
      ok: false,
      message: 'Arguments must be a JSON object: { … }.',
    });
  });
});
