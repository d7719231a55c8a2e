import { beforeEach, expect, it } from 'vitest';
import type { Memento, SecretStorage } from 'vscode';
import { SessionSettingsStore } from '../../../../src/extension/servers/sessionSettingsStore';
import type { LaunchDefinition } from '../../../../src/shared/model/server';

const SECRET = 'Bearer 0123456789';
const definition: LaunchDefinition = {
  kind: 'remote',
  id: 'a',
  name: 'a',
  readyTimeout: 1_000,
  era: 'auto',
  roots: [],
  source: { label: 'a' },
  problems: [],
  transport: 'http',
  url: 'http://127.0.0.1/mcp',
  headers: {},
};

let state: Map<string, unknown>;
let secrets: Map<string, string>;
let store: SessionSettingsStore;
beforeEach(() => {
  state = new Map();
  secrets = new Map();
  store = new SessionSettingsStore({
    workspaceState: {
      get: (key: string, fallback?: unknown) => state.get(key) ?? fallback,
      update: async (key: string, value: unknown) => void state.set(key, value),
    } as unknown as Memento & { setKeysForSync(): void },
    secrets: {
      get: async (key: string) => secrets.get(key),
      store: async (key: string, value: string) => void secrets.set(key, value),
      delete: async (key: string) => void secrets.delete(key),
    } as unknown as SecretStorage,
  });
});

it('keeps what is set for each server by itself', async () => {
  await store.set('a', { era: 'legacy' });
  await store.set('b', { callTimeout: 5 });
  expect(store.of('a')).toEqual({ era: 'legacy' });
  expect(store.of('b')).toEqual({ callTimeout: 5 });
  expect(store.of('c')).toEqual({});
});

it('keeps the values of headers among the secrets only', async () => {
  await store.setHeader('a', 'Authorization', SECRET);
  await store.setHeader('a', 'X-Team', 'one');
  expect(store.headerNames('a')).toEqual(['Authorization', 'X-Team']);
  expect(JSON.stringify([...state])).not.toContain(SECRET);
  expect(await store.apply(definition)).toMatchObject({
    headers: { Authorization: SECRET, 'X-Team': 'one' },
  });
});

it('replaces and removes a header whatever the case of its name', async () => {
  await store.setHeader('a', 'Authorization', SECRET);
  await store.setHeader('a', 'authorization', 'other');
  expect(await store.apply(definition)).toMatchObject({ headers: { authorization: 'other' } });
  await store.setHeader('a', 'AUTHORIZATION', null);
  expect(store.headerNames('a')).toEqual([]);
});

it('knows when a launch was by other settings', async () => {
  expect(await store.differsFromLaunch('a')).toBe(false);
  await store.apply(definition);
  await store.set('a', { callTimeout: 5 });
  expect(await store.differsFromLaunch('a')).toBe(false);
  await store.set('a', { offers: { roots: false } });
  expect(await store.differsFromLaunch('a')).toBe(true);
  await store.apply(definition);
  expect(await store.differsFromLaunch('a')).toBe(false);
  await store.setHeader('a', 'X-Team', 'one');
  expect(await store.differsFromLaunch('a')).toBe(true);
});

it('forgets everything at once, the secrets too', async () => {
  await store.set('a', { era: 'legacy' });
  await store.setHeader('a', 'Authorization', SECRET);
  await store.reset('a');
  expect(store.of('a')).toEqual({});
  expect(store.headerNames('a')).toEqual([]);
  expect(secrets.size).toBe(0);
});
