import type { Rule } from '../rule';
import { runOf } from '../runOf';
import { duration, fact, openEntry, shorten, showOutput, tryAgain, verdict } from '../verdict';

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
