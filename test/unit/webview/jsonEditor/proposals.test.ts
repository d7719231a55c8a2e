import { describe, expect, it } from 'vitest';
import { proposalsAt } from '../../../../src/webview/jsonEditor/proposals';

const schema = {
  type: 'object',
  $defs: {
    place: {
      type: 'object',
      properties: {
        city: { type: 'string', description: 'Where it is' },
        country: { oneOf: [{ const: 'fr', title: 'France' }, { const: 'it' }] },
      },
      required: ['city'],
    },
    loop: { properties: { next: { $ref: '#/$defs/loop' } } },
    here: { $anchor: 'spot', enum: [1, 2] },
  },
  properties: {
    from: { $ref: '#/$defs/place' },
    stops: { type: 'array', items: { $ref: '#/$defs/place' } },
    fast: { type: 'boolean' },
    loop: { $ref: '#/$defs/loop' },
    spot: { $ref: '#spot' },
    seats: { type: 'integer', default: 1 },
    note: { type: ['string', 'null'] },
    map: { type: 'object', additionalProperties: { enum: ['on', 'off'] } },
    pay: {
      oneOf: [
        { properties: { kind: { const: 'card' }, number: { type: 'string' } } },
        { properties: { kind: { const: 'bill' }, address: { type: 'string' } } },
      ],
    },
  },
  required: ['from'],
};

/** What is proposed at the bar in the text. */
function at(text: string) {
  const offset = text.indexOf('|');
  const bare = text.replace('|', '');
  const found = proposalsAt(bare, offset, schema);
  return {
    labels: found?.items.map(({ label }) => label),
    items: found?.items ?? [],
    /** The text with the first proposal that begins so. */
    with: (label: string) => {
      const item = found?.items.find((one) => one.label === label);
      if (!found || !item) return undefined;
      const end = found.from + item.insert.length - item.back;
      const text = bare.slice(0, found.from) + item.insert + bare.slice(found.to);
      return `${text.slice(0, end)}|${text.slice(end)}`;
    },
  };
}

describe('keys', () => {
  it('are those of the schema that are not there yet', () => {
    expect(at('{ "fast": true, | }').labels).toContain('"from"');
    expect(at('{ "fast": true, | }').labels).not.toContain('"fast"');
  });

  it('come with the beginning of their value, and the cursor in it', () => {
    expect(at('{|}').with('"from"')).toBe('{"from": {|}}');
    expect(at('{"st|"}').with('"stops"')).toBe('{"stops": [|]}');
    expect(at('{|}').with('"seats"')).toBe('{"seats": 1|}');
    expect(at('{|}').with('"note"')).toBe('{"note": "|"}');
    expect(at('{"se|": 3}').with('"seats"')).toBe('{"seats"|: 3}');
  });

  it('are found through references, lists and choices', () => {
    expect(at('{"stops": [{"city": "x"}, {|}]}').labels).toEqual(['"city"', '"country"']);
    expect(at('{"from": {|}}').items[0]).toMatchObject({
      isRequired: true,
      detail: 'string, required',
      info: 'Where it is',
    });
    expect(at('{"loop": {"next": {|}}}').labels).toEqual(['"next"']);
    expect(at('{"pay": {|}}').labels).toEqual(['"kind"', '"number"', '"address"']);
    expect(at('{"pay": {"kind": "bill", |}}').labels).toEqual(['"address"']);
  });

  it('are none that the schema does not know', () => {
    expect(at('{"fast": {|}}').labels).toEqual([]);
  });
});

describe('values', () => {
  it('are those that the schema names', () => {
    expect(at('{"fast": |}').labels).toEqual(['true', 'false']);
    expect(at('{"from": {"country": |}}').labels).toEqual(['"fr"', '"it"']);
    expect(at('{"from": {"country": |}}').items[0]?.detail).toBe('France');
    expect(at('{"spot": |}').labels).toEqual(['1', '2']);
    expect(at('{"map": {"any": "o|"}}').with('"off"')).toBe('{"map": {"any": "off"|}}');
    expect(at('{"fast": t|}').with('true')).toBe('{"fast": true|}');
    expect(at('{"stops": [|]}').with('{}')).toBe('{"stops": [{|}]}');
    expect(at('{"note": |}').labels).toEqual(['null']);
    expect(at('|').with('{}')).toBe('{|}');
  });

  it('stand where a value can stand only', () => {
    expect(at('{"fast": true |}').labels).toBeUndefined();
  });
});

it('survives schemas that are none', () => {
  for (const broken of [
    true,
    null,
    { properties: 3, $ref: '#/%' },
    { patternProperties: { '(': {} } },
  ])
    expect(proposalsAt('{"a": ""}', 6, broken)?.items).toEqual([]);
});
