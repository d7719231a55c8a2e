import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { parseCommandLine } from '../../../../src/cli/commandLine';
import { copyAs } from '../../../../src/shared/copy/copyAs';
import type { CopySource } from '../../../../src/shared/copy/copySource';
import { shellQuote } from '../../../../src/shared/copy/shellQuote';
import type { LaunchDefinition } from '../../../../src/shared/model/server';

const params = { name: 'add', arguments: { text: `it's "$HOME" \`id\` \\ ${'\n'} €` } };
const raw = JSON.stringify({ jsonrpc: '2.0', id: 7, method: 'tools/call', params });
const base = {
  id: 'x/my server',
  name: 'my server',
  readyTimeout: 1,
  era: 'auto' as const,
  roots: [],
  source: { label: 'test' },
  problems: [],
};
const stdio: LaunchDefinition = {
  ...base,
  kind: 'stdio',
  run: {
    command: 'node',
    args: ['my server.js', '--api-key', 'hunter22', '--port=1'],
    cwd: '/w',
    env: { API_KEY: 'hunter22', GONE: null },
  },
};
const remote: LaunchDefinition = {
  ...base,
  kind: 'remote',
  transport: 'http',
  url: 'http://127.0.0.1:3000/mcp',
  headers: { 'X-Api-Key': 'hunter22' },
};
const call: CopySource = { method: 'tools/call', params, raw, server: 'my server' };
const http = {
  method: 'POST',
  url: 'http://127.0.0.1:3000/mcp?a=1&b=2',
  headers: {
    host: '127.0.0.1',
    accept: 'application/json, text/event-stream',
    authorization: 'Bearer •••',
    'x-api-key': '•••',
    'mcp-session-id': 's-1',
  },
};

/** The words that a shell makes of a command line. */
function words(line: string, env: Record<string, string> = {}): string[] {
  const script = `p() { for w in "$@"; do printf '%s\\0' "$w"; done; }; p ${line}`;
  return execFileSync('sh', ['-c', script], { encoding: 'utf8', env }).split('\0').slice(0, -1);
}

describe.skipIf(process.platform === 'win32')('for a shell', () => {
  test('any text is one word', () => {
    const text = fc
      .string({ unit: 'grapheme', maxLength: 20 })
      .filter((one) => !one.includes('\0'));
    fc.assert(
      fc.property(fc.array(text, { maxLength: 3 }), (texts) => {
        expect(words(texts.map(shellQuote).join(' '))).toEqual(texts);
      }),
      { numRuns: 50 },
    );
  });

  test('curl sends what was sent, with secrets from the environment', () => {
    const line = copyAs('curl', { ...call, http })!;
    expect(line).not.toContain('•');
    const env = { AUTHORIZATION: 'to$ken', X_API_KEY: 'k y' };
    expect(words(line, env)).toEqual([
      'curl',
      '-N',
      '-X',
      'POST',
      http.url,
      '-H',
      'accept: application/json, text/event-stream',
      '-H',
      'authorization: Bearer to$ken',
      '-H',
      'x-api-key: k y',
      '-H',
      'mcp-session-id: s-1',
      '--data-raw',
      raw,
    ]);
    expect(copyAs('curl', call)).toBeUndefined();
  });

  test.each([
    ['a call over stdio', { definition: stdio }],
    ['a call over HTTP', { definition: remote }],
    [
      'a call of an entry of a file',
      { definition: { ...stdio, source: { label: 'x', uri: 'file:///w/a%20b/.mcp.json' } } },
    ],
    ['another request', { definition: stdio, method: 'resources/read', params: { uri: 'a b' } }],
    [
      'a call with more than its arguments',
      { definition: remote, params: { ...params, _meta: { x: 1 } } },
    ],
    ['a request of a file of traffic', { http, method: 'tools/list', params: {} }],
  ])('%s is understood by our own command line', (_what, more) => {
    const source = { ...call, ...more } as CopySource;
    const line = copyAs('cli', source, ['hunter22'])!;
    expect(line).not.toContain('hunter22');
    const [program, ...args] = words(line, { X_API_KEY: 'k y' });
    expect(program).toBe('portcullis');
    const parsed = JSON.stringify(parseCommandLine(args));
    const isCall = source.method === 'tools/call' && !('_meta' in source.params);
    expect(parsed).toContain(isCall ? '"add"' : JSON.stringify(source.method));
    const sent = isCall ? source.params.arguments : source.params;
    expect(
      args.some((word) => word === JSON.stringify(sent)) || JSON.stringify(sent) === '{}',
    ).toBe(true);
  });
});

describe('as a program', () => {
  test.each([
    ['stdio', { definition: stdio }],
    ['HTTP', { definition: remote }],
    ['SSE', { definition: { ...remote, transport: 'sse' } }],
    [
      'a method without a function',
      { definition: remote, method: 'tasks/get', params: { ['__proto__']: 1 } },
    ],
  ])('over %s, it is TypeScript without secrets', (_what, more) => {
    const text = copyAs('typescript', { ...call, ...more } as CopySource, ['hunter22'])!;
    expect(text).not.toContain('hunter22');
    expect(text).toMatchSnapshot();
    const folder = mkdtempSync(path.join(tmpdir(), 'copied-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    writeFileSync(path.join(folder, 'copied.mts'), text);
    // Reads it, and runs nothing.
    execFileSync(process.execPath, ['--check', path.join(folder, 'copied.mts')]);
  });

  test.each([
    ['stdio', { definition: stdio }],
    ['HTTP', { definition: remote }],
    ['HTTP without headers', { definition: { ...remote, headers: {} } }],
    ['SSE', { definition: { ...remote, transport: 'sse' } }],
    ['a resource', { definition: stdio, method: 'resources/read', params: { uri: 'a b' } }],
    [
      'a prompt',
      { definition: stdio, method: 'prompts/get', params: { name: 'x', arguments: { a: 'b' } } },
    ],
  ])('over %s, it is Python without secrets', (_what, more) => {
    const text = copyAs('python', { ...call, ...more } as CopySource, ['hunter22'])!;
    expect(text).not.toContain('hunter22');
    expect(text).toMatchSnapshot();
  });

  test('in Python, there is none for a method without a function', () => {
    const source = { ...call, definition: remote, method: 'tasks/get', params: {} };
    expect(copyAs('python', source)).toBeUndefined();
  });

  test('where the server is not known, there is none', () => {
    expect(copyAs('typescript', call)).toBeUndefined();
    expect(copyAs('python', call)).toBeUndefined();
    expect(copyAs('cli', call)).toBeUndefined();
  });
});

test('as JSON it is readable, and known secrets are masked', () => {
  const text = copyAs('json', { ...call, raw: '{"a":"hunter22","b":{"token":"x"},"n":1}' }, [
    'hunter22',
  ]);
  expect(text).toBe('{\n  "a": "•••",\n  "b": {\n    "token": "•••"\n  },\n  "n": 1\n}');
});
