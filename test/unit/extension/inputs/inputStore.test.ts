import { expect, it, vi } from 'vitest';
import type { ExtensionContext, SecretStorage } from 'vscode';
import { InputStore } from '../../../../src/extension/inputs/inputStore';
import type { InputDefinition } from '../../../../src/shared/config/serverEntry';

// Only VS Code has it; what asks a person is tried there.
vi.mock('vscode', () => ({}));

function context(
  secrets = new Map<string, string>(),
): Pick<ExtensionContext, 'secrets' | 'workspaceState'> {
  const memory = new Map<string, unknown>();
  return {
    workspaceState: {
      keys: () => [...memory.keys()],
      get: (key: string, fallback?: unknown) => memory.get(key) ?? fallback,
      update: async (key: string, value: unknown) => void memory.set(key, value),
    } as ExtensionContext['workspaceState'],
    secrets: {
      get: async (key: string) => secrets.get(key),
      store: async (key: string, value: string) => void secrets.set(key, value),
      delete: async (key: string) => void secrets.delete(key),
    } as Partial<SecretStorage> as SecretStorage,
  };
}

it('knows the passwords that were given for one source, and asks for none', async () => {
  const store = new InputStore(context());
  await store.setSecret('vscode', 'key', 'for-vscode');
  await store.setSecret('root', 'key', 'for-root');
  await store.set('vscode', { id: 'name', type: 'promptString', password: false }, 'plain');
  expect(await store.secrets('vscode')).toEqual(['for-vscode']);
});

it('keeps the secrets of one workspace from another that has an input of the same id', async () => {
  const secrets = new Map<string, string>();
  const [mine, other] = [context(secrets), context(secrets)].map((one) => new InputStore(one));
  const input: InputDefinition = { id: 'key', type: 'promptString', password: true };
  await other!.setSecret('vscode', 'key', 'of the other');
  await mine!.setSecret('vscode', 'key', 'mine');
  expect(await other!.resolve('vscode', input)).toBe('of the other');
  expect(await mine!.resolve('vscode', input)).toBe('mine');
  expect(await mine!.clear()).toBe(1);
  expect([...secrets.values()]).toEqual(['of the other']);
});
