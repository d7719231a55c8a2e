import { describe, expect, it } from 'vitest';
import { editConfig } from '../../../../src/shared/config/editConfig';

const add = (text: string, path: readonly (string | number)[], value: unknown) =>
  editConfig(text, [{ path, value, insert: typeof path.at(-1) === 'number' }]);

describe('what is added to a file', () => {
  it('stands behind what is there, which stays as it is, with its comments', () => {
    const text = `{
  // Mine.
  "servers": {
    "a": { "command": "node", "args": ["x"] } /* of a */ // and this
    // the last word
  }
}
`;
    expect(add(text, ['servers', 'b'], { command: 'npx' })).toBe(`{
  // Mine.
  "servers": {
    "a": { "command": "node", "args": ["x"] }, /* of a */ // and this
    "b": {
      "command": "npx"
    }
    // the last word
  }
}
`);
  });

  it('ends with a comma where the one before does', () => {
    const text = '{\n\t"servers": {\n\t\t"a": {}, // a, b\n\t},\n}';
    expect(add(text, ['servers', 'b'], { command: 'npx' })).toBe(
      '{\n\t"servers": {\n\t\t"a": {}, // a, b\n\t\t"b": {\n\t\t\t"command": "npx"\n\t\t},\n\t},\n}',
    );
  });

  it('keeps the ends of lines', () => {
    expect(add('{\r\n  "a": 1\r\n}\r\n', ['b'], [2])).toBe(
      '{\r\n  "a": 1,\r\n  "b": [\r\n    2\r\n  ]\r\n}\r\n',
    );
  });

  it('is an element of an array, too', () => {
    const text = '{\n  "inputs": [\n    { "id": "a" } // first\n  ]\n}';
    expect(add(text, ['inputs', 1], { id: 'b' })).toBe(
      '{\n  "inputs": [\n    { "id": "a" }, // first\n    {\n      "id": "b"\n    }\n  ]\n}',
    );
  });

  it('is written where there is nothing yet, where all stands on one line, and in place of what is there', () => {
    expect(JSON.parse(add('{}', ['servers', 'a'], 1))).toEqual({ servers: { a: 1 } });
    expect(JSON.parse(add('{ "a": 1, "b": { "c": 2 } }', ['b', 'd'], 3))).toEqual({
      a: 1,
      b: { c: 2, d: 3 },
    });
    expect(JSON.parse(add('{\n  "a": 1\n}', ['a'], 2))).toEqual({ a: 2 });
    expect(JSON.parse(add('{\n  "a": [\n    1,\n    2\n  ]\n}', ['a', 0], 0))).toEqual({
      a: [0, 1, 2],
    });
  });
});
