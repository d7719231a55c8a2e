import { t } from '@vscode/l10n';
import type { Fix } from '../../../shared/model/diagnosis';
import type { ConnectAttempt, LaunchFacts } from '../facts';
import { numbered } from '../fixIds';
import type { Rule } from '../rule';
import { hasExited, outputOf, runOf } from '../runOf';
import {
  duration,
  edit,
  fact,
  lastLines,
  openEntry,
  showOutput,
  tryAgain,
  verdict,
} from '../verdict';
import { asHost, isWildcard, portOf, withoutBrackets } from './address';

/** The name of the host does not resolve. */
export const dns: Rule = ({ dnsError, nearHosts = [], url }) => {
  if (!dnsError) return undefined;
  const { code, host } = dnsError;
  const evidence = [
    fact(t('Host'), host),
    fact(t('Error'), code),
    fact(t('Similar names'), nearHosts.join(', ')),
  ];
  if (code === 'EAI_AGAIN' || code === 'ETIMEOUT' || code === 'ESERVFAIL') {
    return verdict('net.dns-temporary', {
      title: t('The name {0} could not be looked up', host),
      explanation: t('No name server answered. Check the network and the VPN, then try again.'),
      evidence,
      fixes: [tryAgain(), openEntry()],
    });
  }
  return verdict('net.dns-not-found', {
    title: t('There is no host {0}', host),
    explanation: t(
      'The name does not exist, or only in another network. Correct it, or connect to that network.',
    ),
    evidence,
    fixes: [...nearHosts.slice(0, 2).map((near) => useHost(near, url)), openEntry()],
  });
};

function useHost(host: string, from: string | undefined): Fix | undefined {
  if (!from) return undefined;
  const url = new URL(from);
  url.hostname = host;
  return edit(`useHost-${host}`, t('Use {0}', host), [[['url'], url.href]]);
}

/** One family of addresses is refused, the other answers. */
export const otherFamily: Rule = (facts) => {
  if (!facts.url || !isConnectStep(facts)) return undefined;
  const refused = facts.attempts.find((attempt) => attempt.error !== undefined);
  const works = workingAddress(facts);
  if (!refused || !works || withoutBrackets(works) === refused.address) return undefined;
  const url = new URL(facts.url);
  url.hostname = asHost(works);
  const template = facts.definition.kind === 'stdio' ? '' : facts.definition.url;
  const target = replaceHost(template, asHost(works)) ?? url.href;
  return verdict('net.refused-family', {
    title: t('Answers on {0}, not on {1}', asHost(works), asHost(refused.address)),
    explanation: t(
      'The server listens on one kind of address only, IPv{0}. Use the address that works, or make the server listen on 127.0.0.1.',
      works.includes(':') ? 6 : 4,
    ),
    evidence: facts.attempts.map(attemptFact),
    fixes: [edit('useAddress', t('Use {0}', target), [[['url'], target]]), openEntry()],
  });
};

/** Where it can be reached instead: seen by a connection, or among the sockets of its processes. */
function workingAddress({ attempts, listening, url }: LaunchFacts): string | undefined {
  const connected = attempts.find((attempt) => attempt.error === undefined);
  if (connected) return connected.address;
  const port = portOf(new URL(url!));
  const socket = listening.find((one) => String(one.port) === port && !isWildcard(one.address));
  return socket && /^127\.|^::1$/.test(socket.address) ? socket.address : undefined;
}

/** Keeps `${port}` where the entry has it. */
function replaceHost(template: string, host: string): string | undefined {
  const replaced = template.replace(
    /^(https?:\/\/)(?:\[[^\]]*\]|[^/:]+)/,
    (_all, scheme: string) => scheme + host,
  );
  return replaced === '' ? undefined : replaced;
}

/** The process lives, and has not opened its port when the time is over. */
export const notListening: Rule = (facts) => {
  if (facts.step !== 'tcp' || !runOf(facts.definition) || hasExited(facts) || !facts.process) {
    return undefined;
  }
  if (!facts.timedOut || !facts.url) return undefined;
  const port = portOf(new URL(facts.url));
  const sockets = facts.listening.map(({ address, port }) => `${asHost(address)}:${port}`);
  const loading = /npm|npx|Downloading|Installing|Building|Resolved|Prepared|Pulling/.test(
    facts.stderr.slice(-5).join('\n'),
  );
  return verdict('net.not-listening', {
    title: t('Port {0} not open after {1}', port, duration(facts.waitedMs)),
    explanation: loading
      ? t('The server runs, and seems to be downloading or building still. Give it more time.')
      : t(
          'The server runs, but has not opened its port. Give it more time, or look at its output for what it waits for.',
        ),
    evidence: [
      fact(t('Expected'), new URL(facts.url).host),
      fact(t('Waited'), duration(facts.waitedMs)),
      fact(t('Listening'), sockets.join(', ') || t('nothing')),
      fact(t('Process'), t('pid {0}', facts.process.pid)),
      fact(t('Last output'), lastLines(outputOf(facts))),
    ],
    fixes: [moreTime(facts), tryAgain(), showOutput()],
  });
};

/** Doubles the limit in the entry, and starts again by that. */
export function moreTime({ timeoutMs }: LaunchFacts): Fix {
  const ms = timeoutMs * 2;
  return edit('moreTime', t('Wait up to {0}', duration(ms)), [[['readyTimeout'], ms]]);
}

/** Nothing listens there. */
export const refused: Rule = (facts) => {
  if (errorOf(facts, 'ECONNREFUSED') === undefined) return undefined;
  const host = facts.url ? new URL(facts.url).host : '';
  const nearby = facts.nearby ?? [];
  return verdict('net.refused', {
    title: t('Nothing listens on {0}', host),
    explanation:
      nearby.length > 0
        ? t(
            'The connection was refused; an MCP server answers on another port of this host. Use that one, or start the server.',
          )
        : t(
            'The connection was refused: the server is not running, or on another port. Start it, or correct the URL.',
          ),
    evidence: [
      fact(t('Address'), host),
      ...facts.attempts.map(attemptFact),
      fact(t('MCP servers nearby'), nearby.map(({ url }) => url).join(', ')),
    ],
    fixes: [
      ...nearby.slice(0, 3).map(({ url, transport }, index) =>
        edit(numbered('useNearby', index), t('Use {0}', url), [
          [['url'], url],
          [['type'], transport],
        ]),
      ),
      openEntry(),
      tryAgain(),
    ],
  });
};

export const timedOut: Rule = (facts) => {
  const code = errorOf(facts, 'ETIMEDOUT');
  if (code === undefined) return undefined;
  return noWay(
    facts,
    'net.timeout',
    (host) => t('No answer from {0}', host),
    t(
      'The host does not answer at all: it is off, its name or port is wrong, or a firewall or a missing VPN is in between. Check these.',
    ),
  );
};

export const unreachable: Rule = (facts) => {
  const codes = ['EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL', 'EHOSTDOWN', 'ENETDOWN'];
  if (codes.every((code) => errorOf(facts, code) === undefined)) return undefined;
  return noWay(
    facts,
    'net.unreachable',
    (host) => t('No way to {0}', host),
    t('This machine has no route to the host. Check the network, the VPN and the address.'),
  );
};

export const reset: Rule = (facts) => {
  const codes = ['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'UND_ERR_SOCKET'];
  if (hasExited(facts) || codes.every((code) => errorOf(facts, code) === undefined))
    return undefined;
  return noWay(
    facts,
    'net.reset',
    (host) => t('Connection reset by {0}', host),
    t(
      'The connection was made and then cut before an answer. The server may have failed, or a proxy in between refuses it. Look at the log of the server.',
    ),
  );
};

function noWay(
  facts: LaunchFacts,
  code: 'net.timeout' | 'net.unreachable' | 'net.reset',
  title: (host: string) => string,
  explanation: string,
) {
  const host = facts.url ? new URL(facts.url).host : '';
  return verdict(code, {
    title: title(host),
    explanation,
    evidence: [
      fact(t('Address'), host),
      ...facts.attempts.map(attemptFact),
      fact(t('Error'), facts.networkError ?? handshakeCode(facts)),
    ],
    fixes: [tryAgain(), openEntry(), ...(runOf(facts.definition) ? [showOutput()] : [])],
  });
}

function attemptFact({ address, port, error, ms }: ConnectAttempt) {
  return fact(`${asHost(address)}:${port}`, error ?? t('connected in {0}', duration(ms)));
}

function isConnectStep({ step, handshake }: LaunchFacts): boolean {
  return step === 'tcp' || handshake?.kind === 'network';
}

function errorOf(facts: LaunchFacts, code: string): string | undefined {
  const all = [
    ...facts.attempts.map(({ error }) => error),
    facts.networkError,
    handshakeCode(facts),
  ];
  return all.find((error) => error === code);
}

function handshakeCode({ handshake }: LaunchFacts): string | undefined {
  return handshake?.kind === 'network' ? handshake.code : undefined;
}
