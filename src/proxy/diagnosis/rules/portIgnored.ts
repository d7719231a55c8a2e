import { t } from '@vscode/l10n';
import type { LaunchFacts } from '../facts';
import { printedUrls } from '../output/printedUrls';
import type { Rule } from '../rule';
import { hasExited, outputOf, runOf } from '../runOf';
import { edit, fact, openEntry, showOutput, verdict } from '../verdict';
import { isWildcard, portOf, withoutBrackets } from './address';

/** It listens, but not where it is expected. */
export const portIgnored: Rule = (facts) => {
  if (facts.step !== 'tcp' || hasExited(facts) || !facts.url || !runOf(facts.definition)) {
    return undefined;
  }
  const expected = new URL(facts.url);
  const actual = actualUrl(facts, expected);
  if (!actual) return undefined;
  return verdict('port.ignored', {
    title: t('Listens on {0}, not on {1}', actual.host, expected.host),
    explanation: t(
      'The server opened another address than the one it was given. Make it read the PORT variable or its argument, or use the address that it opened.',
    ),
    evidence: [
      fact(t('Expected'), expected.host),
      fact(t('Actual'), actual.host),
      fact(t('Printed'), announced(facts).join(', ')),
      fact(
        t('Listening'),
        facts.listening.map(({ address, port }) => hostText(address, port)).join(', '),
      ),
    ],
    fixes: [
      edit('useActual', t('Use {0}', actual.href), [
        [['url'], actual.href],
        [['port'], Number(portOf(actual))],
      ]),
      openEntry(),
      showOutput(),
    ],
  });
};

/** Where the server is instead: what its processes listen on is surer than what it prints. */
function actualUrl(facts: LaunchFacts, expected: URL): URL | undefined {
  const sockets = facts.listening.filter(({ port }) => port > 0);
  if (sockets.some(({ port }) => String(port) === portOf(expected))) {
    return otherHost(facts, expected);
  }
  const printed = announced(facts)
    .map((text) => new URL(text))
    .filter((url) => isLocal(url.hostname) && portOf(url) !== portOf(expected));
  const confirmed = printed.find((url) => sockets.some(({ port }) => String(port) === portOf(url)));
  const socket = sockets[0];
  if (!confirmed && socket) return moved(expected, socket.address, socket.port);
  const best = confirmed ?? printed[0];
  return best ? moved(expected, best.hostname, Number(portOf(best))) : undefined;
}

/** Addresses that the server says it has. */
function announced(facts: LaunchFacts): string[] {
  return printedUrls([...facts.printedUrls, ...outputOf(facts)]);
}

/** The right port on an address that is neither loopback nor all of them. */
function otherHost(facts: LaunchFacts, expected: URL): URL | undefined {
  const there = facts.listening.filter(({ port }) => String(port) === portOf(expected));
  if (there.some(({ address }) => isWildcard(address) || isLoopback(address))) return undefined;
  const socket = there[0];
  return socket ? moved(expected, socket.address, socket.port) : undefined;
}

function moved(expected: URL, address: string, port: number): URL {
  const url = new URL(expected);
  const host = isWildcard(withoutBrackets(address)) ? '127.0.0.1' : withoutBrackets(address);
  url.hostname = host.includes(':') ? `[${host}]` : host;
  url.port = String(port);
  return url;
}

function isLoopback(address: string): boolean {
  return /^127\.|^::1$|^::ffff:127\./.test(address);
}

function isLocal(host: string): boolean {
  const bare = withoutBrackets(host);
  return bare === 'localhost' || isLoopback(bare) || /^\d/.test(bare);
}

function hostText(address: string, port: number): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}
