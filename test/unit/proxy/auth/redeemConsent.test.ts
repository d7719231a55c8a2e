import { expect, test } from 'vitest';
import { redeemConsent } from '../../../../src/proxy/auth/redeemConsent';
import type { PendingConsent } from '../../../../src/proxy/auth/signInAttempt';

const ISSUER = 'https://issuer.example';
const consent: PendingConsent = {
  url: new URL(`${ISSUER}/authorize`),
  state: 'right',
  discovery: {
    authorizationServerUrl: ISSUER,
    authorizationServerMetadata: {
      issuer: ISSUER,
      authorization_endpoint: `${ISSUER}/authorize`,
      token_endpoint: `${ISSUER}/token`,
      response_types_supported: ['code'],
      authorization_response_iss_parameter_supported: true,
    },
  },
};
/** Nothing here gets as far as to use it. */
const attempt = { provider: {} as never, pending: () => consent };

function redeem(answer: Record<string, string>) {
  return redeemConsent(attempt, consent, new URLSearchParams(answer), {
    serverUrl: 'https://server.example/mcp',
  });
}

test.each([
  ['no state', { code: 'c', iss: ISSUER }],
  ['another state', { state: 'wrong', code: 'c', iss: ISSUER }],
  ['another state and an error', { state: 'wrong', error: 'e', error_description: 'shown?' }],
])('%s is not the answer', async (_, answer) => {
  await expect(redeem(answer)).rejects.toThrow('not the one asked for');
});

test.each([
  ['another issuer', { iss: 'https://evil.example' }],
  ['no issuer, where there has to be one', {}],
])('an error of %s is not told in its words', async (_, iss) => {
  const answer = { state: 'right', error: 'e', error_description: 'Call this number', ...iss };
  const failure = await redeem(answer).catch((error) => error);
  expect(failure.name).toBe('IssuerMismatchError');
  expect(failure.message).not.toContain('Call this number');
});

test('an error of the issuer is', async () => {
  const answer = { state: 'right', iss: ISSUER, error: 'access_denied' };
  await expect(redeem({ ...answer, error_description: 'Not today' })).rejects.toMatchObject({
    problem: 'denied',
    message: expect.stringContaining('Not today'),
  });
  await expect(redeem(answer)).rejects.toThrow('access_denied');
  await expect(redeem({ state: 'right', iss: ISSUER })).rejects.toMatchObject({
    problem: 'failed',
  });
});
