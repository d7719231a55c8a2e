import { t } from '@vscode/l10n';
import type { Rule } from '../rule';
import { runOf } from '../runOf';
import { edit, fact, openEntry, showOutput, tryAgain, verdict } from '../verdict';
import { answerFacts, bodyOf, onAnswer, useAlternative } from './httpAnswer';

/** Statuses with which an endpoint of the other transport, or no endpoint at all, answers. */
const ELSEWHERE = new Set([400, 404, 405, 406, 410, 415, 501]);

/** Found at the same URL, but over the other transport. */
export const otherTransport: Rule = onAnswer((answer, facts) => {
  const { definition, alternatives, url } = facts;
  if (definition.kind === 'stdio' || !url) return undefined;
  const there = alternatives.find(
    (one) => one.transport !== definition.transport && samePlace(one.url, url),
  );
  if (!there || (!ELSEWHERE.has(answer.status) && answer.status >= 300)) return undefined;
  const toSse = there.transport === 'sse';
  return verdict(toSse ? 'http.sse-endpoint' : 'http.streamable-endpoint', {
    title: toSse
      ? t('This is an endpoint of the older HTTP+SSE')
      : t('This is a Streamable HTTP endpoint'),
    explanation: toSse
      ? t(
          'The entry asks for Streamable HTTP, but the server speaks the older HTTP+SSE transport here. Switch the type to sse.',
        )
      : t(
          'The entry asks for the older HTTP+SSE transport, but the server speaks Streamable HTTP here. Switch the type to http.',
        ),
    evidence: [...answerFacts(answer), fact(t('Configured type'), definition.transport)],
    fixes: [
      edit('useTransport', t('Use type {0}', there.transport), [[['type'], there.transport]]),
      openEntry(),
    ],
  });
});

/** Found at another path. */
export const wrongPath: Rule = onAnswer((answer, facts) => {
  const found = facts.alternatives[0];
  if (!found || !facts.url || samePlace(found.url, facts.url)) return undefined;
  if (!ELSEWHERE.has(answer.status) && answer.status >= 300) return undefined;
  const path = new URL(found.url).pathname;
  return verdict('http.wrong-path', {
    title: t('MCP is at {0}, not at {1}', path, new URL(facts.url).pathname),
    explanation: t(
      'The server runs, but its MCP endpoint has another path. Use the path that was found.',
    ),
    evidence: [...answerFacts(answer), fact(t('Found'), found.url)],
    fixes: [useAlternative(facts, found, 'usePath'), openEntry()],
  });
});

export const notFound: Rule = onAnswer((answer, facts) => {
  if (answer.status !== 404 && answer.status !== 405 && answer.status !== 410) return undefined;
  return verdict('http.not-found', {
    title: t('{0} is not there (HTTP {1})', new URL(answer.url).pathname, answer.status),
    explanation: t(
      'A web server answers, but no MCP endpoint was found at this path nor at the usual ones. Look up the path in the documentation of the server.',
    ),
    evidence: [
      ...answerFacts(answer),
      fact(t('Also tried'), facts.pathsTried.map((url) => new URL(url).pathname).join(', ')),
      fact(t('Body'), bodyOf(answer)),
    ],
    fixes: [openEntry()],
  });
});

export const serverError: Rule = onAnswer((answer, facts) => {
  // 501 and 505 say that the server knows no such request, not that it failed.
  if (answer.status < 500 || answer.status === 501 || answer.status === 505) return undefined;
  return verdict('http.server-error', {
    title: t('The server failed with HTTP {0}', answer.status),
    explanation: [502, 503, 504].includes(answer.status)
      ? t(
          'Something before the server answers for it, because it is not up or too busy. Look at its state, and try again.',
        )
      : t('The server met an error of its own when it was asked. Its log tells more.'),
    evidence: [
      ...answerFacts(answer),
      fact(t('Body'), bodyOf(answer)),
      fact(t('Last output'), facts.stderr.slice(-3).join('\n')),
    ],
    fixes: [runOf(facts.definition) ? showOutput() : undefined, tryAgain(), openEntry()],
  });
});

/** Answers, but with a web page or something else. */
export const notMcp: Rule = onAnswer((answer) => {
  const type = answer.headers['content-type'];
  const title = /<title[^>]*>([^<]*)<\/title>/i.exec(answer.bodyHead)?.[1]?.trim();
  const page = type !== undefined && /html/.test(type);
  return verdict('http.not-mcp', {
    title: page ? pageTitle(title) : t('Not an MCP server (HTTP {0})', answer.status),
    explanation: page
      ? t('The URL leads to a page for people. Use the URL of the MCP endpoint.')
      : t('Something answers there, but not as an MCP server does. Correct the URL.'),
    evidence: [
      ...answerFacts(answer),
      fact(t('Content type'), type ?? t('none')),
      fact(t('Title'), title),
      fact(t('Body'), bodyOf(answer)),
    ],
    fixes: [openEntry()],
  });
});

function pageTitle(title: string | undefined): string {
  return title
    ? t('A web page: {0}, not an MCP server', title)
    : t('A web page, not an MCP server');
}

/** The same resource: a slash at the end makes another path. */
function samePlace(one: string, other: string): boolean {
  return new URL(one).href === new URL(other).href;
}
