import { t } from '@vscode/l10n';
import type { HostContract } from '../../shared/contracts/hostContract';
import type { ServerId } from '../../shared/model/server';
import type { ContractClient } from '../../shared/rpc/peer';
import { openSession } from '../session/openSession';
import { AuthorizationError } from './approver';
import { Authorizer, type TokenSource } from './authorizer';
import { hostAuthStore } from './hostAuthStore';
import { loopbackApprover } from './loopbackApprover';

interface SignIn {
  readonly serverUrl: string;
  readonly authorizer: Authorizer;
}

/** The sign-ins to the servers of one engine, in a window whose person can be asked. */
export class ServerSignIns {
  readonly #host: ContractClient<HostContract>;
  readonly #signIns = new Map<ServerId, SignIn>();

  constructor(host: ContractClient<HostContract>) {
    this.#host = host;
  }

  /**
   * Opens a session that gets a token where the server wants one. Nobody is asked before it is open: a server
   * that nobody has signed in to is not ready, and says so.
   */
  readonly openSession: typeof openSession = async (options) => {
    const { serverId, target } = options;
    if (target.kind === 'stdio') return openSession(options);
    const authorizer = this.#authorizerOf(serverId, target.url);
    const auth = quietAtFirst(authorizer);
    const session = await openSession({ ...options, auth });
    auth.mayAsk = true;
    return session;
  };

  /**
   * Has the person sign in to a server that has refused us. False when they did not want to.
   * @throws AuthorizationError; Error when it was not asked for a session yet
   */
  async signIn(serverId: ServerId): Promise<boolean> {
    const known = this.#signIns.get(serverId);
    if (!known) throw new Error(t('The server has not been started yet.'));
    try {
      await known.authorizer.signIn();
      return true;
    } catch (error) {
      if (error instanceof AuthorizationError && error.problem === 'dismissed') return false;
      throw error;
    }
  }

  /** For whoever speaks to the server for somebody else; asks nobody. Undefined before its first session. */
  tokensOf(serverId: ServerId): TokenSource | undefined {
    return this.#signIns.get(serverId)?.authorizer.quietly;
  }

  /** Whoever was to sign in to a server will not. No effect when nobody is waited for. */
  cancel(serverId: ServerId): void {
    this.#signIns.get(serverId)?.authorizer.cancelConsent();
  }

  /** What is kept has changed: it is read again when it is needed. */
  reload(): void {
    for (const { authorizer } of this.#signIns.values()) authorizer.reload();
  }

  /** Ends what waits for a person. */
  dispose(): void {
    for (const { authorizer } of this.#signIns.values()) authorizer.dispose();
    this.#signIns.clear();
  }

  #authorizerOf(serverId: ServerId, serverUrl: string): Authorizer {
    const known = this.#signIns.get(serverId);
    if (known?.serverUrl === serverUrl) return known.authorizer;
    known?.authorizer.dispose();
    const host = this.#host;
    const authorizer = new Authorizer({
      serverUrl,
      store: hostAuthStore(host, serverId),
      client: { name: 'Portcullis' },
      approver: loopbackApprover({
        reach: async ({ href }) => new URL(await host.request('browser/reach', { url: href })),
        open: ({ href }) => host.request('browser/signIn', { serverId, serverUrl, url: href }),
      }),
    });
    this.#signIns.set(serverId, { serverUrl, authorizer });
    return authorizer;
  }
}

function quietAtFirst(authorizer: Authorizer): TokenSource & { mayAsk: boolean } {
  return {
    mayAsk: false,
    get renewing() {
      return authorizer.renewing;
    },
    token: () => authorizer.token(),
    renew(...refusal) {
      return (this.mayAsk ? authorizer : authorizer.quietly).renew(...refusal);
    },
  };
}
