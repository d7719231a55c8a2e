import { expect, it } from 'vitest';
import { inFolder } from '../../../../src/extension/editor/inFolder';

it('says in which folder a server is meant that belongs to none', () => {
  const entry = { command: 'uv', args: ['--directory', '${workspaceFolder}/a'], env: {} };
  expect(inFolder(entry, 'C:\\work "1"')).toEqual({
    cwd: 'C:\\work "1"',
    command: 'uv',
    args: ['--directory', 'C:\\work "1"/a'],
    env: {},
  });
});

it('keeps the folder that the project has', () => {
  expect(inFolder({ cwd: '${workspaceFolder}/sub', command: 'x' }, '/w')).toEqual({
    cwd: '/w/sub',
    command: 'x',
  });
});

it('leaves an entry alone whose file is in no folder', () => {
  expect(inFolder({ cwd: '/elsewhere', command: 'x' }, undefined)).toEqual({
    cwd: '/elsewhere',
    command: 'x',
  });
});
