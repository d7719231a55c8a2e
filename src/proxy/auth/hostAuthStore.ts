import * as v from 'valibot';
import type { HostContract } from '../../shared/contracts/hostContract';
import type { ServerId } from '../../shared/model/server';
import type { ContractClient } from '../../shared/rpc/peer';
import type { AuthStore, StoredSignIn } from './authStore';

/** As far as it is read here; the SDK checks what it reads of the rest. */
const StoredSignInSchema = v.looseObject({
  tokens: v.optional(v.looseObject({ access_token: v.string(), token_type: v.string() })),
  clients: v.record(
    v.string(),
    v.looseObject({
      information: v.looseObject({ client_id: v.string() }),
      redirectUrl: v.string(),
    }),
  ),
  boundIssuer: v.optional(v.string()),
});

/** Keeps the sign-in to a server where the extension host keeps secrets. */
export function hostAuthStore(host: ContractClient<HostContract>, serverId: ServerId): AuthStore {
  return {
    read: async (serverUrl) => {
      const text = await host.request('signIn/read', { serverId, serverUrl });
      return text === null ? undefined : parse(text);
    },
    write: async (serverUrl, signIn) => {
      const value = signIn === undefined ? null : JSON.stringify(signIn);
      await host.request('signIn/write', { serverId, serverUrl, value });
    },
  };
}

/** What another version has written, and cannot be read, is as good as nothing. */
function parse(text: string): StoredSignIn | undefined {
  try {
    const parsed = v.safeParse(StoredSignInSchema, JSON.parse(text));
    return parsed.success ? (parsed.output as StoredSignIn) : undefined;
  } catch {
    return undefined;
  }
}
