import { describe, expect, it } from 'vitest';
import { openFrame } from '../../../../src/proxy/diagnosis/openFrame';
import type { LaunchDefinition } from '../../../../src/shared/model/server';

const local = { kind: 'stdio', run: { cwd: '/srv/weather' } } as LaunchDefinition;
const onWindows = { kind: 'stdio', run: { cwd: 'C:\\weather' } } as LaunchDefinition;
const remote = { kind: 'remote' } as LaunchDefinition;

describe('openFrame', () => {
  it.each<[string, LaunchDefinition, NodeJS.Platform, string | undefined]>([
    ['/app/main.py', local, 'linux', '/app/main.py'],
    ['main.py', local, 'linux', '/srv/weather/main.py'],
    ['../lib/main.rb', local, 'linux', '/srv/lib/main.rb'],
    ['C:\\app\\main.py', onWindows, 'win32', 'C:\\app\\main.py'],
    ['src\\main.rs', onWindows, 'win32', 'C:\\weather\\src\\main.rs'],
    ['webpack://weather/./src/index.ts', local, 'linux', undefined],
    ['main.py', remote, 'linux', undefined],
  ])('knows which file %s is', (file, definition, platform, path) => {
    const fix = openFrame({ file, line: 3 }, definition, platform);
    expect(fix?.action).toEqual(path && { kind: 'openFile', path, line: 3 });
  });
});
