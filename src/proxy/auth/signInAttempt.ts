import { randomBytes } from 'node:crypto';
import type {
  OAuthClientMetadata,
  OAuthClientProvider,
  OAuthDiscoveryState,
  StoredOAuthClientInformation,
} from '@modelcontextprotocol/client';
import { t } from '@vscode/l10n';
import { type Approval, AuthorizationError } from './approver';
import type { StoredSignIn } from './authStore';
import type { SignInRecord } from './signInRecord';

/** A client that the user has registered with the authorization server. */
export interface RegisteredClient {
  readonly clientId: string;
  readonly clientSecret?: string;
  /** The authorization server that knows it; the first one that it is used with, if absent. */
  readonly issuer?: string;
}

export interface ClientOptions {
  readonly name: string;
  /** Where a document describes us (Client ID Metadata Documents): an `https:` URL with a path. */
  readonly metadataUrl?: string | undefined;
  readonly registered?: RegisteredClient | undefined;
}

/** What the SDK's `auth()` works upon, from the discovery to the token. */
export interface SignInAttempt {
  readonly provider: OAuthClientProvider;
  /** Set when a person must consent. */
  readonly pending: () => PendingConsent | undefined;
}

export interface PendingConsent {
  readonly url: URL;
  /** That the answer must show. */
  readonly state: string;
  readonly discovery: OAuthDiscoveryState | undefined;
}

/** Sent when the redirect is never used, because a token is only renewed. */
const UNUSED_REDIRECT = 'http://127.0.0.1/callback';

/**
 * One attempt to get a token; verifier, state and what was discovered belong to it alone. Without an
 * `approval` it renews what there is, and throws where a person would have to consent.
 */
export function signInAttempt(
  record: SignInRecord,
  client: ClientOptions,
  approval: Approval | undefined,
): SignInAttempt {
  const redirectUrl = approval?.redirectUrl ?? UNUSED_REDIRECT;
  const state = randomBytes(32).toString('base64url');
  let verifier: string | undefined;
  let discovery: OAuthDiscoveryState | undefined;
  let consentUrl: URL | undefined;
  const provider: OAuthClientProvider = {
    redirectUrl,
    clientMetadata: metadataOf(client, redirectUrl),
    ...(client.metadataUrl !== undefined && { clientMetadataUrl: client.metadataUrl }),
    state: () => state,
    clientInformation: async (context) =>
      informationOf(await record.load(), client, context?.issuer, approval?.redirectUrl),
    ...(approval &&
      !client.registered && {
        saveClientInformation: (information, context) =>
          record.saveClient(context?.issuer ?? '', { information, redirectUrl }),
      }),
    tokens: async () => (await record.load()).tokens,
    saveTokens: (tokens) => record.saveTokens(tokens),
    redirectToAuthorization: (url) => {
      if (!approval) throw new AuthorizationError('signInRequired', t('A person must sign in.'));
      consentUrl = url;
    },
    saveCodeVerifier: (value) => {
      verifier = value;
    },
    codeVerifier: () => {
      if (verifier === undefined) throw new Error('No authorization was begun.');
      return verifier;
    },
    saveDiscoveryState: (found) => {
      discovery = found;
    },
    // Only what the person has consented to is kept: the server may name another issuer next time.
    discoveryState: () => (consentUrl ? discovery : undefined),
    invalidateCredentials: (scope) => invalidate(record, scope),
  };
  return {
    provider,
    pending: () => consentUrl && { url: consentUrl, state, discovery },
  };
}

function metadataOf(client: ClientOptions, redirectUrl: string): OAuthClientMetadata {
  return {
    client_name: client.name,
    redirect_uris: [redirectUrl],
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    application_type: 'native',
    // A program on a person's machine keeps no secret from them (RFC 8252 §8.4).
    token_endpoint_auth_method: 'none',
  };
}

function informationOf(
  { clients, boundIssuer }: StoredSignIn,
  { registered }: ClientOptions,
  asked: string | undefined,
  redirectUrl: string | undefined,
): StoredOAuthClientInformation | undefined {
  if (registered) {
    const issuer = registered.issuer ?? boundIssuer ?? asked;
    return {
      client_id: registered.clientId,
      ...(registered.clientSecret !== undefined && { client_secret: registered.clientSecret }),
      ...(issuer !== undefined && { issuer }),
    };
  }
  const known = asked === undefined ? undefined : clients[asked];
  if (!known) return undefined;
  // An authorization server sends nobody to where it was not told of.
  const isUsable = redirectUrl === undefined || known.redirectUrl === redirectUrl;
  return isUsable ? known.information : undefined;
}

async function invalidate(
  record: SignInRecord,
  scope: 'all' | 'client' | 'tokens' | 'verifier' | 'discovery',
): Promise<void> {
  if (scope === 'all') await record.forgetAll();
  else if (scope === 'client') await record.forgetClients();
  else if (scope === 'tokens') await record.forgetTokens();
}
