import { extractWWWAuthenticateParams, type FetchLike } from '@modelcontextprotocol/client';
import type { Challenge, TokenSource } from './authorizer';

/**
 * Sends the token with what goes to the server, and once more with another one where it was refused: once
 * for want of a good token, once for want of scope. Requests that name an `Authorization` of their own, and
 * those to another origin, go as they are.
 */
export function createAuthorizedFetch(
  fetch: FetchLike,
  tokens: TokenSource,
  serverUrl: string,
): FetchLike {
  const { origin } = new URL(serverUrl);
  return async (input, init = {}) => {
    const headers = new Headers(init.headers);
    if (new URL(input).origin !== origin || headers.has('authorization')) return fetch(input, init);
    const tried = new Set<Challenge['kind']>();
    for (;;) {
      const token = await tokens.token();
      if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
      const response = await fetch(input, { ...init, headers });
      const challenge = challengeOf(response);
      if (!challenge || tried.has(challenge.kind)) return response;
      tried.add(challenge.kind);
      await response.body?.cancel();
      await tokens.renew(challenge, token, init.signal ?? undefined);
    }
  };
}

/** Why a request was refused, where a token may help; undefined for any other answer. */
export function challengeOf(response: Response): Challenge | undefined {
  if (response.status !== 401 && response.status !== 403) return undefined;
  const { resourceMetadataUrl, scope, error } = extractWWWAuthenticateParams(response);
  if (response.status === 401) return { kind: 'unauthorized', resourceMetadataUrl, scope };
  return error === 'insufficient_scope'
    ? { kind: 'insufficientScope', resourceMetadataUrl, scope }
    : undefined;
}
