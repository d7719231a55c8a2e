import { describe, expect, it } from 'vitest';
import { maskSecrets, secretsOf } from '../../../../src/extension/diagnosis/maskSecrets';
import type { LaunchDefinition } from '../../../../src/shared/model/server';

describe('maskSecrets', () => {
  it.each([
    ['Authorization: Bearer abc.def-123', 'Authorization: Bearer •••'],
    ['authorization: Basic dXNlcjpwYXNz==', 'authorization: Basic •••'],
    ['API_KEY=sk-12345 NODE_ENV=test', 'API_KEY=••• NODE_ENV=test'],
    ['{"password": "hunter22", "port": 3000}', '{"password": "•••", "port": 3000}'],
    ['server --api-key sk-12345 --port 3000', 'server --api-key ••• --port 3000'],
    ['https://me:s3cret@example.com/x?token=abc&y=1', 'https://•••@example.com/x?token=•••&y=1'],
    ['X-Api-Key: abc123', 'X-Api-Key: •••'],
  ])('masks what looks like a secret: %s', (text, masked) => {
    expect(maskSecrets(text)).toBe(masked);
  });

  it.each([
    'The token is missing',
    "Cannot find module 'secret-agent'",
    'at file:///w/token.js:3:7',
    'Listening on http://127.0.0.1:3000/mcp',
  ])('leaves ordinary text alone: %s', (text) => {
    expect(maskSecrets(text)).toBe(text);
  });

  it('masks known values wherever they stand, longer ones first', () => {
    expect(
      maskSecrets('a=topsecret b=topsecretlonger c=abc', ['topsecret', 'topsecretlonger', 'abc']),
    ).toBe('a=••• b=••• c=abc');
  });

  it('knows the values of environment and headers', () => {
    const base = { run: { env: { A: 'aaa', PORT: '${port}', GONE: null } }, headers: { H: 'hhh' } };
    expect(secretsOf({ ...base, kind: 'launchedHttp' } as unknown as LaunchDefinition)).toEqual([
      'aaa',
      'hhh',
    ]);
    expect(secretsOf(undefined)).toEqual([]);
  });
});
