import { describe, expect, it } from 'vitest';
import { relayToken } from '../../../../src/extension/supervisor/relayToken';

describe('relayToken', () => {
  it('is the same at every start, and no other can guess it', async () => {
    const kept = new Map<string, string>();
    const secrets = {
      get: async (key: string) => kept.get(key),
      store: async (key: string, value: string) => void kept.set(key, value),
    };
    const first = await relayToken(secrets);
    expect(first).toMatch(/^[\w-]{43}$/);
    expect(await relayToken(secrets)).toBe(first);
    kept.clear();
    expect(await relayToken(secrets)).not.toBe(first);
  });

  it('does without where no secret can be kept', async () => {
    const fail = () => Promise.reject(new Error('No keyring'));
    expect(await relayToken({ get: fail, store: fail })).toBeUndefined();
  });
});
