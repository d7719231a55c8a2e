import { describe, expect, it } from 'vitest';
import { framedFiles, isOwnFile } from '../../../../../src/proxy/diagnosis/output/stackFrames';
import { uncaughtError } from '../../../../../src/proxy/diagnosis/output/uncaughtError';
import { lines } from '../facts';

const place = (file: string, line: number, column?: number) => ({
  file,
  line,
  ...(column === undefined ? {} : { column }),
});

describe('where a program was when it ended', () => {
  it.each([
    [
      'Node, an ES module in TypeScript',
      `
      file:///srv/my%20app/src/server.ts:4
        throw new TypeError(\`bad \${v.x}\`);
        ^

      TypeError: bad 1
          at boom (file:///srv/my%20app/src/server.ts:4:9)
          at Object.<anonymous> (file:///srv/my%20app/src/server.ts:6:1)
          at Module._compile (node:internal/modules/cjs/loader:1929:14)

      Node.js v24.21.0`,
      'TypeError: bad 1',
      place('/srv/my app/src/server.ts', 4, 9),
    ],
    [
      'Node, CommonJS, a syntax error whose column a caret marks',
      `
      /srv/app/a.cjs:1
      const a = {;
                 ^

      SyntaxError: Unexpected token ';'
          at wrapSafe (node:internal/modules/cjs/loader:1861:18)

      Node.js v24.21.0`,
      "SyntaxError: Unexpected token ';'",
      place('/srv/app/a.cjs', 1, 12),
    ],
    [
      'Node, TypeScript that cannot be stripped',
      `
      file:///srv/app/src/enum.ts:1
      enum A { b }
      ^^^^^^^^^^^^

      SyntaxError [ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX]: TypeScript enum is not supported in strip-only mode
          at parseTypeScript (node:internal/modules/typescript:68:40) {
        code: 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX'
      }

      Node.js v24.21.0`,
      'SyntaxError [ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX]: TypeScript enum is not supported in strip-only mode',
      place('/srv/app/src/enum.ts', 1, 1),
    ],
    [
      'Node on Windows, both ways in which it prints paths',
      `
      file:///C:/Users/ada/app/server.mjs:2
      throw new Error('no');
            ^

      Error: no
          at node:internal/main/run_main_module:33:47
          at start (C:\\Users\\ada\\app\\start.cjs:7:3)
          at file:///C:/Users/ada/app/server.mjs:2:7`,
      'Error: no',
      place('C:\\Users\\ada\\app\\start.cjs', 7, 3),
    ],
    [
      'Node on Windows, a file URL alone',
      `
      Error: no
          at file:///C:/Users/ada/my%20app/server.mjs:2:7`,
      'Error: no',
      place('C:/Users/ada/my app/server.mjs', 2, 7),
    ],
    [
      'tsx, a file that does not compile',
      `
      node:internal/process/promises:394
          triggerUncaughtException(err, true /* fromPromise */);
          ^

      Error: Transform failed with 1 error:
      /srv/app/src/server.ts:3:10: ERROR: Expected ";" but found "="
          at failureErrorWithLog (/srv/app/node_modules/esbuild/lib/main.js:1472:15)
          at /srv/app/node_modules/esbuild/lib/main.js:755:50`,
      'Error: Transform failed with 1 error:',
      place('/srv/app/src/server.ts', 3, 11),
    ],
    [
      'tsx, mapped back to the source',
      `
      /srv/app/src/city.ts:12
        return city.name.first;
                         ^

      TypeError: Cannot read properties of undefined (reading 'first')
          at <anonymous> (/srv/app/src/city.ts:12:20)
          at Object.<anonymous> (/srv/app/node_modules/tsx/dist/register.cjs:3:1)`,
      "TypeError: Cannot read properties of undefined (reading 'first')",
      place('/srv/app/src/city.ts', 12, 20),
    ],
    [
      'Deno, uncaught',
      `
      error: Uncaught (in promise) TypeError: bad
        throw new TypeError("bad");
              ^
          at boom (file:///srv/app/server.ts:4:9)
          at file:///home/ada/.cache/deno/npm/registry/zod/index.js:1:1`,
      'TypeError: bad',
      place('/srv/app/server.ts', 4, 9),
    ],
    [
      'Deno, a syntax error',
      "error: The module's source code could not be parsed: Expression expected at file:///srv/app/server.ts:1:11",
      "The module's source code could not be parsed: Expression expected",
      place('/srv/app/server.ts', 1, 11),
    ],
    [
      'Bun, a plain error',
      `
      1 | function boom() {
      2 |   throw new Error("bad");
                ^
      error: bad
            at boom (/srv/app/server.ts:2:9)
            at /srv/app/server.ts:4:1

      Bun v1.3.0 (Linux x64)`,
      'bad',
      place('/srv/app/server.ts', 2, 9),
    ],
    [
      'Python, the innermost frame of the own code',
      `
      Traceback (most recent call last):
        File "/srv/app/server.py", line 3, in <module>
          serve()
        File "/srv/app/.venv/lib/python3.12/site-packages/mcp/server.py", line 40, in serve
          run()
      ValueError: no`,
      'ValueError: no',
      place('/srv/app/server.py', 3),
    ],
    [
      'Python on Windows, a syntax error',
      `
        File "C:\\app\\server.py", line 1
          def f(:
                ^
      SyntaxError: invalid syntax`,
      'SyntaxError: invalid syntax',
      place('C:\\app\\server.py', 1),
    ],
  ])('%s', (_name, output, message, frame) => {
    expect(uncaughtError(lines(output))).toEqual({ message, frame });
  });

  it('is no file that is not there: the next frame counts', () => {
    const output = lines(`
      Error: no
          at a (/srv/app/dist/gone.js:1:1)
          at b (/srv/app/dist/server.js:8:2)`);
    expect(framedFiles(output)).toEqual(['/srv/app/dist/gone.js', '/srv/app/dist/server.js']);
    const isThere = (file: string) => isOwnFile(file) && file !== '/srv/app/dist/gone.js';
    expect(uncaughtError(output, isThere)?.frame).toEqual(place('/srv/app/dist/server.js', 8, 2));
    expect(uncaughtError(output, () => false)).toEqual({ message: 'Error: no' });
  });
});
