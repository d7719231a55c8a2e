import { describe, expect, it } from 'vitest';
import {
  ROOT_DIALECT,
  SETTING_KEY,
  settingDialect,
  VSCODE_DIALECT,
} from '../../../../src/shared/config/dialects/vscode';
import { readConfig } from '../../../../src/shared/config/readConfig';
import type { ServerEntry } from '../../../../src/shared/config/serverEntry';

const SETTING = settingDialect([SETTING_KEY]);

function one(text: string, dialect = VSCODE_DIALECT): ServerEntry {
  const config = readConfig(text, dialect);
  expect(config.problems).toEqual([]);
  expect(config.entries).toHaveLength(1);
  return config.entries[0]!;
}

describe('readConfig', () => {
  it('reads comments, trailing commas and a byte-order mark, and knows where an entry stands', () => {
    const entry = one(
      '\uFEFF{\n  // mine\n  "servers": {\n    "a b/ü": { "command": "node", "args": ["x", 1,], /* ! */ },\n  },\n}',
    );
    expect(entry).toMatchObject({
      name: 'a b/ü',
      kind: 'stdio',
      path: ['servers', 'a b/ü'],
      range: { line: 4, column: 5, endLine: 4, endColumn: 12 },
      run: { command: 'node', args: ['x', '1'], env: {} },
      problems: [],
    });
  });

  it.each([
    ['\r\n', '{\r\n"servers":{\r\n"x":{"command":"c"}}}'],
    ['\n', '{\n"servers":{\n"x":{"command":"c"}}}'],
  ])('counts lines that end with %j', (_, text) => {
    expect(one(text).range.line).toBe(3);
  });

  it.each<[string, object]>([
    ['{"command":"c"}', { kind: 'stdio' }],
    ['{"type":"stdio","command":"c"}', { kind: 'stdio' }],
    ['{"type":"unheard-of","command":"c"}', { kind: 'stdio' }],
    ['{"url":"http://h/mcp"}', { kind: 'remote', transport: 'http' }],
    ['{"type":"streamable-http","url":"http://h/mcp"}', { kind: 'remote', transport: 'http' }],
    ['{"type":"sse","url":"http://h/sse"}', { kind: 'remote', transport: 'sse' }],
    ['{"type":"http","url":"http://h/mcp"}', { kind: 'remote', transport: 'http' }],
  ])('takes %s for its kind', (text, expected) => {
    expect(one(`{"servers":{"x":${text}}}`)).toMatchObject({ ...expected, problems: [] });
  });

  it('reads both root keys of a root file, and lets the later of two equal names win', () => {
    const config = readConfig(
      '{"mcpServers":{"a":{"command":"1"},"b":{"command":"2"}},"servers":{"a":{"command":"3"}}}',
      ROOT_DIALECT,
    );
    expect(config.entries.map((entry) => [entry.name, entry.path[0]])).toEqual([
      ['a', 'servers'],
      ['b', 'mcpServers'],
    ]);
    expect(config.problems).toMatchObject([{ severity: 'warning', value: 'a' }]);
  });

  it('uses nothing of a file with a syntax error, and says what was expected where', () => {
    const config = readConfig(
      '{\n  "servers": {\n    "a": { "command" "c" }\n  }\n}',
      VSCODE_DIALECT,
    );
    expect(config.entries).toEqual([]);
    expect(config.problems[0]).toMatchObject({
      severity: 'error',
      message: 'A colon was expected, but `"c"` was found.',
      range: { line: 3, column: 22 },
    });
  });

  it('tells of a file that is no JSON at all what a person can read', () => {
    const config = readConfig('no json '.repeat(20_000), VSCODE_DIALECT);
    expect(config.entries).toEqual([]);
    expect(config.problems).toHaveLength(100);
  });

  it.each(['[', '{"servers":'])('does not fail over a file of %s and nothing else', (level) => {
    const config = readConfig(level.repeat(100_000), VSCODE_DIALECT);
    expect(config).toMatchObject({
      entries: [],
      problems: [{ severity: 'error', message: 'The file is nested too deeply to be read.' }],
    });
  });

  it.each([
    ['', []],
    ['  // only a comment\n', []],
    ['{}', []],
    ['[]', ['The file must hold an object.']],
    ['{"servers":[]}', ['`servers` must be an object with a server under each name.']],
  ])('reads %j as a file without servers', (text, problems) => {
    const config = readConfig(text, VSCODE_DIALECT);
    expect(config.entries).toEqual([]);
    expect(config.problems.map(({ message }) => message)).toEqual(problems);
  });

  it.each([
    ['{}', '`command` is missing: a server needs a command to start, or the URL of one that runs.'],
    ['3', 'A server must be an object with a `command` or a `url`.'],
    [
      '{"command":""}',
      '`command` must not be empty: a server needs a command to start, or the URL of one that runs.',
    ],
    ['{"command":["node"]}', '`command` must be a string, but is an array.'],
    ['{"command":"c","args":"--x"}', '`args` must be an array of strings, but is `"--x"`.'],
    ['{"command":"c","args":["a",true]}', '`args[1]` must be a string, but is `true`.'],
    [
      '{"command":"c","env":{"A":{}}}',
      '`env.A` must be a string, a number or null, but is an object.',
    ],
    ['{"command":"c","env":[]}', '`env` must be an object of strings, but is an array.'],
    ['{"url":"ftp://h"}', '`url` must be an address that begins with http:// or https://.'],
    ['{"url":"http://h:99999/"}', '`url` must be an address that begins with http:// or https://.'],
    ['{"url":"http://h","headers":{"A":null}}', '`headers.A` must be a string, but is null.'],
    [
      '{"command":"c","readyTimeout":"5s"}',
      '`readyTimeout` must be a whole number from 1 to 86400000, but is `"5s"`.',
    ],
    [
      '{"command":"c","restartOnCrash":"yes"}',
      '`restartOnCrash` must be true or false, but is `"yes"`.',
    ],
  ])('says what is wrong with %s', (text, message) => {
    const [entry] = readConfig(`{"servers":{"x":${text}}}`, VSCODE_DIALECT).entries;
    expect(entry!.problems.map((problem) => problem.message)).toEqual([message]);
    expect(entry!.problems[0]).toMatchObject({ severity: 'error', server: 'x' });
  });

  it('keeps null and numbers of the environment, and names that objects have of their own', () => {
    const entry = one(
      '{"servers":{"x":{"command":"c","env":{"A":null,"PORT":3000,"__proto__":"p"}}}}',
    );
    expect(entry.kind === 'stdio' && Object.entries(entry.run.env)).toEqual([
      ['A', null],
      ['PORT', '3000'],
      ['__proto__', 'p'],
    ]);
  });

  it('does not launch HTTP servers from files of other programs', () => {
    const [entry] = readConfig(
      '{"servers":{"x":{"type":"http","url":"http://h/","command":"c"}}}',
      VSCODE_DIALECT,
    ).entries;
    expect(entry).toMatchObject({ kind: 'remote', problems: [{ severity: 'warning' }] });
  });

  it.each<[string, 'auto' | number]>([
    ['{"url":"http://127.0.0.1:${port}/mcp","command":"c"}', 'auto'],
    ['{"url":"http://127.0.0.1:3000/mcp","command":"c","env":{"PORT":"${port}"}}', 'auto'],
    ['{"url":"http://127.0.0.1:3000/mcp","command":"c"}', 3000],
    ['{"url":"http://[::1]:3001/mcp","command":"c"}', 3001],
    ['{"url":"http://127.0.0.1/mcp","command":"c"}', 80],
    ['{"url":"https://127.0.0.1/mcp","command":"c"}', 443],
    ['{"url":"http://127.0.0.1:${port}/mcp","command":"c","port":8080}', 8080],
  ])('launches HTTP from our own setting: %s', (text, port) => {
    expect(one(`{"portcullis.servers":{"x":${text}}}`, SETTING)).toMatchObject({
      kind: 'launchedHttp',
      port,
      problems: [],
    });
  });

  it('reads the bare value of the setting', () => {
    expect(one('{"x":{"command":"c"}}', settingDialect([])).path).toEqual(['x']);
  });

  it('reads inputs, and leaves out those that are wrong', () => {
    const config = readConfig(
      `{"inputs":[
        {"type":"promptString","id":"key","description":"API key","password":true},
        {"type":"pickString","id":"env","options":["dev",{"label":"Live","value":"prod"}],"default":"dev"},
        {"type":"command","id":"cmd","command":"ext.run","args":{"a":1}},
        {"type":"promptNumber","id":"bad"}, {"id":"none"}, "text"
      ]}`,
      VSCODE_DIALECT,
    );
    expect(config.inputs).toEqual([
      { type: 'promptString', id: 'key', description: 'API key', password: true },
      {
        type: 'pickString',
        id: 'env',
        options: [
          { label: 'dev', value: 'dev' },
          { label: 'Live', value: 'prod' },
        ],
        default: 'dev',
      },
      { type: 'command', id: 'cmd', command: 'ext.run', args: { a: 1 } },
    ]);
    expect(config.problems.map(({ message }) => message)).toEqual([
      '`type` must be "promptString" or "pickString" or "command", but is `"promptNumber"`.',
      'An input needs a `type`: "promptString", "pickString" or "command".',
      'An input must be an object with an `id`.',
    ]);
  });
});

describe('what an entry says of its sessions', () => {
  const read = (rest: string) => one(`{"servers":{"x":{"command":"c",${rest}}}}`);

  it.each([
    ['auto', { era: 'auto' }],
    ['modern', { era: 'modern' }],
    ['2026-07-28', { era: 'modern', protocolVersion: '2026-07-28' }],
    ['2025-06-18', { era: 'legacy', protocolVersion: '2025-06-18' }],
  ])('reads the era %s', (era, expected) => {
    const entry = read(`"era":"${era}"`);
    expect(entry).toMatchObject({ ...expected, problems: [] });
    expect('protocolVersion' in entry).toBe('protocolVersion' in expected);
  });

  it('reads what the server is offered, and how long it waits for an answer', () => {
    expect(read('"clientCapabilities":{"sampling":false},"answerTimeout":0')).toMatchObject({
      offers: { sampling: false },
      answerTimeout: 0,
      problems: [],
    });
  });

  it.each([
    ['"era":"1999-01-01"', 'era'],
    ['"clientCapabilities":{"sampling":"no"}', 'clientCapabilities.sampling'],
    ['"clientCapabilities":{"magic":true}', 'clientCapabilities'],
    ['"clientCapabilities":true', 'clientCapabilities'],
    ['"answerTimeout":-1', 'answerTimeout'],
  ])('finds fault with %s', (rest, property) => {
    expect(read(rest).problems).toMatchObject([{ property, severity: 'error' }]);
  });
});
