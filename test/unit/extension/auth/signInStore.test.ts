import { beforeEach, expect, it } from 'vitest';
import type { ExtensionContext, Memento, SecretStorage } from 'vscode';
import { type SignInScope, SignInStore } from '../../../../src/extension/auth/signInStore';

function memento(): Memento {
  const kept = new Map<string, unknown>();
  return {
    keys: () => [...kept.keys()],
    get: (key: string, fallback?: unknown) => kept.get(key) ?? fallback,
    update: async (key: string, value: unknown) => void kept.set(key, value),
  } as Memento;
}

let secrets: Map<string, string>;
let globalState: ExtensionContext['globalState'];
beforeEach(() => {
  secrets = new Map();
  globalState = memento() as ExtensionContext['globalState'];
});

/** Of one workspace; secrets and the global state are those of all. */
function store() {
  return new SignInStore({
    globalState,
    workspaceState: memento(),
    secrets: {
      get: async (key: string) => secrets.get(key),
      store: async (key: string, value: string) => void secrets.set(key, value),
      delete: async (key: string) => void secrets.delete(key),
    } as Partial<SecretStorage> as SecretStorage,
  });
}

const scope = (url: string, more: Partial<SignInScope> = {}): SignInScope => ({
  source: 'settings',
  name: 'weather',
  url,
  ...more,
});
const REMOTE = scope('https://weather.example/mcp');

it('keeps a sign-in to a server on the network for every workspace', async () => {
  await store().write(REMOTE, 'token');
  expect(await store().read({ ...REMOTE, name: 'other', source: 'vscode' })).toBe('token');
  expect(await store().read(scope('https://weather.example/other'))).toBeUndefined();
  expect(await store().read(scope('https://weather.example:8443/mcp'))).toBeUndefined();
});

it.each(['localhost', '127.0.0.1', '127.1.2.3', '[::1]', 'mcp.localhost'])(
  'keeps a sign-in to %s for the one entry, whatever its port',
  async (host) => {
    const mine = store();
    await mine.write(scope(`http://${host}:3000/mcp`), 'token');
    expect(await mine.read(scope(`http://${host}:4000/mcp`))).toBe('token');
    expect(await mine.read(scope(`http://${host}:3000/mcp`, { name: 'other' }))).toBeUndefined();
    expect(await mine.read(scope(`http://${host}:3000/mcp`, { source: 'root' }))).toBeUndefined();
    expect(await store().read(scope(`http://${host}:3000/mcp`))).toBeUndefined();
  },
);

it('lists what it keeps, and forgets it', async () => {
  const mine = store();
  await mine.write(REMOTE, 'token');
  await mine.write(REMOTE, 'renewed');
  const [kept, ...more] = mine.all;
  expect([kept?.name, kept?.url, more]).toEqual(['weather', REMOTE.url, []]);
  await mine.forget([kept!.key]);
  expect([mine.all, secrets.size, await mine.read(REMOTE)]).toEqual([[], 0, undefined]);
});

it('lists again what another window has lost from the list', async () => {
  const mine = store();
  await mine.write(REMOTE, 'token');
  await globalState.update('signIns', []);
  expect(mine.all).toEqual([]);
  await mine.read(REMOTE);
  expect(mine.all).toHaveLength(1);
});

it('forgets a sign-in that is no more', async () => {
  const mine = store();
  await mine.write(REMOTE, 'token');
  await mine.write(REMOTE, undefined);
  expect([mine.all, secrets.size]).toEqual([[], 0]);
});
