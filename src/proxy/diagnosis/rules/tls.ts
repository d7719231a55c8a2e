import { t } from '@vscode/l10n';
import type { Fix } from '../../../shared/model/diagnosis';
import type { LaunchFacts } from '../facts';
import type { Rule } from '../rule';
import { edit, fact, openEntry, sentences, verdict } from '../verdict';

/** https to a port that speaks plain HTTP. */
export const tlsOnPlainPort: Rule = (facts) => {
  if (!facts.tls?.plainHttpAnswers || !facts.url) return undefined;
  return verdict('tls.on-plain-port', {
    title: t('{0} speaks http, not https', new URL(facts.url).host),
    explanation: t('The port answers plain HTTP and no TLS. Use http in the URL.'),
    evidence: [fact(t('URL'), facts.url), fact(t('TLS'), facts.tls.error)],
    fixes: [useScheme(facts, 'http'), openEntry()],
  });
};

/** http to a port that speaks TLS. */
export const httpOnTlsPort: Rule = (facts) => {
  if (!facts.tlsAnswers || !facts.url) return undefined;
  return verdict('http.on-tls-port', {
    title: t('{0} speaks https, not http', new URL(facts.url).host),
    explanation: t('The port answers a TLS handshake and no plain HTTP. Use https in the URL.'),
    evidence: [fact(t('URL'), facts.url)],
    fixes: [useScheme(facts, 'https'), openEntry()],
  });
};

/** Also when the session met the certificate before the probe did. */
export const certificate: Rule = (facts) => {
  const error = facts.tls?.error ?? facts.networkError ?? handshakeCode(facts);
  if (error === undefined) return undefined;
  if (error === 'CERT_HAS_EXPIRED' || error === 'CERT_NOT_YET_VALID') return expired(facts, error);
  if (error === 'ERR_TLS_CERT_ALTNAME_INVALID' || error === 'HOSTNAME_MISMATCH') {
    return wrongName(facts, error);
  }
  if (UNTRUSTED.test(error)) return untrusted(facts, error);
  return facts.tls ? failed(facts, error) : undefined;
};

/** OpenSSL's names for chains that lead to nobody who is trusted. */
const UNTRUSTED =
  /^(?:DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+|CERT_\w+|INVALID_\w+|PATH_LENGTH_EXCEEDED|ERR_TLS_CERT_\w+)$/;

function untrusted(facts: LaunchFacts, error: string) {
  const self = error === 'DEPTH_ZERO_SELF_SIGNED_CERT';
  return verdict('tls.untrusted', {
    title: t('The certificate of {0} is not trusted', hostOf(facts)),
    explanation: sentences(
      self
        ? t('The server signed its certificate itself.')
        : t('The certificate was signed by nobody whom this machine trusts.'),
      t('If it is the server you expect, trust this certificate for this server only.'),
    ),
    evidence: certificateFacts(facts, error),
    fixes: [trust(facts), openEntry()],
  });
}

function expired(facts: LaunchFacts, error: string) {
  const early = error === 'CERT_NOT_YET_VALID';
  return verdict('tls.expired', {
    title: early
      ? t('The certificate of {0} is not valid yet', hostOf(facts))
      : t('The certificate of {0} has expired', hostOf(facts)),
    explanation: sentences(
      early ? beginsOn(facts.tls?.validFrom) : endedOn(facts.tls?.validTo),
      t(
        'Renew it on the server, and check the clock of this machine. Until then, this one certificate can be trusted for this server.',
      ),
    ),
    evidence: certificateFacts(facts, error),
    fixes: [trust(facts), openEntry()],
  });
}

function beginsOn(day: string | undefined): string {
  return day === undefined
    ? t('It begins to be valid on a later day.')
    : t('It begins to be valid on {0}.', day);
}

function endedOn(day: string | undefined): string {
  return day === undefined
    ? t('It was valid until an earlier day.')
    : t('It was valid until {0}.', day);
}

function wrongName(facts: LaunchFacts, error: string) {
  const names = namesOf(facts.tls?.altNames);
  return verdict('tls.hostname', {
    title: t('The certificate is not for {0}', hostOf(facts)),
    explanation: t(
      'It was made for {0}. Use a name that it holds, or trust this certificate for this server only.',
      names.join(', ') || facts.tls?.subject || t('another name'),
    ),
    evidence: certificateFacts(facts, error),
    fixes: [...names.slice(0, 2).map((name) => useName(facts, name)), trust(facts), openEntry()],
  });
}

function failed(facts: LaunchFacts, error: string) {
  return verdict('tls.handshake', {
    title: t('No TLS connection with {0}', hostOf(facts)),
    explanation: t(
      'The port answers, but no encrypted connection comes about. It may not speak TLS, or only versions that are no longer used.',
    ),
    evidence: [fact(t('URL'), facts.url), fact(t('Error'), error)],
    fixes: [openEntry()],
  });
}

function certificateFacts({ tls, url }: LaunchFacts, error: string) {
  return [
    fact(t('URL'), url),
    fact(t('Error'), error),
    fact(t('Issuer'), tls?.issuer),
    fact(t('Subject'), tls?.subject),
    fact(t('Names'), tls?.altNames),
    fact(t('Valid from'), tls?.validFrom),
    fact(t('Valid until'), tls?.validTo),
    fact(t('Fingerprint (SHA-256)'), tls?.fingerprint256),
  ];
}

/** Pins the certificate in the entry. */
function trust({ tls }: LaunchFacts): Fix | undefined {
  if (!tls?.fingerprint256) return undefined;
  return edit('trust', t('Trust this certificate for this server'), [
    [['trustedCertificate'], tls.fingerprint256],
  ]);
}

/** Names without wildcards, which are no hosts. */
function namesOf(altNames: string | undefined): string[] {
  return (altNames ?? '')
    .split(/,\s*/)
    .map((name) => /^(?:DNS|IP Address):(.+)$/.exec(name)?.[1] ?? '')
    .filter((name) => name !== '' && !name.includes('*'));
}

function useName(facts: LaunchFacts, name: string): Fix | undefined {
  const url = changed(facts, (template) =>
    template.replace(
      /^(https?:\/\/)(?:\[[^\]]*\]|[^/:]+)/,
      (_all, scheme: string) => scheme + name,
    ),
  );
  return url ? edit(`useName-${name}`, t('Use {0}', name), [[['url'], url]]) : undefined;
}

function useScheme(facts: LaunchFacts, scheme: 'http' | 'https'): Fix | undefined {
  const url = changed(facts, (template) => template.replace(/^https?:/, `${scheme}:`));
  return url ? edit('useScheme', t('Use {0}', scheme), [[['url'], url]]) : undefined;
}

/** Changes the URL as it is written, `${port}` included. */
function changed({ definition }: LaunchFacts, change: (url: string) => string): string | undefined {
  return definition.kind === 'stdio' ? undefined : change(definition.url);
}

function hostOf({ url }: LaunchFacts): string {
  return url ? new URL(url).host : t('the server');
}

function handshakeCode({ handshake }: LaunchFacts): string | undefined {
  return handshake?.kind === 'network' ? handshake.code : undefined;
}
