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
