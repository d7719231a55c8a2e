import type { StoredOAuthClientInformation, StoredOAuthTokens } from '@modelcontextprotocol/client';

/** A client as an authorization server knows it. */
export interface StoredClient {
  readonly information: StoredOAuthClientInformation;
  /** Where it may send a person back to. */
  readonly redirectUrl: string;
}

/** All that is kept of the sign-in to one server. A secret. */
export interface StoredSignIn {
  /** The latest ones; they name the issuer that gave them. */
  readonly tokens?: StoredOAuthTokens;
  /** By the issuer that they are registered with: credentials of one never reach another. */
  readonly clients: Readonly<Record<string, StoredClient>>;
  /** The issuer that a client of the user's own belongs to, since its first use. */
  readonly boundIssuer?: string;
}

/** Where sign-ins are kept. */
export interface AuthStore {
  /** @param serverUrl the URL of the MCP server, as it is configured. */
  read(serverUrl: string): Promise<StoredSignIn | undefined>;
  /** `undefined` forgets it. */
  write(serverUrl: string, signIn: StoredSignIn | undefined): Promise<void>;
}

/** Keeps sign-ins as long as it lives itself. */
export class MemoryAuthStore implements AuthStore {
  readonly #signIns = new Map<string, StoredSignIn>();

  async read(serverUrl: string): Promise<StoredSignIn | undefined> {
    return this.#signIns.get(serverUrl);
  }

  async write(serverUrl: string, signIn: StoredSignIn | undefined): Promise<void> {
    if (signIn) this.#signIns.set(serverUrl, signIn);
    else this.#signIns.delete(serverUrl);
  }
}
