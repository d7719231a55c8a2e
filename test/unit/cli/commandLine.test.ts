import { describe, expect, test } from 'vitest';
import { UsageError } from '../../../src/cli/args/usageError';
import { parseCommandLine } from '../../../src/cli/commandLine';

const parse = (text: string) => parseCommandLine(text === '' ? [] : text.split(' '));

describe('check', () => {
  test('a URL', () => {
    expect(parse('check http://127.0.0.1:3000/mcp')).toEqual({
      kind: 'check',
      json: false,
      target: {
        kind: 'url',
        url: 'http://127.0.0.1:3000/mcp',
        transport: 'http',
        headers: {},
      },
    });
  });

  test('a URL with transport, headers, time and JSON', () => {
    const command = parseCommandLine([
      'check',
      'https://a.example/sse',
      '--transport=sse',
      '--header',
      'Authorization: Bearer a:b',
      '--header=X-Key:1',
      '--timeout',
      '500',
      '--json',
    ]);
    expect(command).toMatchObject({
      json: true,
      timeout: 500,
      target: {
        transport: 'sse',
        headers: { Authorization: 'Bearer a:b', 'X-Key': '1' },
      },
    });
  });

  test('an entry of a configuration file', () => {
    expect(parse('check --config .mcp.json --server weather')).toMatchObject({
      target: { kind: 'config', file: '.mcp.json', server: 'weather' },
    });
  });

  test('a program over stdio, whose options are its own', () => {
    expect(parse('check --json --stdio -- npx -y weather --json -- --help')).toEqual({
      kind: 'check',
      json: true,
      target: {
        kind: 'stdio',
        command: 'npx',
        args: ['-y', 'weather', '--json', '--', '--help'],
      },
    });
  });

  test('a program over HTTP', () => {
    expect(parse('check --launch -- node server.js --port {port}')).toMatchObject({
      target: {
        kind: 'launch',
        command: 'node',
        args: ['server.js', '--port', '{port}'],
        url: 'http://127.0.0.1:{port}/mcp',
        port: 'auto',
      },
    });
    expect(
      parse('check --launch --url http://localhost:{port}/sse --transport sse --port 80 -- a'),
    ).toMatchObject({ target: { url: 'http://localhost:{port}/sse', transport: 'sse', port: 80 } });
  });
});

describe('wait', () => {
  test('the program to run stands after --', () => {
    expect(parse('wait http://a/mcp --timeout 9 -- npm test -- --watch')).toMatchObject({
      kind: 'wait',
      timeout: 9,
      target: { kind: 'url' },
      program: ['npm', 'test', '--', '--watch'],
    });
    expect(parse('wait http://a/mcp')).toMatchObject({ program: [] });
  });

  test('after the program of a server, the last -- parts the two', () => {
    expect(parse('wait --launch -- npm run dev -- --port {port} -- npm test')).toMatchObject({
      target: { command: 'npm', args: ['run', 'dev', '--', '--port', '{port}'] },
      program: ['npm', 'test'],
    });
    expect(parse('wait --stdio -- node server.js')).toMatchObject({
      target: { command: 'node', args: ['server.js'] },
      program: [],
    });
  });
});

test.each([
  ['', 'help'],
  ['--help', 'help'],
  ['check -h', 'help'],
  ['--version', 'version'],
])('%j asks for %s', (text, kind) => {
  expect(parse(text).kind).toBe(kind);
});

test.each([
  ['look', 'look'],
  ['--json', 'check, wait'],
  ['check', 'Name a server'],
  ['check --nope http://a', '--nope'],
  ['check http://a b', 'b'],
  ['check http://a --stdio -- node', 'a URL or --stdio'],
  ['check --stdio', '--stdio -- COMMAND'],
  ['check --stdio --', '--stdio -- COMMAND'],
  ['check http://a -- node', '--stdio or --launch'],
  ['check --config a.json', '--server'],
  ['check --server a', '--config'],
  ['check --stdio --port 1 -- node', '--port'],
  ['check http://a --url http://b', '--url'],
  ['check --config a --server b --header X:1', '--header'],
  ['check http://a --transport tcp', 'http or sse'],
  ['check http://a --header X', 'NAME:VALUE'],
  ['check http://a --timeout soon', '--timeout'],
  ['check http://a --timeout 0', '--timeout'],
  ['check --launch --port 70000 -- a', '65535'],
  ['check --launch --port auto --url http://a:1/ -- a', '{port}'],
  ['wait http://a --json', '--json'],
])('%j is refused and says why', (text, word) => {
  expect(() => parse(text)).toThrow(UsageError);
  expect(() => parse(text)).toThrow(word);
});
