import { describe, expect, it } from 'vitest';
import { fileLocations } from '../../../../src/webview/components/fileLocations';

const found = (text: string) =>
  fileLocations(text).map(({ path, line, column, start, end }) => ({
    path,
    line,
    column,
    text: text.slice(start, end),
  }));

describe('fileLocations', () => {
  it.each([
    ['    at main (/srv/app.js:12:5)', '/srv/app.js', 12, 5],
    ['    at file:///srv/lib/boot.mjs:4:11', '/srv/lib/boot.mjs', 4, 11],
    ['    at file:///C:/srv/boot.mjs:4:11', 'C:/srv/boot.mjs', 4, 11],
    ['at load (C:\\srv\\app.ts:3:1)', 'C:\\srv\\app.ts', 3, 1],
    ['src/index.ts:7:2 - error TS2304', 'src/index.ts', 7, 2],
    ['src/index.ts(7,2): error TS2304', 'src/index.ts', 7, 2],
    ['panic at ./src/main.rs:9:13', './src/main.rs', 9, 13],
    ['  File "/srv/my app/main.py", line 3, in <module>', '/srv/my app/main.py', 3, undefined],
    ['/srv/a.go:17 +0x1d', '/srv/a.go', 17, undefined],
    ['file=C:\\srv\\app.ts:3:1', 'C:\\srv\\app.ts', 3, 1],
    ['from=file:///srv/my%20app.js:3:1', '/srv/my app.js', 3, 1],
    ['at file:///srv/100%/app.js:3:1', '/srv/100%/app.js', 3, 1],
  ])('in %s', (text, path, line, column) => {
    expect(found(text)).toEqual([
      { path, line, column, text: expect.stringContaining(String(line)) },
    ]);
  });

  it.each([
    'at node:internal/modules/cjs/loader.js:1215:15',
    'http://127.0.0.1:3001/mcp.html:80',
    'see https://example.com/docs/a.html:1:2',
    'ready at 127.0.0.1:3001',
    'app.js:1:2',
    '12:30:05.123',
  ])('not in %s', (text) => expect(found(text)).toEqual([]));

  it('finds several in one line, in order', () => {
    expect(found('/a/b.js:1:2 imports /a/c.js:3').map(({ path }) => path)).toEqual([
      '/a/b.js',
      '/a/c.js',
    ]);
  });

  it.each(['a', '/a', 'a.', '-', '=C:/', 'file:///', '/a.js', 'a(', 'File "', '=', '.abcdef'])(
    'takes no longer than the text is long: %j',
    (unit) => {
      // With the square of the length this would take minutes.
      const text = unit.repeat(400_000 / unit.length);
      const start = performance.now();
      expect(fileLocations(`${text}!`)).toEqual([]);
      expect(performance.now() - start).toBeLessThan(5_000);
    },
  );
});
