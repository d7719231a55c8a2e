import {
  type AuthOptions,
  auth,
  computeScopeUnion,
  type FetchLike,
} from '@modelcontextprotocol/client';
import { t } from '@vscode/l10n';
import { type Approver, AuthorizationError } from './approver';
import type { AuthStore } from './authStore';
import { ConsentBudget } from './consentBudget';
import { redeemConsent } from './redeemConsent';
import { type ClientOptions, signInAttempt } from './signInAttempt';
import { SignInRecord } from './signInRecord';

/** Why a server refused a request (RFC 6750 §3, MCP Authorization). */
export interface Challenge {
  /** `insufficientScope`: the token is good, but not for this. */
  readonly kind: 'unauthorized' | 'insufficientScope';
  readonly resourceMetadataUrl?: URL | undefined;
  readonly scope?: string | undefined;
}

/** Tokens for one server. */
export interface TokenSource {
  token(): Promise<string | undefined>;
  /**
   * Gets another token than the refused one. Requests that need one at the same time share the way to it.
   * @throws AuthorizationError, or the signal's reason
   */
  renew(challenge: Challenge, refused: string | undefined, signal?: AbortSignal): Promise<void>;
  /** Settles when a token is had or not, if one is being fetched: it may take a person's time. */
  readonly renewing: Promise<unknown> | undefined;
}

export interface AuthorizerOptions {
  /** Of the MCP server. */
  readonly serverUrl: string;
  readonly store: AuthStore;
  readonly client: ClientOptions;
  /** Nobody is asked if absent: tokens that a person once consented to are renewed. */
  readonly approver?: Approver;
}

/** For each request to an authorization server. */
const REQUEST_MS = 30_000;
/** Someone who does not come back has turned to something else. */
const CONSENT_MS = 10 * 60_000;

/** Gets, keeps and renews the tokens for one server by OAuth, with the SDK's own flow. */
export class Authorizer implements TokenSource {
  readonly #options: AuthorizerOptions;
  readonly #record: SignInRecord;
  readonly #disposed = new AbortController();
  readonly #consents = new ConsentBudget();
  /** Asked for until now: a person who consents to more must not lose what they had. */
  #scope: string | undefined;
  #renewal: { readonly mayAsk: boolean; readonly done: Promise<void> } | undefined;
  /** Of the person who is waited for. */
  #waiting: AbortController | undefined;
  /** What the server said last, for a person who signs in later. */
  #challenge: Challenge = { kind: 'unauthorized' };

  /** The same tokens, for a time in which nobody is to be asked. */
  readonly quietly: TokenSource;

  constructor(options: AuthorizerOptions) {
    this.#options = options;
    this.#record = new SignInRecord(options.store, options.serverUrl);
    const authorizer = this;
    this.quietly = {
      get renewing() {
        return authorizer.renewing;
      },
      token: () => this.token(),
      renew: (challenge, refused, signal) => this.#share(challenge, refused, false, signal),
    };
  }

  get renewing(): Promise<unknown> | undefined {
    return this.#renewal?.done;
  }

  async token(): Promise<string | undefined> {
    return (await this.#record.load()).tokens?.access_token;
  }

  async renew(
    challenge: Challenge,
    refused: string | undefined,
    signal?: AbortSignal,
  ): Promise<void> {
    await this.#share(challenge, refused, true, signal);
  }

  /**
   * Has a person sign in, whatever tokens there are. One who was waited for may have closed the page: that
   * wait is over.
   * @throws AuthorizationError
   */
  async signIn(): Promise<void> {
    this.cancelConsent();
    await settled(this.#renewal?.done);
    this.#consents.renew();
    const { scope, resourceMetadataUrl } = this.#challenge;
    const challenge = { kind: 'insufficientScope', scope, resourceMetadataUrl } as const;
    await this.renew(challenge, await this.token());
  }

  /** The person will not come back. No effect when nobody is waited for. */
  cancelConsent(): void {
    this.#waiting?.abort(new AuthorizationError('dismissed', t('The sign-in was given up.')));
  }

  /** What is kept has changed: it is read again when it is needed. */
  reload(): void {
    this.#scope = undefined;
    this.#record.invalidate();
  }

  /** Ends what goes on; who waits gets an AuthorizationError. */
  dispose(): void {
    this.#disposed.abort(new AuthorizationError('failed', t('The sign-in was given up.')));
  }

  async #share(
    challenge: Challenge,
    refused: string | undefined,
    mayAsk: boolean,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    signal?.throwIfAborted();
    this.#challenge = challenge;
    // It may come to nothing only because nobody may be asked.
    while (mayAsk && this.#renewal?.mayAsk === false) {
      await unlessAborted(settled(this.#renewal.done), signal);
    }
    this.#renewal ??= {
      mayAsk,
      done: this.#renew(challenge, refused, mayAsk).finally(() => {
        this.#renewal = undefined;
      }),
    };
    await unlessAborted(this.#renewal.done, signal);
  }

  async #renew(challenge: Challenge, refused: string | undefined, mayAsk: boolean): Promise<void> {
    const { tokens } = await this.#record.reload();
    if (tokens && tokens.access_token !== refused) return;
    this.#scope = computeScopeUnion(this.#scope, tokens?.scope, challenge.scope);
    try {
      const mayRefresh = challenge.kind === 'unauthorized' && tokens?.refresh_token !== undefined;
      if (mayRefresh && (await this.#refresh(challenge))) return;
      await this.#askPerson(challenge, mayAsk ? this.#options.approver : undefined);
    } catch (error) {
      throw toAuthorizationError(error);
    }
  }

  /** By the refresh token alone. False when a person must be asked. */
  async #refresh(challenge: Challenge): Promise<boolean> {
    const { provider } = signInAttempt(this.#record, this.#options.client, undefined);
    try {
      return (await auth(provider, this.#flow(challenge))) === 'AUTHORIZED';
    } catch (error) {
      // Whatever stands in the way of a person too is met again there, before they are asked.
      if (this.#disposed.signal.aborted) throw error;
      return false;
    }
  }

  async #askPerson(challenge: Challenge, approver: Approver | undefined): Promise<void> {
    const { client } = this.#options;
    if (!approver) throw new AuthorizationError('signInRequired', t('The server asks to sign in.'));
    this.#consents.take();
    const { clients, tokens } = await this.#record.load();
    const known = clients[tokens?.issuer ?? ''] ?? Object.values(clients).at(-1);
    const approval = await approver.open(known?.redirectUrl);
    try {
      const attempt = signInAttempt(this.#record, client, approval);
      const flow = this.#flow(challenge);
      await auth(attempt.provider, { ...flow, forceReauthorization: true });
      const consent = attempt.pending();
      if (!consent) return;
      this.#waiting = new AbortController();
      const answer = await approval.approve(
        consent.url,
        AbortSignal.any([
          this.#disposed.signal,
          this.#waiting.signal,
          AbortSignal.timeout(CONSENT_MS),
        ]),
      );
      await redeemConsent(attempt, consent, answer, flow);
    } finally {
      this.#waiting = undefined;
      approval.dispose();
    }
  }

  #flow({ resourceMetadataUrl }: Challenge): AuthOptions {
    const scope = this.#scope;
    return {
      serverUrl: this.#options.serverUrl,
      fetchFn: this.#fetch,
      ...(resourceMetadataUrl && { resourceMetadataUrl }),
      ...(scope !== undefined && { scope }),
    };
  }

  readonly #fetch: FetchLike = (url, init) =>
    fetch(url, {
      ...init,
      signal: AbortSignal.any([this.#disposed.signal, AbortSignal.timeout(REQUEST_MS)]),
    });
}

/** Whoever waits for it is told; here it only has to be over. */
async function settled(work: Promise<unknown> | undefined): Promise<void> {
  await work?.catch(() => {});
}

function toAuthorizationError(error: unknown): AuthorizationError {
  if (error instanceof AuthorizationError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new AuthorizationError('failed', t('The sign-in failed: {0}', message), { cause: error });
}

async function unlessAborted(work: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  if (!signal) return work;
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = () => reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  try {
    await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
