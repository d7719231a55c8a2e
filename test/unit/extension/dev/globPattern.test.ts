import { describe, expect, it } from 'vitest';
import { globPattern } from '../../../../src/extension/dev/globPattern';

describe('globPattern', () => {
  it.each([
    ['src/**/*.ts', ['src/a.ts', 'src/deep/er/a.ts'], ['a.ts', 'src/a.js', 'lib/src/a.ts']],
    ['**/*.py', ['a.py', 'x/y/a.py'], ['a.pyc']],
    ['src/**', ['src/a', 'src/a/b.c'], ['src', 'srcs/a']],
    ['**/node_modules/**', ['node_modules/a', 'x/node_modules/b/c'], ['my_node_modules/a']],
    ['*.{ts,m{j,t}s}', ['a.ts', 'a.mjs', 'a.mts'], ['a.js', 'b/a.ts', 'a.{ts']],
    ['file[0-9].ts', ['file1.ts'], ['fileA.ts', 'file10.ts']],
    ['file[!0-9].ts', ['fileA.ts'], ['file1.ts', 'file/.ts']],
    ['a?.ts', ['ab.ts'], ['a.ts', 'a/.ts']],
    ['./server.ts', ['server.ts'], ['x/server.ts']],
    ['a+b(c)$.ts', ['a+b(c)$.ts'], ['aab(c)$.ts']],
    ['open{brace.ts', ['open{brace.ts'], ['openbrace.ts']],
    ['open[bracket.ts', ['open[bracket.ts'], ['openb.ts']],
    ['naïve-🙂?.ts', ['naïve-🙂é.ts'], ['naïve-🙂.ts']],
    ['src\\**\\*.ts', ['src/x/a.ts'], ['src/x/a.js']],
  ])('%s', (glob, matching, others) => {
    const pattern = globPattern(glob);
    for (const path of matching) expect(path).toMatch(pattern);
    for (const path of others) expect(path).not.toMatch(pattern);
  });

  it('may ignore the case', () => {
    expect('SRC/A.TS').toMatch(globPattern('src/*.ts', true));
    expect('SRC/A.TS').not.toMatch(globPattern('src/*.ts'));
  });
});
