import { describe, expect, it } from 'vitest';
import { namedSources, sourceMatcher } from '../../../../src/extension/dev/sources';

const matching = (globs: readonly string[], files: readonly string[]) =>
  files.filter(sourceMatcher(namedSources('/home/ada/app', globs)));

describe('the globs of dev.watch', () => {
  it('begin at the folder, and those with an exclamation mark exclude', () => {
    expect(
      matching(
        ['src/**/*.ts', '!**/*.test.ts', '!src/generated/**'],
        [
          '/home/ada/app/src/a.ts',
          '/home/ada/app/src/a.test.ts',
          '/home/ada/app/src/generated/b.ts',
          '/home/ada/app/lib/c.ts',
          '/home/ada/other/src/d.ts',
          '/home/ada/app',
        ],
      ),
    ).toEqual(['/home/ada/app/src/a.ts']);
  });

  it('may be absolute, with and without wildcards', () => {
    expect(
      matching(
        ['/srv/shared/**/*.ts', '/etc/weather.json', '!**/old/**'],
        ['/srv/shared/x/a.ts', '/srv/shared/old/a.ts', '/etc/weather.json', '/etc/other.json'],
      ),
    ).toEqual(['/srv/shared/x/a.ts', '/etc/weather.json']);
  });

  it('are none where nothing is included', () => {
    expect(namedSources('/home/ada/app', ['!src/**', ''])).toEqual([]);
  });
});
