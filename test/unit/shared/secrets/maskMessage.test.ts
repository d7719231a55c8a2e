import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskHeaders } from '../../../../src/shared/secrets/maskHeaders';
import { maskMessage } from '../../../../src/shared/secrets/maskMessage';

describe('maskMessage', () => {
  it.each([
    ['{"password":"hunter2"}', '{"password":"•••"}'],
    ['{"api_key": 12345, "x": 1}', '{"api_key": "•••", "x": 1}'],
    [
      '{"tokens":["a","b"],"cookies":["a",1],"x":"a"}',
      '{"tokens":["a","b"],"cookies":["•••","•••"],"x":"a"}',
    ],
    [
      '{"a":"curl -H \\"Authorization: Bearer abc\\""}',
      '{"a":"curl -H \\"Authorization: Bearer •••\\""}',
    ],
    ['{"password"            :\n"hunter2"}', '{"password"            :\n"•••"}'],
    ['{"url":"https://me:pw@host/x"}', '{"url":"https://•••@host/x"}'],
    ['{"credentials":{"user":"me"},"user":"me"}', '{"credentials":{"user":"me"},"user":"me"}'],
  ])('masks what looks like a secret: %s', (json, masked) => {
    expect(maskMessage(json)).toBe(masked);
  });

  it.each([
    '{"_meta":{"progressToken":5},"maxTokens":100}',
    '{"id":12345678901234567890,"id":1,  "token of":"gratitude"}',
    '{"text":"The token is missing"}',
    'not "json',
  ])('leaves the rest as it is: %s', (json) => {
    expect(maskMessage(json)).toBe(json);
  });

  it('masks known values wherever they stand, escaped or not', () => {
    expect(maskMessage('{"a":"x top\\"secret y","n":5}', ['top"secret'])).toBe(
      '{"a":"x ••• y","n":5}',
    );
  });

  it('leaves JSON what it was, but for the secrets', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), (json) => {
        const masked = maskMessage(`{"password":"abcdefgh","rest":${json}}`, ['abcdefgh']);
        expect(masked).not.toContain('abcdefgh');
        expect(JSON.parse(masked)).toHaveProperty('rest');
      }),
    );
  });

  it('takes no longer than the message is long', () => {
    const deep = `{"token":${'['.repeat(100_000)}${'"x",'.repeat(100_000)}1${']'.repeat(100_000)}}`;
    const start = performance.now();
    maskMessage(deep);
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});

describe('maskHeaders', () => {
  it('masks what lets somebody in, and nothing else', () => {
    expect(
      maskHeaders({
        authorization: 'Bearer abc',
        Cookie: 'a=b',
        'x-api-key': 'k',
        'x-portcullis-token': 't',
        'x-custom': 'Basic dXNlcg==',
        'mcp-session-id': 's-1',
        'www-authenticate': 'Bearer resource_metadata="https://host/x"',
        location: 'https://host/cb?token=abc&x=1',
        'content-type': 'application/json',
      }),
    ).toEqual({
      authorization: 'Bearer •••',
      Cookie: '•••',
      'x-api-key': '•••',
      'x-portcullis-token': '•••',
      'x-custom': 'Basic •••',
      'mcp-session-id': 's-1',
      'www-authenticate': 'Bearer resource_metadata="https://host/x"',
      location: 'https://host/cb?token=•••&x=1',
      'content-type': 'application/json',
    });
  });
});
