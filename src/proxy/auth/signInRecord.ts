import type { StoredOAuthTokens } from '@modelcontextprotocol/client';
import type { AuthStore, StoredClient, StoredSignIn } from './authStore';

const NOTHING: StoredSignIn = { clients: {} };

/** The sign-in to one server: read once, written through. */
export class SignInRecord {
  readonly #store: AuthStore;
  readonly #serverUrl: string;
  #known: StoredSignIn | undefined;

  constructor(store: AuthStore, serverUrl: string) {
    this.#store = store;
    this.#serverUrl = serverUrl;
  }

  async load(): Promise<StoredSignIn> {
    return this.#known ?? this.reload();
  }

  /** Another process may have renewed what it holds. */
  async reload(): Promise<StoredSignIn> {
    this.#known = (await this.#store.read(this.#serverUrl)) ?? NOTHING;
    return this.#known;
  }

  /** The next one who asks reads it again. */
  invalidate(): void {
    this.#known = undefined;
  }

  async saveTokens(tokens: StoredOAuthTokens): Promise<void> {
    const { boundIssuer = tokens.issuer, ...rest } = await this.load();
    await this.#write({ ...rest, ...(boundIssuer !== undefined && { boundIssuer }), tokens });
  }

  async saveClient(issuer: string, client: StoredClient): Promise<void> {
    const signIn = await this.load();
    await this.#write({ ...signIn, clients: { ...signIn.clients, [issuer]: client } });
  }

  /** They were refused; but if another process has renewed them meanwhile, its tokens were not. */
  async forgetTokens(): Promise<void> {
    const refused = (await this.load()).tokens?.access_token;
    const { tokens, ...rest } = await this.reload();
    if (tokens?.access_token === refused) await this.#write(rest);
  }

  async forgetClients(): Promise<void> {
    await this.#write({ ...(await this.load()), clients: {} });
  }

  async forgetAll(): Promise<void> {
    this.#known = NOTHING;
    await this.#store.write(this.#serverUrl, undefined);
  }

  async #write(signIn: StoredSignIn): Promise<void> {
    this.#known = signIn;
    await this.#store.write(this.#serverUrl, signIn);
  }
}
