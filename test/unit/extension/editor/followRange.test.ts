import { describe, expect, it } from 'vitest';
import { rangeFollower } from '../../../../src/extension/editor/followRange';

const saved = '{\n  "a": {},\n  "b": {},\n  "c": {}\n}\n';
const line = (at: number) => ({ line: at, column: 3, endLine: at, endColumn: 6 });
const [a, b, c] = [line(2), line(3), line(4)];

describe('rangeFollower', () => {
  it('leaves everything where it is in a text that is the same', () => {
    expect(rangeFollower(saved, saved)(b)).toEqual(b);
  });

  it('moves what stands below an edit, and nothing above it', () => {
    const follow = rangeFollower(saved, saved.replace('"b": {}', '"b": {\n    "x": 1\n  }'));
    expect([a, b, c].map(follow)).toEqual([a, b, line(6)]);
  });

  it('moves what stands behind an edit in the same line', () => {
    const follow = rangeFollower('{"a":{},"b":{}}', '{"aaa":{},"b":{}}');
    expect(follow({ line: 1, column: 9, endLine: 1, endColumn: 12 })).toEqual({
      line: 1,
      column: 11,
      endLine: 1,
      endColumn: 14,
    });
  });

  it('finds by its words what stands between two edits', () => {
    const live = `// first\n${saved.replace('"c": {}', '"c": { }')}`;
    expect([a, b, c].map(rangeFollower(saved, live))).toEqual([line(3), line(4), line(5)]);
  });

  it('tells words that stand there twice apart by their order', () => {
    const twice = '{ "a": "a" }\n{ "a": 1 }\n';
    const third = { line: 2, column: 3, endLine: 2, endColumn: 6 };
    const live = '\n{ "a": "a" }\n\n{ "a": 2 }\n';
    expect(rangeFollower(twice, live)(third)).toEqual({ ...third, line: 4, endLine: 4 });
  });

  it('has no place for what is gone', () => {
    const follow = rangeFollower(saved, saved.replace('  "b": {},\n', ''));
    expect([a, b, c].map(follow)).toEqual([a, undefined, b]);
  });

  it('counts lines with any end', () => {
    const windows = saved.replaceAll('\n', '\r\n');
    expect(rangeFollower(windows, `\r\n${windows}`)(c)).toEqual(line(5));
  });
});
