import path from 'node:path';
import { expect, test } from 'vitest';
import { debugEnvironment } from '../../../../src/proxy/debug/debugEnvironment';

const FOLDER = '/run/debuggees';

test('Node programs load ours first, and what they were told to load anyway', () => {
  const given = { PATH: '/bin', NODE_OPTIONS: '--enable-source-maps' };
  expect(debugEnvironment(given, { node: '/our own/node.cjs' }, FOLDER)).toEqual({
    PATH: '/bin',
    NODE_OPTIONS: '--require "/our own/node.cjs" --inspect-publish-uid=http --enable-source-maps',
    PORTCULLIS_DEBUGGEES: FOLDER,
  });
});

test('a path of Windows is written so that Node reads it as it is', () => {
  const { NODE_OPTIONS } = debugEnvironment({}, { node: 'C:\\Program Files\\node.cjs' }, FOLDER);
  expect(NODE_OPTIONS).toContain('--require "C:/Program Files/node.cjs"');
});

test('Python programs look for modules with us first, and where they would anyway', () => {
  const given = { PYTHONPATH: '/theirs' };
  expect(debugEnvironment(given, { python: '/ours', debugpy: '/libs' }, FOLDER)).toEqual({
    PYTHONPATH: `/ours${path.delimiter}/theirs`,
    PORTCULLIS_DEBUGPY: path.normalize('/libs'),
    PYDEVD_DISABLE_FILE_VALIDATION: '1',
    PORTCULLIS_DEBUGGEES: FOLDER,
  });
});

test('without either, nothing but the name of the folder comes in', () => {
  expect(debugEnvironment({ NODE_OPTIONS: '-x' }, {}, FOLDER)).toEqual({
    NODE_OPTIONS: '-x',
    PORTCULLIS_DEBUGGEES: FOLDER,
  });
});
