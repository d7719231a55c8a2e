import { beforeEach, expect, it } from 'vitest';
import type { Memento } from 'vscode';
import { PanelMemory } from '../../../../src/extension/panel/panelMemory';

let kept: Map<string, unknown>;
let memory: PanelMemory;
beforeEach(() => {
  kept = new Map();
  memory = new PanelMemory({
    keys: () => [...kept.keys()],
    get: (key: string, fallback?: unknown) => kept.get(key) ?? fallback,
    update: async (key: string, value: unknown) => void kept.set(key, value),
  } as Memento);
});

it('keeps what each server’s panel gave it, over restarts of VS Code', async () => {
  await memory.keep('a', 'arguments echo', { message: 'x' });
  await memory.keep('b', 'arguments echo', { message: 'y' });
  expect(memory.of('a')).toEqual({ 'arguments echo': { message: 'x' } });
  expect(memory.of('b')).toEqual({ 'arguments echo': { message: 'y' } });
  expect(memory.of('c')).toEqual({});
});

it('forgets on demand', async () => {
  await memory.keep('a', 'one', 1);
  await memory.keep('a', 'two', 2);
  await memory.keep('a', 'one', null);
  expect(memory.of('a')).toEqual({ two: 2 });
});

it('keeps no value without bounds, and says so', async () => {
  await memory.keep('a', 'big', 'small');
  expect(await memory.keep('a', 'big', 'x'.repeat(300_000))).toBe(false);
  expect(memory.of('a')).toEqual({ big: 'small' });
});

it('forgets what was kept longest ago when there is too much', async () => {
  for (let index = 0; index <= 500; index++) await memory.keep('a', `k${index}`, index);
  await memory.keep('a', 'k1', 'again');
  await memory.keep('a', 'new', true);
  const keys = Object.keys(memory.of('a'));
  expect(keys).toHaveLength(500);
  expect(keys).not.toContain('k0');
  expect(keys).not.toContain('k2');
  expect(keys).toContain('k1');
});
