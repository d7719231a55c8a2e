import { t } from '@vscode/l10n';
import type { Rule } from '../rule';
import { runOf } from '../runOf';
import { duration, fact, openEntry, shorten, showOutput, tryAgain, verdict } from '../verdict';

/** Accepts, and answers with something that is not HTTP. */
export const notHttp: Rule = ({ notHttpHead, url }) => {
  if (notHttpHead === undefined) return undefined;
  const protocol = protocolOf(notHttpHead);
  return verdict('http.not-http', {
    title: url
      ? t('{0} does not speak HTTP', new URL(url).host)
      : t('The port does not speak HTTP'),
    explanation: protocol
      ? t('Something answers there, but it is {0}. Correct the port in the URL.', protocol)
      : t('Something answers there, but not in HTTP. Correct the port in the URL.'),
    evidence: [fact(t('URL'), url), fact(t('First bytes'), printable(notHttpHead))],
    fixes: [openEntry()],
  });
};

const PROTOCOLS: readonly (readonly [RegExp, () => string])[] = [
  [/^SSH-/, () => t('an SSH server')],
  [/^220[ -].*(?:SMTP|ESMTP)/i, () => t('a mail server')],
  [/^220[ -]/, () => t('an FTP or mail server')],
  [/^-ERR|^\+PONG|^\$/, () => t('a Redis server')],
  [/^Content-Length:/i, () => t('a server that frames its messages as language servers do')],
  [/^\{"jsonrpc"/, () => t('an MCP server over a bare socket, which has no client')],
  [/^.\0\0\0\n[\d.]+/, () => t('a MySQL server')],
];

function protocolOf(head: string): string | undefined {
  return PROTOCOLS.find(([pattern]) => pattern.test(head))?.[1]();
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
    title: t('Accepts the connection and never answers'),
    explanation: t(
      'The port is open, but no HTTP answer came. The server may hang, or be busy starting; or the port belongs to something else.',
    ),
    evidence: [fact(t('URL'), facts.url), fact(t('Waited'), duration(facts.waitedMs))],
    fixes: [tryAgain(), openEntry(), ...(runOf(facts.definition) ? [showOutput()] : [])],
  });
};
