import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../../src/proxy/diagnosis/diagnose';
import type { LaunchFacts } from '../../../../src/proxy/diagnosis/facts';
import { answer, answered, factsOf, launched, PORT, remote } from './facts';

const HTML = { 'content-type': 'text/html; charset=utf-8' };
const NOT_FOUND = answer(404, {
  headers: HTML,
  bodyHead: '<!DOCTYPE html><title>Error</title><pre>Cannot POST /mcp</pre>',
});

function edits(facts: LaunchFacts, index = 0) {
  const action = diagnose(facts).fixes[index]?.action;
  return action?.kind === 'editEntry'
    ? Object.fromEntries(action.edits.map(({ path, value }) => [path.join('.'), value]))
    : undefined;
}

function value(facts: LaunchFacts, label: string) {
  return diagnose(facts).evidence.find((item) => item.label === label)?.value;
}

describe('http.wrong-path', () => {
  test('the path that was found is offered', () => {
    const facts = answered(remote('http://127.0.0.1:3000/mpc'), NOT_FOUND, {
      alternatives: [{ url: 'http://127.0.0.1:3000/mcp', transport: 'http' }],
    });
    expect(diagnose(facts)).toMatchObject({
      code: 'http.wrong-path',
      title: 'MCP is at /mcp, not at /mpc',
    });
    expect(edits(facts)).toEqual({ url: 'http://127.0.0.1:3000/mcp' });
  });

  test('over another transport', () => {
    const facts = answered(remote(), NOT_FOUND, {
      alternatives: [{ url: 'http://127.0.0.1:3000/sse', transport: 'sse' }],
    });
    expect(diagnose(facts).code).toBe('http.wrong-path');
    expect(edits(facts)).toEqual({ url: 'http://127.0.0.1:3000/sse', type: 'sse' });
  });

  test('the placeholder of the port stays', () => {
    const facts = answered(launched({ url: `http://127.0.0.1:${PORT}/` }), NOT_FOUND, {
      url: 'http://127.0.0.1:3000/',
      alternatives: [{ url: 'http://127.0.0.1:3000/mcp', transport: 'http' }],
    });
    expect(edits(facts)).toEqual({ url: `http://127.0.0.1:${PORT}/mcp` });
  });

  test('a web page at the root of a server whose endpoint is elsewhere', () => {
    const facts = answered(
      remote('http://127.0.0.1:3000/'),
      answer(200, { url: 'http://127.0.0.1:3000/', headers: HTML, bodyHead: '<title>Hi</title>' }),
      { alternatives: [{ url: 'http://127.0.0.1:3000/mcp', transport: 'http' }] },
    );
    expect(diagnose(facts).code).toBe('http.wrong-path');
  });

  test('not: guarded', () => {
    const facts = answered(remote(), answer(401), {
      alternatives: [{ url: 'http://127.0.0.1:3000/sse', transport: 'sse' }],
    });
    expect(diagnose(facts).code).toBe('http.unauthorized');
  });
});

describe('http.not-found', () => {
  test.each([404, 405, 410])('%d, and MCP nowhere', (status) => {
    const facts = answered(remote(), answer(status), {
      pathsTried: ['http://127.0.0.1:3000/sse', 'http://127.0.0.1:3000/'],
    });
    expect(diagnose(facts)).toMatchObject({
      code: 'http.not-found',
      title: `/mcp is not there (HTTP ${status})`,
    });
    expect(value(facts, 'Also tried')).toBe('/sse, /');
  });
});

describe('http.sse-endpoint and http.streamable-endpoint', () => {
  test('Streamable HTTP to the older transport', () => {
    const facts = answered(remote('http://127.0.0.1:3000/sse'), answer(405), {
      alternatives: [{ url: 'http://127.0.0.1:3000/sse', transport: 'sse' }],
    });
    expect(diagnose(facts).code).toBe('http.sse-endpoint');
    expect(edits(facts)).toEqual({ type: 'sse' });
  });

  test('the older transport to Streamable HTTP', () => {
    const facts = answered(remote('http://127.0.0.1:3000/mcp', 'sse'), answer(400), {
      alternatives: [{ url: 'http://127.0.0.1:3000/mcp', transport: 'http' }],
    });
    expect(diagnose(facts).code).toBe('http.streamable-endpoint');
    expect(edits(facts)).toEqual({ type: 'http' });
  });

  test('the same place is better than another path', () => {
    const facts = answered(remote('http://127.0.0.1:3000/sse'), answer(404), {
      alternatives: [
        { url: 'http://127.0.0.1:3000/mcp', transport: 'http' },
        { url: 'http://127.0.0.1:3000/sse', transport: 'sse' },
      ],
    });
    expect(diagnose(facts).code).toBe('http.sse-endpoint');
  });
});

describe('http.not-mcp', () => {
  test('a web page', () => {
    const facts = answered(
      remote(),
      answer(200, { headers: HTML, bodyHead: '<html><head><title>My blog</title>' }),
    );
    expect(diagnose(facts)).toMatchObject({
      code: 'http.not-mcp',
      title: 'A web page: My blog, not an MCP server',
    });
    expect(value(facts, 'Content type')).toBe('text/html; charset=utf-8');
  });

  test('an API of another kind', () => {
    const facts = answered(
      remote(),
      answer(200, { headers: { 'content-type': 'application/json' }, bodyHead: '{"ok":true}' }),
    );
    expect(diagnose(facts)).toMatchObject({
      code: 'http.not-mcp',
      title: 'Not an MCP server (HTTP 200)',
    });
    expect(value(facts, 'Body')).toBe('{"ok":true}');
  });
});

test('http.not-http', () => {
  const facts = factsOf({
    definition: remote(),
    step: 'http',
    notHttpHead: 'SSH-2.0-OpenSSH_9.6\r\n',
  });
  expect(diagnose(facts).code).toBe('http.not-http');
  expect(diagnose(facts).explanation).toContain('an SSH server');
  expect(value(facts, 'First bytes')).toBe('SSH-2.0-OpenSSH_9.6\\x0d\\x0a');
});

test('http.no-response', () => {
  const facts = factsOf({ definition: remote(), step: 'http', httpSilent: true, waitedMs: 10_000 });
  expect(diagnose(facts).code).toBe('http.no-response');
  expect(value(facts, 'Waited')).toBe('10 s');
});

describe('http.unauthorized', () => {
  test('with sign-in', () => {
    const facts = answered(
      remote(),
      answer(401, {
        headers: {
          'www-authenticate':
            'Bearer resource_metadata="http://127.0.0.1:3000/.well-known/oauth-protected-resource"',
        },
      }),
      {
        oauth: {
          resourceMetadata: 'http://127.0.0.1:3000/.well-known/oauth-protected-resource',
          authorizationServers: ['https://sign-in.example'],
        },
      },
    );
    expect(diagnose(facts).code).toBe('http.unauthorized');
    expect(value(facts, 'Scheme')).toBe('Bearer');
    expect(value(facts, 'Sign-in (OAuth)')).toBe('https://sign-in.example');
    expect(
      diagnose(facts)
        .fixes.slice(0, 2)
        .map(({ action }) => action),
    ).toEqual([{ kind: 'signIn' }, { kind: 'setHeader', name: 'Authorization' }]);
  });

  test('with a token that is not accepted', () => {
    const facts = answered(
      remote(),
      answer(401, { requestHeaders: { authorization: 'Bearer secret' } }),
    );
    expect(diagnose(facts).title).toBe('The credentials are not accepted');
    expect(JSON.stringify(diagnose(facts))).not.toContain('secret');
  });
});

describe('http.forbidden and http.host-rejected', () => {
  test('403 with a scope', () => {
    const facts = answered(
      remote(),
      answer(403, {
        headers: { 'www-authenticate': 'Bearer error="insufficient_scope", scope="weather:read"' },
      }),
    );
    expect(diagnose(facts)).toMatchObject({
      code: 'http.forbidden',
      title: 'The scope weather:read is missing',
    });
  });

  test.each([
    [
      403,
      '{"jsonrpc":"2.0","error":{"code":-32000,"message":"Invalid Host: 127.0.0.1:3000"},"id":null}',
    ],
    [403, 'Invalid Host header: 127.0.0.1:3000'],
    [421, 'Invalid Host header'],
    [403, 'Blocked request. This host ("weather.test") is not allowed.'],
    [400, 'DisallowedHost at /mcp'],
  ])('%d %s', (status, bodyHead) => {
    const facts = answered(remote(), answer(status, { bodyHead }), {
      alternatives: [{ url: 'http://localhost:3000/mcp', transport: 'http' }],
    });
    expect(diagnose(facts)).toMatchObject({
      code: 'http.host-rejected',
      title: 'Host 127.0.0.1:3000 is refused',
    });
    expect(value(facts, 'Host sent')).toBe('127.0.0.1:3000');
    expect(edits(facts)).toEqual({ url: 'http://localhost:3000/mcp' });
  });

  test('an Origin', () => {
    const facts = answered(
      remote(),
      answer(403, {
        bodyHead: 'Invalid Origin: http://evil.test',
        requestHeaders: { Origin: 'http://evil.test' },
      }),
    );
    expect(diagnose(facts).title).toBe('Origin http://evil.test is refused');
  });
});

describe('http.redirect', () => {
  test('the target is offered', () => {
    const facts = answered(remote(), answer(308, { headers: { location: '/v2/mcp' } }));
    expect(diagnose(facts)).toMatchObject({
      code: 'http.redirect',
      title: 'Redirected to http://127.0.0.1:3000/v2/mcp',
    });
    expect(edits(facts)).toEqual({ url: 'http://127.0.0.1:3000/v2/mcp' });
  });

  test('a page for signing in is not', () => {
    const facts = answered(remote(), answer(302, { headers: { location: '/login?next=/mcp' } }));
    expect(diagnose(facts).code).toBe('http.redirect');
    expect(diagnose(facts).fixes.map(({ id }) => id)).toEqual(['openEntry']);
  });
});

test.each([500, 502, 503])('http.server-error: %d', (status) => {
  const facts = answered(remote(), answer(status, { bodyHead: 'Traceback: no city' }));
  expect(diagnose(facts)).toMatchObject({
    code: 'http.server-error',
    title: `The server failed with HTTP ${status}`,
  });
  expect(value(facts, 'Body')).toBe('Traceback: no city');
});

test('the answer to the probe counts when there was no handshake', () => {
  const facts = factsOf({
    definition: launched(),
    step: 'http',
    timedOut: true,
    process: { pid: 4711, alive: true },
    http: answer(503),
  });
  expect(diagnose(facts).code).toBe('http.server-error');
});
