import { expect, it } from 'vitest';
import { setAtPath } from '../../../../src/extension/sources/setAtPath';

it('sets, adds what is missing on the way, and removes', () => {
  const root: Record<string, unknown> = { a: { url: 'x', env: 'no object' } };
  setAtPath(root, ['a', 'url'], 'y');
  setAtPath(root, ['a', 'env', 'KEY'], 'v');
  setAtPath(root, ['b'], { command: 'c' });
  setAtPath(root, ['a', 'gone', 'deep'], undefined);
  expect(root).toEqual({ a: { url: 'y', env: { KEY: 'v' }, gone: {} }, b: { command: 'c' } });
  setAtPath(root, ['b'], undefined);
  expect(root).not.toHaveProperty('b');
});

it.each(['__proto__', 'constructor', 'toString'])('takes %s for a name like any other', (name) => {
  const root: Record<string, unknown> = {};
  setAtPath(root, [name, 'env', name], 'v');
  expect(JSON.stringify(root)).toBe(`{"${name}":{"env":{"${name}":"v"}}}`);
  expect({}).not.toHaveProperty('env');
});
