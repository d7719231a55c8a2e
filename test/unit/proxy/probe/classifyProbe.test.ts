import { describe, expect, test } from 'vitest';
import { classifyProbe } from '../../../../src/proxy/probe/classifyProbe';
import type { HttpProbeResult, TcpProbeResult } from '../../../../src/proxy/probe/probeResult';

const AWAITED = { awaited: true };
const FOREIGN = { awaited: false };

function tcp(...errors: (string | undefined)[]): TcpProbeResult {
  const attempts = errors.map((error, index) => ({
    address: index === 0 ? '127.0.0.1' : '::1',
    family: index === 0 ? (4 as const) : (6 as const),
    port: 3000,
    ms: 1,
    ...(error ? { error } : {}),
  }));
  const connected = attempts.find((attempt) => attempt.error === undefined);
  return { step: 'tcp', attempts, ...(connected ? { connected } : {}), aborted: false };
}

function http(status: number): HttpProbeResult {
  const exchange = {
    method: 'GET',
    url: 'http://127.0.0.1:3000/mcp',
    requestHeaders: {},
    status,
    headers: {},
    bodyHead: '',
  };
  return { step: 'http', kind: 'answered', exchange };
}

describe('tcp', () => {
  test('a connection passes and names the address', () => {
    expect(classifyProbe(tcp(undefined), AWAITED)).toEqual({
      verdict: 'passed',
      detail: '127.0.0.1:3000',
    });
    expect(classifyProbe(tcp('ECONNREFUSED', undefined), AWAITED)).toEqual({
      verdict: 'passed',
      detail: '[::1]:3000',
    });
  });

  test('a refusal is waited out while a process of ours may still listen, and keeps its attempts', () => {
    const result = tcp('ECONNREFUSED', 'ECONNREFUSED');
    expect(classifyProbe(result, AWAITED)).toEqual({
      verdict: 'retry',
      detail: 'ECONNREFUSED',
      facts: { attempts: result.attempts },
    });
    expect(classifyProbe(result, FOREIGN).verdict).toBe('failed');
  });

  test('a machine without IPv6 does not end the waiting', () => {
    expect(classifyProbe(tcp('ECONNREFUSED', 'EADDRNOTAVAIL'), AWAITED).verdict).toBe('retry');
  });

  test.each(['ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'])('%s fails at once', (error) => {
    expect(classifyProbe(tcp(error), AWAITED)).toMatchObject({ verdict: 'failed', detail: error });
  });

  test('a name that does not resolve fails at once', () => {
    const dnsError = { code: 'ENOTFOUND', host: 'nowhere.test' };
    const result: TcpProbeResult = { step: 'tcp', attempts: [], dnsError, aborted: false };
    expect(classifyProbe(result, AWAITED)).toEqual({
      verdict: 'failed',
      detail: 'nowhere.test: ENOTFOUND',
      facts: { dnsError },
    });
  });

  test('an abort is no failure', () => {
    const result: TcpProbeResult = { step: 'tcp', attempts: [], aborted: true };
    expect(classifyProbe(result, AWAITED)).toEqual({ verdict: 'aborted' });
  });
});

describe('tls', () => {
  test('a trusted certificate passes', () => {
    const result = { step: 'tls', kind: 'trusted', protocol: 'TLSv1.3' } as const;
    expect(classifyProbe(result, AWAITED)).toEqual({ verdict: 'passed', detail: 'TLSv1.3' });
  });

  test('a refused one fails at once with what is known of it', () => {
    const tls = { error: 'CERT_HAS_EXPIRED', validTo: 'Jan  1 00:00:00 2020 GMT' };
    expect(classifyProbe({ step: 'tls', kind: 'refused', tls }, AWAITED)).toEqual({
      verdict: 'failed',
      detail: 'CERT_HAS_EXPIRED',
      facts: { tls },
    });
  });

  test('a reset is waited out for a process of ours only', () => {
    const result = { step: 'tls', kind: 'network', code: 'ECONNRESET', message: '' } as const;
    expect(classifyProbe(result, AWAITED).verdict).toBe('retry');
    expect(classifyProbe(result, FOREIGN)).toMatchObject({
      verdict: 'failed',
      facts: { networkError: 'ECONNRESET' },
    });
  });

  test('silence is waited out for a process of ours only; an abort is no failure', () => {
    const silent = { step: 'tls', kind: 'silent', afterMs: 5 } as const;
    const facts = { httpSilent: true };
    expect(classifyProbe(silent, AWAITED)).toMatchObject({ verdict: 'retry', facts });
    expect(classifyProbe(silent, FOREIGN)).toMatchObject({ verdict: 'failed', facts });
    expect(classifyProbe({ step: 'tls', kind: 'aborted' }, AWAITED)).toEqual({
      verdict: 'aborted',
    });
  });
});

describe('http', () => {
  test.each([200, 202, 302, 400, 401, 404, 405, 406, 421, 500])('%d passes', (status) => {
    expect(classifyProbe(http(status), AWAITED)).toEqual({
      verdict: 'passed',
      detail: `HTTP ${status}`,
    });
  });

  test.each([502, 503, 504])('%d is waited out for a process of ours only', (status) => {
    expect(classifyProbe(http(status), AWAITED)).toMatchObject({
      verdict: 'retry',
      facts: { http: { status } },
    });
    expect(classifyProbe(http(status), FOREIGN).verdict).toBe('passed');
  });

  test('what is not HTTP fails at once with its first bytes', () => {
    const result = { step: 'http', kind: 'notHttp', head: 'SSH-2.0' } as const;
    expect(classifyProbe(result, AWAITED)).toMatchObject({
      verdict: 'failed',
      facts: { notHttpHead: 'SSH-2.0' },
    });
  });

  test('TLS where plain HTTP was expected fails at once', () => {
    expect(classifyProbe({ step: 'http', kind: 'tlsAnswers' }, AWAITED)).toMatchObject({
      verdict: 'failed',
      facts: { tlsAnswers: true },
    });
  });

  test('silence is waited out for a process of ours only; an abort is no failure', () => {
    const silent = { step: 'http', kind: 'silent', afterMs: 5 } as const;
    const facts = { httpSilent: true };
    expect(classifyProbe(silent, AWAITED)).toMatchObject({ verdict: 'retry', facts });
    expect(classifyProbe(silent, FOREIGN)).toMatchObject({ verdict: 'failed', facts });
    expect(classifyProbe({ step: 'http', kind: 'aborted' }, AWAITED)).toEqual({
      verdict: 'aborted',
    });
  });

  test.each(['ECONNRESET', 'ECONNREFUSED', 'EPIPE'])('%s is waited out for ours only', (code) => {
    const result = { step: 'http', kind: 'network', code, message: '' } as const;
    expect(classifyProbe(result, AWAITED)).toMatchObject({
      verdict: 'retry',
      facts: { networkError: code },
    });
    expect(classifyProbe(result, FOREIGN).verdict).toBe('failed');
  });
});
