import { describe, expect, it } from 'vitest';
import type { LaunchDefinition } from '../../../../src/shared/model/server';
import { maskSecrets, secretsOf } from '../../../../src/shared/secrets/maskSecrets';

describe('maskSecrets', () => {
  it.each([
    ['Authorization: Bearer abc.def-123', 'Authorization: Bearer •••'],
    ['authorization: Basic dXNlcjpwYXNz==', 'authorization: Basic •••'],
    ['API_KEY=sk-12345 NODE_ENV=test', 'API_KEY=••• NODE_ENV=test'],
    ['{"password": "hunter22", "port": 3000}', '{"password": "•••", "port": 3000}'],
    ['server --api-key sk-12345 --port 3000', 'server --api-key ••• --port 3000'],
    ['https://me:s3cret@example.com/x?token=abc&y=1', 'https://•••@example.com/x?token=•••&y=1'],
    ['X-Api-Key: abc123', 'X-Api-Key: •••'],
    ['server --api-key=sk-12345 --port=3000', 'server --api-key=••• --port=3000'],
    ['server --password "two words" next', 'server --password "•••" next'],
    ['DB_PASSWORD="two words" next', 'DB_PASSWORD="•••" next'],
    ['git+https://ghp_12345@example.com/x', 'git+https://•••@example.com/x'],
    ['https://me:p@ss@example.com/x?to=a@b', 'https://•••@example.com/x?to=a@b'],
    ['https://example.com/mcp?key=abc&y=1', 'https://example.com/mcp?key=•••&y=1'],
  ])('masks what looks like a secret: %s', (text, masked) => {
    expect(maskSecrets(text)).toBe(masked);
  });

  it.each([
    'The token is missing',
    "Cannot find module 'secret-agent'",
    'at file:///w/token.js:3:7',
    'Listening on http://127.0.0.1:3000/mcp',
    'https://registry.example/@scope/name',
  ])('leaves ordinary text alone: %s', (text) => {
    expect(maskSecrets(text)).toBe(text);
  });

  it.each(['a', 'token', 'api-key', '-', '--token ', 'token ', 'token"', ' ', 'a://b:', 'Bearer '])(
    'takes no longer than the text is long: %j',
    (unit) => {
      // With the square of the length this would take minutes, with its third power years.
      const text = unit.repeat(400_000 / unit.length);
      const start = performance.now();
      maskSecrets(`${text}!`);
      expect(performance.now() - start).toBeLessThan(5_000);
    },
  );

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

  it('knows the values that came from elsewhere', () => {
    const definition = { kind: 'stdio', run: { env: {} }, secrets: ['from ${elsewhere}'] };
    expect(secretsOf(definition as unknown as LaunchDefinition)).toEqual(['from ${elsewhere}']);
  });
});
