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
    expect(parse('check --config .mcp.json')).toMatchObject({
      target: { kind: 'config', file: '.mcp.json' },
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

describe('serve', () => {
  test('all servers of a file, on any port', () => {
    expect(parse('serve --config .mcp.json --json')).toEqual({
      kind: 'serve',
      file: '.mcp.json',
      servers: [],
      port: 'auto',
      json: true,
    });
  });

  test('some of them, named once each or all at once', () => {
    expect(parse('serve --config f --server a --server b --port 4000')).toMatchObject({
      servers: ['a', 'b'],
      port: 4000,
    });
    expect(parse('serve --config f --server a b')).toMatchObject({ servers: ['a', 'b'] });
  });
});

describe('list', () => {
  test('everything, or one kind', () => {
    const stdio = { kind: 'stdio', command: 'node', args: ['a.js'] };
    expect(parse('list --stdio -- node a.js')).toEqual({
      kind: 'list',
      target: stdio,
      json: false,
    });
    expect(parse('list --stdio tools -- node a.js')).toMatchObject({
      what: 'tools',
      target: stdio,
    });
    expect(parse('list http://a/mcp prompts --json')).toMatchObject({
      what: 'prompts',
      json: true,
      target: { kind: 'url', url: 'http://a/mcp' },
    });
  });
});

describe('call', () => {
  test('the tool stands after the URL, or before --', () => {
    expect(parse('call http://a/mcp echo')).toMatchObject({
      target: { url: 'http://a/mcp' },
      tool: 'echo',
      given: { kind: 'nothing' },
      canned: { elicit: [], sampling: [] },
    });
    expect(parse('call --stdio echo {"a":1} -- node a.js {"a":2}')).toMatchObject({
      target: { command: 'node', args: ['a.js', '{"a":2}'] },
      tool: 'echo',
      given: { kind: 'json', value: { a: 1 } },
    });
    expect(parse('call --config f --server s echo -')).toMatchObject({ given: { kind: 'stdin' } });
  });

  test('a value for each argument', () => {
    expect(parse('call http://a/mcp echo --arg a=1 --arg=b=c=d --arg e=')).toMatchObject({
      given: {
        kind: 'pairs',
        pairs: [
          ['a', '1'],
          ['b', 'c=d'],
          ['e', ''],
        ],
      },
    });
  });

  test('answers for what the server asks back, in order', () => {
    expect(
      parse('call http://a/mcp echo --elicit {"a":1} --sampling yes --elicit {}'),
    ).toMatchObject({ canned: { elicit: [{ a: 1 }, {}], sampling: ['yes'] } });
  });

  test('era and time', () => {
    expect(parse('call http://a/mcp echo --era legacy --timeout 9')).toMatchObject({
      era: 'legacy',
      timeout: 9,
    });
  });
});

test('request: a method and its params', () => {
  expect(parse('request --stdio resources/read {"uri":"a:b"} -- node a.js')).toMatchObject({
    kind: 'request',
    target: { kind: 'stdio' },
    method: 'resources/read',
    given: { kind: 'json', value: { uri: 'a:b' } },
  });
});

test('help on one command', () => {
  expect(parse('help call')).toEqual({ kind: 'help', topic: 'call' });
  expect(parse('call --help')).toEqual({ kind: 'help', topic: 'call' });
  expect(parse('help tap')).toEqual({ kind: 'help', topic: 'tap' });
  expect(parse('help')).toEqual({ kind: 'help' });
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
  ['lsit http://a', 'Did you mean list?'],
  ['check http://a --tiemout 3', 'Did you mean --timeout?'],
  ['help nope', 'nope'],
  ['check http://a --arg a=1', '--arg'],
  ['check --config f --server a --server b', 'Only one --server'],
  ['check http://a --era old', '--era'],
  ['serve', '--config'],
  ['serve --config f a', '“a”'],
  ['serve --config f -- node', 'no program'],
  ['serve --config f --port 0', '65535'],
  ['call http://a echo --elicit yes', 'no JSON'],
  ['list http://a --elicit {}', '--elicit'],
  ['check http://a --era 2020-01-01', '2025-11-25'],
  ['check http://a --record=', '--record'],
  ['list tools', 'Name a server'],
  ['list http://a tolls', 'tools, resources'],
  ['list http://a tools more', 'more'],
  ['call --stdio -- node', 'Name a tool'],
  ['call echo', 'Name a server'],
  ['call http://a echo {} {}', '“{}” is one'],
  ['call http://a echo {} --arg a=1', 'not both'],
  ['call http://a echo --arg a', 'NAME=VALUE'],
  ['call http://a echo --arg =1', 'NAME=VALUE'],
  ['call http://a echo {"a"', 'no JSON'],
  ['call http://a echo [1]', 'must be an object'],
  ['request http://a', 'Name a method'],
])('%j is refused and says why', (text, word) => {
  expect(() => parse(text)).toThrow(UsageError);
  expect(() => parse(text)).toThrow(word);
});
