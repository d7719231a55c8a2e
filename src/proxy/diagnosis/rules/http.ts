import type { Fix } from '../../../shared/model/diagnosis';
import type { HttpExchange } from '../../session/sessionTarget';
import type { Alternative, LaunchFacts } from '../facts';
import type { Rule } from '../rule';
import { runOf } from '../runOf';
import {
  duration,
  edit,
  fact,
  fix,
  openEntry,
  shorten,
  showOutput,
  tryAgain,
  verdict,
} from '../verdict';

/** The answer that ended the launch: the handshake's, else the probe's. */
export function answerOf({ handshake, http }: LaunchFacts): HttpExchange | undefined {
  return handshake?.kind === 'http' ? handshake.exchange : http;
}

/** Wraps a rule that needs an HTTP answer. */
function onAnswer(rule: (answer: HttpExchange, facts: LaunchFacts) => ReturnType<Rule>): Rule {
  return (facts) => {
    const answer = answerOf(facts);
    return answer ? rule(answer, facts) : undefined;
  };
}

/** Accepts, and answers with something that is not HTTP. */
export const notHttp: Rule = ({ notHttpHead, url }) => {
  if (notHttpHead === undefined) return undefined;
  const protocol = protocolOf(notHttpHead);
  return verdict('http.not-http', {
    title: `${url ? new URL(url).host : 'The port'} does not speak HTTP`,
    explanation: `Something answers there, but ${protocol ? `it is ${protocol}` : 'not in HTTP'}. Correct the port in the URL.`,
    evidence: [fact('URL', url), fact('First bytes', printable(notHttpHead))],
    fixes: [openEntry],
  });
};

const PROTOCOLS: readonly (readonly [RegExp, string])[] = [
  [/^SSH-/, 'an SSH server'],
  [/^220[ -].*(?:SMTP|ESMTP)/i, 'a mail server'],
  [/^220[ -]/, 'an FTP or mail server'],
  [/^-ERR|^\+PONG|^\$/, 'a Redis server'],
  [/^Content-Length:/i, 'a server that frames its messages as language servers do'],
  [/^\{"jsonrpc"/, 'an MCP server over a bare socket, which has no client'],
  [/^.\0\0\0\n[\d.]+/, 'a MySQL server'],
];

function protocolOf(head: string): string | undefined {
  return PROTOCOLS.find(([pattern]) => pattern.test(head))?.[1];
}

function printable(text: string): string {
  const shown = shorten(text, 120);
  return Array.from(shown, (char) => {
    const code = char.charCodeAt(0);
    return code >= 32 && code < 127 ? char : `\\x${code.toString(16).padStart(2, '0')}`;
  }).join('');
}

/** Accepts TCP and never answers. */
export const noResponse: Rule = (facts) => {
  if (!facts.httpSilent) return undefined;
  return verdict('http.no-response', {
    title: 'Accepts the connection and never answers',
    explanation:
      'The port is open, but no HTTP answer came. The server may hang, or be busy starting; or the port belongs to something else.',
    evidence: [fact('URL', facts.url), fact('Waited', duration(facts.waitedMs))],
    fixes: [tryAgain, openEntry, ...(runOf(facts.definition) ? [showOutput] : [])],
  });
};

export const redirect: Rule = onAnswer((answer, facts) => {
  const { location } = answer.headers;
  if (answer.status < 300 || answer.status >= 400 || !location) return undefined;
  const target = URL.canParse(location, answer.url) ? new URL(location, answer.url).href : location;
  const signIn = /login|signin|sign-in|oauth|sso|auth\b/i.test(target);
  return verdict('http.redirect', {
    title: `Redirected to ${target}`,
    explanation: signIn
      ? 'The server sends to a page for signing in, so the URL is one for browsers. Use the URL of the MCP endpoint.'
      : 'The server says that it is elsewhere. Use the URL that it names.',
    evidence: [...answerFacts(answer), fact('Target', target)],
    fixes: [signIn ? undefined : useUrl(facts, target, 'useTarget'), openEntry],
  });
});

export const unauthorized: Rule = onAnswer((answer, { oauth }) => {
  if (answer.status !== 401) return undefined;
  const challenge = answer.headers['www-authenticate'];
  const scheme = /^\s*([\w-]+)/.exec(challenge ?? '')?.[1];
  const sent = Object.keys(answer.requestHeaders).some((name) => /^authorization$/i.test(name));
  const signIn = oauth !== undefined || /resource_metadata=/.test(challenge ?? '');
  const what = sent
    ? 'The server refuses the credentials that were sent.'
    : 'The server wants to know who asks.';
  return verdict('http.unauthorized', {
    title: sent ? 'The credentials are not accepted' : 'Sign-in or a token is required',
    explanation: `${what} ${signIn ? 'It offers sign-in (OAuth). Sign in, or set a token.' : 'Set a token for it.'}`,
    evidence: [
      ...answerFacts(answer),
      fact('Scheme', scheme),
      fact('Challenge', challenge),
      fact(
        'Sign-in (OAuth)',
        signIn ? oauth?.authorizationServers.join(', ') || 'offered' : 'not offered',
      ),
    ],
    fixes: [
      fix('setToken', 'Set a token', { kind: 'setHeader', name: 'Authorization' }),
      openEntry,
    ],
  });
});

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
    title: aboutOrigin ? `Origin ${origin ?? ''} is refused` : `Host ${host} is refused`,
    explanation: accepted
      ? 'The server protects itself against DNS rebinding and does not know this name. It accepts another one: use that.'
      : 'The server protects itself against DNS rebinding and does not know this name. Use the name that it was started for, or allow this one in its settings.',
    evidence: [
      ...answerFacts(answer),
      fact('Host sent', host),
      fact('Origin sent', origin),
      fact('Accepts', accepted ? new URL(accepted.url).host : undefined),
      fact('Body', bodyOf(answer)),
    ],
    fixes: [accepted ? useAlternative(facts, accepted, 'useHost') : undefined, openEntry],
  });
});

export const forbidden: Rule = onAnswer((answer) => {
  if (answer.status !== 403) return undefined;
  const challenge = answer.headers['www-authenticate'];
  const scope = /scope="([^"]+)"/.exec(challenge ?? '')?.[1];
  return verdict('http.forbidden', {
    title: scope ? `The scope ${scope} is missing` : 'Access is denied',
    explanation: scope
      ? 'The credentials are known, but do not include what the server needs. Get a token with this scope.'
      : 'The server knows who asks, or does not care, and refuses. Check the token and its rights.',
    evidence: [...answerFacts(answer), fact('Challenge', challenge), fact('Body', bodyOf(answer))],
    fixes: [
      fix('setToken', 'Set another token', { kind: 'setHeader', name: 'Authorization' }),
      openEntry,
    ],
  });
});

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
      ? 'This is an endpoint of the older HTTP+SSE'
      : 'This is a Streamable HTTP endpoint',
    explanation: toSse
      ? 'The entry asks for Streamable HTTP, but the server speaks the older HTTP+SSE transport here. Switch the type to sse.'
      : 'The entry asks for the older HTTP+SSE transport, but the server speaks Streamable HTTP here. Switch the type to http.',
    evidence: [...answerFacts(answer), fact('Configured type', definition.transport)],
    fixes: [
      edit('useTransport', `Use type ${there.transport}`, [[['type'], there.transport]]),
      openEntry,
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
    title: `MCP is at ${path}, not at ${new URL(facts.url).pathname}`,
    explanation:
      'The server runs, but its MCP endpoint has another path. Use the path that was found.',
    evidence: [...answerFacts(answer), fact('Found', found.url)],
    fixes: [useAlternative(facts, found, 'usePath'), openEntry],
  });
});

export const notFound: Rule = onAnswer((answer, facts) => {
  if (answer.status !== 404 && answer.status !== 405 && answer.status !== 410) return undefined;
  return verdict('http.not-found', {
    title: `${new URL(answer.url).pathname} is not there (HTTP ${answer.status})`,
    explanation:
      'A web server answers, but no MCP endpoint was found at this path nor at the usual ones. Look up the path in the documentation of the server.',
    evidence: [
      ...answerFacts(answer),
      fact('Also tried', facts.pathsTried.map((url) => new URL(url).pathname).join(', ')),
      fact('Body', bodyOf(answer)),
    ],
    fixes: [openEntry],
  });
});

export const serverError: Rule = onAnswer((answer, facts) => {
  // 501 and 505 say that the server knows no such request, not that it failed.
  if (answer.status < 500 || answer.status === 501 || answer.status === 505) return undefined;
  return verdict('http.server-error', {
    title: `The server failed with HTTP ${answer.status}`,
    explanation: [502, 503, 504].includes(answer.status)
      ? 'Something before the server answers for it, because it is not up or too busy. Look at its state, and try again.'
      : 'The server met an error of its own when it was asked. Its log tells more.',
    evidence: [
      ...answerFacts(answer),
      fact('Body', bodyOf(answer)),
      fact('Last output', facts.stderr.slice(-3).join('\n')),
    ],
    fixes: [runOf(facts.definition) ? showOutput : undefined, tryAgain, openEntry],
  });
});

/** Answers, but with a web page or something else. */
export const notMcp: Rule = onAnswer((answer) => {
  const type = answer.headers['content-type'] ?? 'none';
  const title = /<title[^>]*>([^<]*)<\/title>/i.exec(answer.bodyHead)?.[1]?.trim();
  const page = /html/.test(type);
  return verdict('http.not-mcp', {
    title: page
      ? `A web page${title ? `: ${title}` : ''}, not an MCP server`
      : `Not an MCP server (HTTP ${answer.status})`,
    explanation: page
      ? 'The URL leads to a page for people. Use the URL of the MCP endpoint.'
      : 'Something answers there, but not as an MCP server does. Correct the URL.',
    evidence: [
      ...answerFacts(answer),
      fact('Content type', type),
      fact('Title', title),
      fact('Body', bodyOf(answer)),
    ],
    fixes: [openEntry],
  });
});

function answerFacts({ method, url, status }: HttpExchange) {
  return [fact('Request', `${method} ${url}`), fact('Status', status)];
}

function bodyOf({ bodyHead }: HttpExchange): string | undefined {
  const text = bodyHead.trim();
  return text === '' ? undefined : shorten(text, 300);
}

function lowerCase(headers: Readonly<Record<string, string>>): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
}

/** The same resource: a slash at the end makes another path. */
function samePlace(one: string, other: string): boolean {
  return new URL(one).href === new URL(other).href;
}

function useAlternative(facts: LaunchFacts, found: Alternative, id: string): Fix | undefined {
  const url = written(facts, found.url);
  if (facts.definition.kind === 'stdio') return undefined;
  const changes: [readonly string[], unknown][] = [[['url'], url]];
  if (found.transport !== facts.definition.transport) changes.push([['type'], found.transport]);
  return edit(id, `Use ${found.url}`, changes);
}

function useUrl(facts: LaunchFacts, target: string, id: string): Fix {
  return edit(id, `Use ${shorten(target, 60)}`, [[['url'], written(facts, target)]]);
}

/** Keeps `${port}` in the entry when only the rest of the URL changes. */
function written({ definition, url }: LaunchFacts, target: string): string {
  if (definition.kind === 'stdio' || !url || !URL.canParse(target)) return target;
  const placeholder = /:(\$\{port\})/.exec(definition.url)?.[1];
  if (!placeholder || new URL(target).port !== new URL(url).port) return target;
  return target.replace(
    /^(https?:\/\/(?:\[[^\]]*\]|[^/:]+)):\d+/,
    (_all, host: string) => `${host}:${placeholder}`,
  );
}
