import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fittingDepth,
  type JsonView,
  jsonRows,
  remarksByRow,
} from '../../../../src/webview/components/jsonRows';

const view = (change: Partial<JsonView> = {}): JsonView => ({
  openDepth: Number.POSITIVE_INFINITY,
  toggled: new Map(),
  limits: new Map(),
  ...change,
});

/** The rows as the text that a person sees. */
const text = (value: unknown, how = view()) =>
  jsonRows(value, how).map(
    (row) =>
      '  '.repeat(row.depth) +
      (row.key === undefined ? '' : `${JSON.stringify(row.key)}: `) +
      row.text +
      (row.kind === 'folded' ? '…' : '') +
      (row.comma ? ',' : ''),
  );

describe('jsonRows', () => {
  it('reads as indented JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        expect(text(value, view({ limits: new Map() })).join('\n')).toBe(
          JSON.stringify(value, null, 2),
        );
      }),
    );
  });

  it('folds below its depth, and by hand', () => {
    const value = { a: { b: [1] }, c: [] };
    expect(text(value, view({ openDepth: 1 }))).toEqual(['{', '  "a": {…,', '  "c": []', '}']);
    expect(text(value, view({ openDepth: 0 }))).toEqual(['{…']);
    const opened = view({ openDepth: 1, toggled: new Map([['/a', true]]) });
    expect(text(value, opened)).toContain('    "b": […');
    const closed = view({ toggled: new Map([['', false]]) });
    expect(text(value, closed)).toEqual(['{…']);
  });

  it('shows the first children of many, and more when asked', () => {
    const value = Array.from({ length: 250 }, (_, index) => index);
    const rows = jsonRows(value, view());
    expect(rows).toHaveLength(103);
    expect(rows.at(-2)).toMatchObject({ kind: 'more', text: '150' });
    expect(jsonRows(value, view({ limits: new Map([['', 1100]]) }))).toHaveLength(252);
  });

  it('gives every row an id of its own', () => {
    const rows = jsonRows({ a: [{}, [1], { a: 2 }], 'a/0': [3] }, view());
    const ids = rows.map((row) => `${row.kind} ${row.id}`);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('fittingDepth', () => {
  const nested = (depth: number): unknown => (depth === 0 ? 1 : { inside: nested(depth - 1) });
  const shown = (value: unknown) => text(value, view({ openDepth: fittingDepth(value) }));

  it('opens a small value to its bottom', () => {
    expect(shown(nested(8)).join()).not.toContain('…');
  });

  it('folds what would fill more than a screen', () => {
    const tools = Array.from({ length: 20 }, (_, index) => ({ name: `tool ${index}`, a: 1, b: 2 }));
    expect(shown({ result: { tools } })).toContain('      {…,');
    expect(shown({ result: { tools } }).length).toBeLessThan(60);
  });

  it('shows the top level of a long list', () => {
    expect(fittingDepth(Array.from({ length: 10_000 }, () => ({ a: 1 })))).toBe(1);
  });
});

it('puts a remark at the value that it is about, or at what is shown of it', () => {
  const value = { a: { b: 1 }, c: [{ d: 1 }] };
  const rows = jsonRows(value, { openDepth: 2, toggled: new Map(), limits: new Map() });
  const at = (path: string[]) => [...remarksByRow(rows, [{ path, message: 'No.' }])];
  expect(at(['a', 'b'])).toEqual([['/a/b', ['No.']]]);
  expect(at(['a', 'x'])).toEqual([['/a', ['x: No.']]]);
  expect(at(['c', '0', 'd'])).toEqual([['/c/0', ['d: No.']]]);
  expect(at([])).toEqual([['', ['No.']]]);
});
