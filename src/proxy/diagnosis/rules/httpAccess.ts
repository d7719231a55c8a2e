import { t } from '@vscode/l10n';
import type { LaunchFacts } from '../facts';
import type { Rule } from '../rule';
import { fact, fix, openEntry, sentences, verdict } from '../verdict';
import { answerFacts, bodyOf, onAnswer, useAlternative, useUrl } from './httpAnswer';

export const redirect: Rule = onAnswer((answer, facts) => {
  const { location } = answer.headers;
  if (answer.status < 300 || answer.status >= 400 || !location) return undefined;
  const target = URL.canParse(location, answer.url) ? new URL(location, answer.url).href : location;
  const signIn = /login|signin|sign-in|oauth|sso|auth\b/i.test(target);
  return verdict('http.redirect', {
    title: t('Redirected to {0}', target),
    explanation: signIn
      ? t(
          'The server sends to a page for signing in, so the URL is one for browsers. Use the URL of the MCP endpoint.',
        )
      : t('The server says that it is elsewhere. Use the URL that it names.'),
    evidence: [...answerFacts(answer), fact(t('Target'), target)],
    fixes: [signIn ? undefined : useUrl(facts, target, 'useTarget'), openEntry()],
  });
});

export const unauthorized: Rule = onAnswer((answer, { oauth, definition }) => {
  if (answer.status !== 401) return undefined;
  const challenge = answer.headers['www-authenticate'];
  const scheme = /^\s*([\w-]+)/.exec(challenge ?? '')?.[1];
  const sent = Object.keys(answer.requestHeaders).some((name) => /^authorization$/i.test(name));
  const signIn = oauth !== undefined || /resource_metadata=/.test(challenge ?? '');
  const what = sent
    ? t('The server refuses the credentials that were sent.')
    : t('The server wants to know who asks.');
  return verdict('http.unauthorized', {
    title: sent ? t('The credentials are not accepted') : t('Sign-in or a token is required'),
    explanation: sentences(what, wayIn(signIn, hasOwnToken(definition))),
    evidence: [
      ...answerFacts(answer),
      fact(t('Scheme'), scheme),
      fact(t('Challenge'), challenge),
      fact(
        t('Sign-in (OAuth)'),
        signIn ? oauth?.authorizationServers.join(', ') || t('offered') : t('not offered'),
      ),
    ],
    fixes: [
      signIn && !hasOwnToken(definition) ? bySigningIn() : undefined,
      fix('setToken', t('Set a token'), { kind: 'setHeader', name: 'Authorization' }),
      openEntry(),
    ],
  });
});

function wayIn(signIn: boolean, hasToken: boolean): string {
  if (!signIn) return t('Set a token for it.');
  return hasToken
    ? t(
        'It offers sign-in (OAuth). Set another token, or take the token out of the configuration and sign in.',
      )
    : t('It offers sign-in (OAuth). Sign in, or set a token.');
}

const bySigningIn = () => fix('signIn', t('Sign in'), { kind: 'signIn' });

/** A configured one is sent whatever a sign-in would give. */
function hasOwnToken(definition: LaunchFacts['definition']): boolean {
  if (definition.kind === 'stdio') return false;
  return Object.keys(definition.headers).some((name) => name.toLowerCase() === 'authorization');
}

/** How servers, and what stands before them, say that they do not answer to a name. */
export const HOST_REFUSED =
  /invalid host|host (?:header )?(?:is )?(?:not allowed|invalid|mismatch|rejected)|invalid origin|origin (?:header )?(?:is )?(?:not allowed|invalid|mismatch|rejected)|dns rebinding|blocked request|disallowed ?host|not an allowed host|invalid hostname|misdirected/i;

/** Protection against DNS rebinding: the server wants another Host or Origin. */
export const hostRejected: Rule = onAnswer((answer, facts) => {
  const said = HOST_REFUSED.test(answer.bodyHead);
  const refused =
    answer.status === 421 || ((answer.status === 403 || answer.status === 400) && said);
  if (!refused) return undefined;
  const { host = new URL(answer.url).host, origin } = lowerCase(answer.requestHeaders);
  const accepted = facts.alternatives[0];
  const aboutOrigin = /origin/i.test(answer.bodyHead);
  return verdict('http.host-rejected', {
    title: aboutOrigin ? t('Origin {0} is refused', origin ?? '') : t('Host {0} is refused', host),
    explanation: accepted
      ? t(
          'The server protects itself against DNS rebinding and does not know this name. It accepts another one: use that.',
        )
      : t(
          'The server protects itself against DNS rebinding and does not know this name. Use the name that it was started for, or allow this one in its settings.',
        ),
    evidence: [
      ...answerFacts(answer),
      fact(t('Host sent'), host),
      fact(t('Origin sent'), origin),
      fact(t('Accepts'), accepted ? new URL(accepted.url).host : undefined),
      fact(t('Body'), bodyOf(answer)),
    ],
    fixes: [accepted ? useAlternative(facts, accepted, 'useHost') : undefined, openEntry()],
  });
});

export const forbidden: Rule = onAnswer((answer, { definition }) => {
  if (answer.status !== 403) return undefined;
  const challenge = answer.headers['www-authenticate'];
  const scope = /scope="([^"]+)"/.exec(challenge ?? '')?.[1];
  // A person can consent to more (RFC 6750 §3.1), unless the token is one of the configuration.
  const mayConsent =
    /error="?insufficient_scope\b/.test(challenge ?? '') && !hasOwnToken(definition);
  return verdict('http.forbidden', {
    title: scope ? t('The scope {0} is missing', scope) : t('Access is denied'),
    explanation: scope
      ? sentences(
          t('The credentials are known, but do not include what the server needs.'),
          mayConsent
            ? t('Sign in, or get a token with this scope.')
            : t('Get a token with this scope.'),
        )
      : t(
          'The server knows who asks, or does not care, and refuses. Check the token and its rights.',
        ),
    evidence: [
      ...answerFacts(answer),
      fact(t('Challenge'), challenge),
      fact(t('Body'), bodyOf(answer)),
    ],
    fixes: [
      mayConsent ? bySigningIn() : undefined,
      fix('setToken', t('Set another token'), { kind: 'setHeader', name: 'Authorization' }),
      openEntry(),
    ],
  });
});

function lowerCase(headers: Readonly<Record<string, string>>): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
}
