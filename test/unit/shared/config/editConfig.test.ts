import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editConfig, smallestChange } from '../../../../src/shared/config/editConfig';

const TEXT = `{
    // kept
    "servers": {
        "a": { "command": "node" /* kept too */ },
    },
}
`;

describe('editConfig', () => {
  it('changes a property and keeps comments, indentation and trailing commas', () => {
    expect(editConfig(TEXT, [{ path: ['servers', 'a', 'command'], value: 'deno' }])).toBe(
      TEXT.replace('node', 'deno'),
    );
  });

  it('adds what is missing on the way', () => {
    const text = editConfig('{\n\t"servers": {}\n}\n', [
      { path: ['servers', 'a', 'env', 'KEY'], value: 'x' },
      { path: ['inputs', 0], value: { id: 'k' }, insert: true },
    ]);
    expect(text).toBe(
      '{\n\t"servers": {\n\t\t"a": {\n\t\t\t"env": {\n\t\t\t\t"KEY": "x"\n\t\t\t}\n\t\t}\n\t},\n\t"inputs": [\n\t\t{\n\t\t\t"id": "k"\n\t\t}\n\t]\n}\n',
    );
  });

  it('removes a property, and keeps the line ends of the text', () => {
    expect(editConfig('{\r\n  "a": 1,\r\n  "b": 2\r\n}', [{ path: ['b'], value: undefined }])).toBe(
      '{\r\n  "a": 1\r\n}',
    );
  });
});

describe('what is taken out of a file', () => {
  it.each<[string, string, (string | number)[], string]>([
    ['the last', '{\n  "a": 1, // one\n  "b": 2 // two\n}', ['b'], '{\n  "a": 1 // one\n}'],
    ['the first', '{\n  "a": 1, // one\n  "b": 2 // two\n}', ['a'], '{\n  "b": 2 // two\n}'],
    ['one before a comma', '{\n  "a": 1,\n  "b": 2,\n}', ['b'], '{\n  "a": 1,\n}'],
    ['the only one', '{\n  // c\n  "a": {\n  }\n}', ['a'], '{\n  // c\n}'],
    ['one of a line', '{ "a": 1, "b": 2, "c": 3 }', ['b'], '{ "a": 1, "c": 3 }'],
    ['the last of a line', '{ "a": 1, "b": [2] }', ['b'], '{ "a": 1  }'],
    ['an element', '[\n  1,\n  2 /* , */ ,\n  3\n]', [1], '[\n  1,\n  3\n]'],
    ['what is not there', '{ "a": 1 }', ['b'], '{ "a": 1 }'],
  ])('%s goes with its lines, and nothing else', (_, text, path, expected) => {
    expect(editConfig(text, [{ path, value: undefined }])).toBe(expected);
  });

  const name = fc.constantFrom('a', 'b', 'c', 'd');
  const tree = fc.dictionary(name, fc.dictionary(name, fc.integer()));
  const edit = fc.record({
    path: fc.oneof(fc.tuple(name), fc.tuple(name, name)),
    value: fc.option(fc.integer(), { nil: undefined }),
  });

  it('comes out as the same edits of an object would, however the text is written', () => {
    const indent = fc.constantFrom(undefined, 2, '\t');
    fc.assert(
      fc.property(tree, indent, fc.array(edit, { maxLength: 5 }), (root, space, edits) => {
        const text = JSON.stringify(root, undefined, space);
        const usable = edits.filter(
          ({ path, value }) => path.length === 2 || value === undefined,
        ) as { path: string[]; value: number | undefined }[];
        const expected = structuredClone(root);
        for (const { path, value } of usable) {
          const [outer, inner] = path as [string, string?];
          if (inner === undefined) delete expected[outer];
          else if (value !== undefined) expected[outer] = { ...expected[outer], [inner]: value };
          else delete expected[outer]?.[inner];
        }
        expect(JSON.parse(editConfig(text, usable))).toEqual(expected);
      }),
    );
  });
});

describe('smallestChange', () => {
  it('turns any text into any other', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), fc.string(), (head, a, b, tail) => {
        const [before, after] = [head + a + tail, head + b + tail];
        const { start, end, text } = smallestChange(before, after);
        expect(before.slice(0, start) + text + before.slice(end)).toBe(after);
        expect(end - start).toBeLessThanOrEqual(a.length);
      }),
    );
  });
});
