import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../../src/proxy/diagnosis/diagnose';
import type { LaunchFacts } from '../../../../src/proxy/diagnosis/facts';
import { factsOf, launched, PORT, remote } from './facts';

const URL_TEXT = 'https://127.0.0.1:3000/mcp';
const FINGERPRINT = Array.from({ length: 32 }, () => 'AB').join(':');
const CERTIFICATE = {
  issuer: 'weather, Ada',
  subject: 'weather, Ada',
  altNames: 'DNS:weather.example, DNS:*.weather.example',
  validFrom: 'Jan  1 00:00:00 2019 GMT',
  validTo: 'Jan  1 00:00:00 2020 GMT',
  fingerprint256: FINGERPRINT,
};

function refused(error: string): LaunchFacts {
  return factsOf({
    definition: remote(URL_TEXT),
    step: 'tls',
    tls: { error, ...CERTIFICATE },
  });
}

function edits(facts: LaunchFacts, id: string) {
  const action = diagnose(facts).fixes.find((fix) => fix.id === id)?.action;
  return action?.kind === 'editEntry' ? action.edits : undefined;
}

test('tls.on-plain-port', () => {
  const facts = factsOf({
    definition: remote(URL_TEXT),
    step: 'tls',
    tls: { error: 'ERR_SSL_WRONG_VERSION_NUMBER', plainHttpAnswers: true },
  });
  expect(diagnose(facts)).toMatchObject({
    code: 'tls.on-plain-port',
    title: '127.0.0.1:3000 speaks http, not https',
  });
  expect(edits(facts, 'useScheme')).toEqual([
    { path: ['url'], value: 'http://127.0.0.1:3000/mcp' },
  ]);
});

test('http.on-tls-port keeps the placeholder of the port', () => {
  const facts = factsOf({ definition: launched(), step: 'http', tlsAnswers: true });
  expect(diagnose(facts)).toMatchObject({
    code: 'http.on-tls-port',
    title: '127.0.0.1:3000 speaks https, not http',
  });
  expect(edits(facts, 'useScheme')).toEqual([
    { path: ['url'], value: `https://127.0.0.1:${PORT}/mcp` },
  ]);
});

describe('a certificate that is refused', () => {
  test.each([
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls.untrusted'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'tls.untrusted'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls.untrusted'],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'tls.untrusted'],
    ['CERT_REVOKED', 'tls.untrusted'],
    ['CERT_HAS_EXPIRED', 'tls.expired'],
    ['CERT_NOT_YET_VALID', 'tls.expired'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls.hostname'],
  ])('%s: %s', (error, code) => {
    const diagnosis = diagnose(refused(error));
    expect(diagnosis.code).toBe(code);
    expect(diagnosis.evidence).toContainEqual({ label: 'Issuer', value: 'weather, Ada' });
    expect(diagnosis.evidence).toContainEqual({
      label: 'Fingerprint (SHA-256)',
      value: FINGERPRINT,
    });
    expect(edits(refused(error), 'trust')).toEqual([
      { path: ['trustedCertificate'], value: FINGERPRINT },
    ]);
  });

  test('tells until when it was valid', () => {
    expect(diagnose(refused('CERT_HAS_EXPIRED')).explanation).toContain(CERTIFICATE.validTo);
  });

  test('offers the name that it holds, and no wildcard', () => {
    const facts = refused('ERR_TLS_CERT_ALTNAME_INVALID');
    expect(edits(facts, 'useName-weather.example')).toEqual([
      { path: ['url'], value: 'https://weather.example:3000/mcp' },
    ]);
    expect(diagnose(facts).fixes.map(({ id }) => id)).toEqual([
      'useName-weather.example',
      'trust',
      'openEntry',
    ]);
  });

  test('also when the session met it', () => {
    const facts = factsOf({
      definition: remote(URL_TEXT),
      step: 'mcp',
      handshake: { kind: 'network', code: 'CERT_HAS_EXPIRED', message: 'certificate has expired' },
    });
    expect(diagnose(facts).code).toBe('tls.expired');
  });
});

test('tls.handshake: something that speaks neither TLS nor HTTP', () => {
  const facts = factsOf({
    definition: remote(URL_TEXT),
    step: 'tls',
    tls: { error: 'ERR_SSL_WRONG_VERSION_NUMBER' },
  });
  expect(diagnose(facts)).toMatchObject({ code: 'tls.handshake' });
});
