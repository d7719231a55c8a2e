import {
  type AuthOptions,
  auth,
  validateAuthorizationResponseIssuer,
} from '@modelcontextprotocol/client';
import { t } from '@vscode/l10n';
import { AuthorizationError } from './approver';
import type { PendingConsent, SignInAttempt } from './signInAttempt';

/**
 * Trades the answer of an authorization server for a token. It came through a browser: nothing in it is
 * believed, or shown, before its `state` and its issuer are the ones asked (RFC 9700 §4.7, RFC 9207 §2.4).
 * @throws AuthorizationError, or what the SDK throws
 */
export async function redeemConsent(
  { provider }: SignInAttempt,
  consent: PendingConsent,
  answer: URLSearchParams,
  flow: AuthOptions,
): Promise<void> {
  if (answer.get('state') !== consent.state) {
    throw new AuthorizationError(
      'failed',
      t('The answer to the sign-in is not the one asked for.'),
    );
  }
  const iss = answer.get('iss') ?? undefined;
  const authorizationCode = answer.get('code');
  if (authorizationCode) {
    await auth(provider, { ...flow, authorizationCode, ...(iss !== undefined && { iss }) });
    return;
  }
  const metadata = consent.discovery?.authorizationServerMetadata;
  validateAuthorizationResponseIssuer({
    iss,
    expectedIssuer: metadata?.issuer,
    issParameterSupported: metadata?.authorization_response_iss_parameter_supported === true,
  });
  const error = answer.get('error');
  if (!error) {
    throw new AuthorizationError(
      'failed',
      t('The authorization server gave no code and no reason.'),
    );
  }
  const said = answer.get('error_description') ?? error;
  throw new AuthorizationError('denied', t('The authorization server refused: {0}', said));
}
