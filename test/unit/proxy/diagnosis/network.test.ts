import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../../src/proxy/diagnosis/diagnose';
import type { ConnectAttempt, LaunchFacts } from '../../../../src/proxy/diagnosis/facts';
import { factsOf, launched, PORT, remote } from './facts';

function attempt(address: string, error?: string): ConnectAttempt {
  const family = address.includes(':') ? 6 : 4;
  return { address, family, port: 3000, ms: 1, ...(error ? { error } : {}) };
}

function failed(url: string, ...attempts: ConnectAttempt[]): LaunchFacts {
  return factsOf({ definition: remote(url), step: 'tcp', attempts });
}

function edited(facts: LaunchFacts) {
  const action = diagnose(facts).fixes[0]?.action;
  return action?.kind === 'editEntry'
    ? Object.fromEntries(action.edits.map(({ path, value }) => [path.join('.'), value]))
    : undefined;
}

describe('net.refused', () => {
  test('shows the address', () => {
    const diagnosis = diagnose(
      failed('http://127.0.0.1:3000/mcp', attempt('127.0.0.1', 'ECONNREFUSED')),
    );
    expect(diagnosis).toMatchObject({
      code: 'net.refused',
      title: 'Nothing listens on 127.0.0.1:3000',
    });
    expect(diagnosis.evidence).toContainEqual({ label: '127.0.0.1:3000', value: 'ECONNREFUSED' });
  });

  test('offers a server nearby', () => {
    const facts = {
      ...failed('http://127.0.0.1:3000/mcp', attempt('127.0.0.1', 'ECONNREFUSED')),
      nearby: [{ url: 'http://127.0.0.1:3001/mcp', transport: 'http' as const }],
    };
    expect(edited(facts)).toEqual({ url: 'http://127.0.0.1:3001/mcp', type: 'http' });
  });

  test('of both families', () => {
    const facts = failed(
      'http://localhost:3000/mcp',
      attempt('127.0.0.1', 'ECONNREFUSED'),
      attempt('::1', 'EADDRNOTAVAIL'),
    );
    expect(diagnose(facts).code).toBe('net.refused');
  });

  test('also when the session met it', () => {
    const facts = factsOf({
      definition: remote(),
      step: 'mcp',
      handshake: { kind: 'network', code: 'ECONNREFUSED', message: 'connect ECONNREFUSED' },
    });
    expect(diagnose(facts).code).toBe('net.refused');
  });
});

describe('net.refused-family', () => {
  test('the other family answers', () => {
    const facts = failed(
      'http://127.0.0.1:3000/mcp',
      attempt('127.0.0.1', 'ECONNREFUSED'),
      attempt('::1'),
    );
    const diagnosis = diagnose(facts);
    expect(diagnosis).toMatchObject({
      code: 'net.refused-family',
      title: 'Answers on [::1], not on 127.0.0.1',
    });
    expect(diagnosis.evidence.map(({ label }) => label)).toEqual(['127.0.0.1:3000', '[::1]:3000']);
    expect(edited(facts)).toEqual({ url: 'http://[::1]:3000/mcp' });
  });

  test('a server of ours listens on the other; its placeholder stays', () => {
    const facts = factsOf({
      definition: launched(),
      step: 'tcp',
      process: { pid: 4711, alive: true },
      attempts: [attempt('127.0.0.1', 'ECONNREFUSED')],
      listening: [{ address: '::1', port: 3000, pid: 4711 }],
    });
    expect(diagnose(facts).code).toBe('net.refused-family');
    expect(edited(facts)).toEqual({ url: `http://[::1]:${PORT}/mcp` });
  });

  test('not: the same address after all', () => {
    const facts = factsOf({
      definition: launched(),
      step: 'tcp',
      timedOut: true,
      process: { pid: 4711, alive: true },
      attempts: [attempt('127.0.0.1', 'ECONNREFUSED')],
      listening: [{ address: '127.0.0.1', port: 3000, pid: 4711 }],
    });
    expect(diagnose(facts).code).toBe('net.not-listening');
  });
});

describe('net.not-listening', () => {
  const waiting = {
    definition: launched(),
    step: 'tcp',
    timedOut: true,
    waitedMs: 30_000,
    process: { pid: 4711, alive: true },
    attempts: [attempt('127.0.0.1', 'ECONNREFUSED')],
  } as const satisfies Partial<LaunchFacts>;

  test('the process lives and has not opened its port', () => {
    const diagnosis = diagnose(factsOf({ ...waiting, stderr: ['loading model …'] }));
    expect(diagnosis).toMatchObject({
      code: 'net.not-listening',
      title: 'Port 3000 not open after 30 s',
    });
    expect(diagnosis.evidence).toContainEqual({ label: 'Last output', value: 'loading model …' });
    expect(diagnosis.evidence).toContainEqual({ label: 'Listening', value: 'nothing' });
    expect(diagnosis.fixes[0]).toMatchObject({
      title: 'Wait up to 60 s',
      action: { edits: [{ path: ['readyTimeout'], value: 60_000 }] },
    });
  });

  test('says when it seems to download', () => {
    const diagnosis = diagnose(factsOf({ ...waiting, stderr: ['Downloading numpy (16.2MiB)'] }));
    expect(diagnosis.explanation).toContain('downloading');
  });

  test('not: the time is not over', () => {
    expect(diagnose(factsOf({ ...waiting, timedOut: false })).code).toBe('net.refused');
  });
});

test('net.timeout', () => {
  const facts = failed('http://10.255.255.1:3000/mcp', attempt('10.255.255.1', 'ETIMEDOUT'));
  expect(diagnose(facts)).toMatchObject({
    code: 'net.timeout',
    title: 'No answer from 10.255.255.1:3000',
  });
});

test('net.timeout also when the other family has no route', () => {
  const facts = failed(
    'http://weather.example:3000/mcp',
    attempt('2001:db8::1', 'ENETUNREACH'),
    attempt('10.255.255.1', 'ETIMEDOUT'),
  );
  expect(diagnose(facts).code).toBe('net.timeout');
});

test.each(['EHOSTUNREACH', 'ENETUNREACH'])('net.unreachable: %s', (error) => {
  const facts = failed('http://10.0.0.1:3000/mcp', attempt('10.0.0.1', error));
  expect(diagnose(facts)).toMatchObject({
    code: 'net.unreachable',
    title: 'No way to 10.0.0.1:3000',
  });
});

test('net.reset', () => {
  const facts = factsOf({ definition: remote(), step: 'http', networkError: 'ECONNRESET' });
  expect(diagnose(facts)).toMatchObject({
    code: 'net.reset',
    title: 'Connection reset by 127.0.0.1:3000',
  });
  const inSession = factsOf({
    definition: remote(),
    step: 'mcp',
    handshake: { kind: 'network', code: 'ECONNRESET', message: 'socket hang up' },
  });
  expect(diagnose(inSession).code).toBe('net.reset');
});

test('net.dns-not-found offers what is near', () => {
  const facts = factsOf({
    definition: remote('http://locahost:3000/mcp'),
    step: 'tcp',
    dnsError: { code: 'ENOTFOUND', host: 'locahost' },
    nearHosts: ['localhost'],
  });
  expect(diagnose(facts)).toMatchObject({
    code: 'net.dns-not-found',
    title: 'There is no host locahost',
  });
  expect(edited(facts)).toEqual({ url: 'http://localhost:3000/mcp' });
});

test('net.dns-temporary', () => {
  const facts = factsOf({
    definition: remote('http://weather.example/mcp'),
    step: 'tcp',
    dnsError: { code: 'EAI_AGAIN', host: 'weather.example' },
  });
  expect(diagnose(facts)).toMatchObject({ code: 'net.dns-temporary' });
  expect(diagnose(facts).evidence).toContainEqual({ label: 'Error', value: 'EAI_AGAIN' });
});
