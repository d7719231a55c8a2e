import { expect, test } from 'vitest';
import { classifyDiscovery } from '../../../../src/proxy/session/classifyDiscovery';
import { InvalidAnswerError, type RpcError } from '../../../../src/proxy/session/connection';
import { WireError, type WireFailure } from '../../../../src/proxy/transport/wireError';

const result = (value: Record<string, unknown>) =>
  classifyDiscovery({ kind: 'answer', answer: { result: value, size: 0 } });
const error = (value: RpcError) =>
  classifyDiscovery({ kind: 'answer', answer: { error: value, size: 0 } });
const thrown = (failure: WireFailure) =>
  classifyDiscovery({ kind: 'thrown', error: new WireError(failure) });
const http = (status: number) => {
  const exchange = {
    method: 'POST',
    url: 'u',
    requestHeaders: {},
    status,
    headers: {},
    bodyHead: '',
  };
  return thrown({ kind: 'http', exchange });
};

test('a result with a common version is modern, whoever the server says it is', () => {
  const value = { supportedVersions: ['2027-01-01', '2026-07-28'], capabilities: { tools: {} } };
  expect(result(value)).toEqual({
    kind: 'modern',
    negotiated: {
      era: 'modern',
      protocolVersion: '2026-07-28',
      serverInfo: { name: '', version: '' },
      capabilities: { tools: {} },
    },
  });
  const _meta = { 'io.modelcontextprotocol/serverInfo': { name: 'n', version: 1, icons: [] } };
  expect(result({ ...value, _meta, instructions: 'Go.' })).toMatchObject({
    negotiated: { serverInfo: { name: 'n', version: '', icons: [] }, instructions: 'Go.' },
  });
});

test.each([
  ['without versions', { capabilities: {} }, 'supportedVersions'],
  [
    'with versions that are none',
    { supportedVersions: [1], capabilities: {} },
    'supportedVersions',
  ],
  ['without capabilities', { supportedVersions: ['2026-07-28'] }, 'capabilities'],
])('a result %s is no sign of the modern era', (_name, value, member) => {
  expect(result(value)).toMatchObject({
    kind: 'legacy',
    failure: { kind: 'invalidMessage', problem: expect.stringContaining(member) },
  });
});

test('a result with no common version may still be spoken to in the legacy era', () => {
  expect(result({ supportedVersions: ['2030-01-01'], capabilities: {} })).toMatchObject({
    kind: 'legacy',
    failure: { kind: 'version', server: ['2030-01-01'] },
  });
});

test.each([
  [{ code: -32601, message: '' }, 'legacy'],
  [{ code: -32602, message: 'Received request before initialization was complete' }, 'legacy'],
  [{ code: -32000, message: 'Server not initialized' }, 'legacy'],
  [{ code: -32022, message: '' }, 'legacy'],
  [{ code: -32022, message: '', data: { supported: [] } }, 'legacy'],
  [{ code: -32022, message: '', data: { supported: ['2025-11-25'] } }, 'legacy'],
  [{ code: -32022, message: '', data: { supported: ['2026-07-28', '2025-11-25'] } }, 'again'],
  [{ code: -32022, message: '', data: { supported: ['2030-01-01'] } }, 'failed'],
])('the error %j: %s', (value, kind) => {
  expect(error(value)).toMatchObject({ kind });
});

test.each([
  [200, 'failed'],
  [302, 'failed'],
  [400, 'legacy'],
  [401, 'failed'],
  [403, 'failed'],
  [404, 'legacy'],
  [405, 'legacy'],
  [500, 'legacy'],
])('HTTP %i: %s', (status, kind) => {
  expect(http(status)).toMatchObject({ kind, failure: { kind: 'http', exchange: { status } } });
});

test.each([
  [{ kind: 'network', code: 'ECONNREFUSED', message: 'm' } as const, 'failed', 'network'],
  [{ kind: 'closed' } as const, 'failed', 'closed'],
  [{ kind: 'noAnswer' } as const, 'legacy', 'closed'],
])('%j: %s', (failure, kind, failureKind) => {
  // What it was asked tells whoever may start it once more.
  const method = 'server/discover';
  expect(thrown(failure)).toMatchObject({ kind, failure: { kind: failureKind, method } });
});

test('what breaks JSON-RPC is no sign, what tells nothing of the server no verdict', () => {
  const invalid = new InvalidAnswerError('p', 'r');
  expect(classifyDiscovery({ kind: 'thrown', error: invalid })).toMatchObject({
    kind: 'legacy',
    failure: { kind: 'invalidMessage', problem: 'p', raw: 'r' },
  });
  expect(classifyDiscovery({ kind: 'thrown', error: new Error('aborted') })).toBeUndefined();
});
