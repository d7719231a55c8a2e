import { describe, expect, it } from 'vitest';
import { packageEntry } from '../../../../src/shared/adding/packageEntry';

describe('packageEntry', () => {
  it.each([
    ['@scope/server-weather', ['-y', '@scope/server-weather']],
    ['weather@1.2.3 --units metric', ['-y', 'weather@1.2.3', '--units', 'metric']],
    ['npx -y weather "a b"', ['-y', 'weather', 'a b']],
    ['./servers/weather', ['-y', './servers/weather']],
    ['--package=weather weather-mcp', ['-y', '--package=weather', 'weather-mcp']],
  ])('npm: %s', (text, args) => {
    expect(packageEntry('npm', text)).toEqual({ type: 'stdio', command: 'npx', args });
  });

  it.each([
    ['mcp-server-time', ['mcp-server-time']],
    ['weather[cli]==1.0 --port 1', ['weather[cli]==1.0', '--port', '1']],
    ['uvx weather@latest', ['weather@latest']],
    [
      '--from git+https://github.com/a/b weather',
      ['--from', 'git+https://github.com/a/b', 'weather'],
    ],
  ])('PyPI: %s', (text, args) => {
    expect(packageEntry('pypi', text)).toEqual({ type: 'stdio', command: 'uvx', args });
  });

  it.each(['', '   ', 'npx', 'two:words', '"open', '@scope'])('is no package: %j', (text) => {
    expect(packageEntry('npm', text)).toBeUndefined();
  });
});
