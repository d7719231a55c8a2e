import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { detectConfig } from '../../../../src/shared/config/detectConfig';
import {
  CLIENT_KINDS,
  type ClientKind,
} from '../../../../src/shared/config/dialects/clientDialects';
import { readClientConfig } from '../../../../src/shared/config/readClientConfig';
import { toEntryJson } from '../../../../src/shared/config/toEntryJson';

const FILES: Readonly<Record<ClientKind, string>> = {
  vscode: 'vscode/mcp.json',
  claudeCode: 'claudeCode/.claude.json',
  claudeDesktop: 'claudeDesktop/claude_desktop_config.json',
  cursor: 'cursor/mcp.json',
  windsurf: 'windsurf/mcp_config.json',
  gemini: 'gemini/settings.json',
  codex: 'codex/config.toml',
  copilotCli: 'copilotCli/mcp-config.json',
  zed: 'zed/settings.json',
  cline: 'cline/cline_mcp_settings.json',
};

/** The servers of a text, as `mcp.json` would have them. */
function entriesOf(text: string) {
  const detected = detectConfig(text);
  return detected?.config.entries.map((entry) => [
    entry.name,
    toEntryJson(entry, detected.dialect.variables).entry,
  ]);
}

describe('detectConfig', () => {
  it.each(CLIENT_KINDS)('finds the servers of a whole file of %s', (kind) => {
    const text = readFileSync(`test/fixtures/clients/${FILES[kind]}`, 'utf8');
    const detected = detectConfig(text)!;
    const expected = readClientConfig(kind, text);
    expect(detected.config.problems).toEqual([]);
    expect(detected.config.entries.map(({ name }) => name)).toEqual(
      expected.entries.map(({ name }) => name),
    );
    expect(detected.config.entries.map((entry) => entry.kind)).toEqual(
      expected.entries.map((entry) => entry.kind),
    );
  });

  const NODE = { type: 'stdio', command: 'node', args: ['a.js'] };
  it.each<[what: string, text: string, expected: unknown]>([
    ['servers by name', '{ "a": { "command": "node", "args": ["a.js"] } }', [['a', NODE]]],
    [
      'a server with its name and no braces around it, as READMEs have it',
      '"a": {\n  "command": "node",\n  "args": ["a.js"]\n},',
      [['a', NODE]],
    ],
    [
      'a root key without braces',
      '"mcpServers": { "a": { "command": "node", "args": ["a.js"] } }',
      [['a', NODE]],
    ],
    [
      'comments before the first brace',
      '// for Zed\n{ "context_servers": { "a": { "command": { "path": "node", "args": ["a.js"] } } } }',
      [['a', NODE]],
    ],
    [
      'an old settings.json of VS Code',
      '{ "mcp": { "servers": { "a": { "command": "node", "args": ["a.js"] } } } }',
      [['a', NODE]],
    ],
    [
      'a part of a config.toml',
      '[mcp_servers.a]\ncommand = "node"\nargs = ["a.js"]',
      [['a', NODE]],
    ],
    [
      'dotted keys of a config.toml',
      'mcp_servers.a.command = "node"\nmcp_servers.a.args = ["a.js"]',
      [['a', NODE]],
    ],
    [
      'addresses in the words of one client',
      '{ "a": { "serverUrl": "http://a/mcp" }, "b": { "type": "streamableHttp", "url": "http://b/" } }',
      [
        ['a', { type: 'http', url: 'http://a/mcp' }],
        ['b', { type: 'http', url: 'http://b/' }],
      ],
    ],
    [
      'Gemini CLI, for which an address is one for SSE',
      '{ "mcpServers": { "a": { "httpUrl": "http://a/" }, "b": { "url": "http://b/" } } }',
      [
        ['a', { type: 'http', url: 'http://a/' }],
        ['b', { type: 'sse', url: 'http://b/' }],
      ],
    ],
    [
      'our own setting',
      '{ "portcullis.servers": { "a": { "url": "http://127.0.0.1:${port}/", "command": "x" } } }',
      [['a', { type: 'http', url: 'http://127.0.0.1:${port}/', command: 'x', port: 'auto' }]],
    ],
    ['something else that is JSON', '{ "a": 1, "b": { "c": "d" } }', undefined],
    ['a text', 'npx -y server', undefined],
    ['a list', '[1]', undefined],
    ['nothing', ' \n', undefined],
    ['a file without servers', '{ "mcpServers": {} }', []],
  ])('reads %s', (_, text, expected) => {
    expect(entriesOf(text)).toEqual(expected);
  });

  it('reads one entry that says no name', () => {
    const detected = detectConfig('{ "command": "node", "args": ["a.js"] }');
    expect(detected).toMatchObject({ isNameless: true, config: { entries: [{ kind: 'stdio' }] } });
  });

  it.each([
    '{ "mcpServers": { "a": { "command" "x" } } }',
    '// mine\n{ "mcpServers": ',
    '[mcp_servers.a]\ncommand = \n',
  ])('says what is broken: %j', (text) => {
    const { problems, entries } = detectConfig(text)!.config;
    expect(entries).toEqual([]);
    expect(problems.length).toBeGreaterThan(0);
  });
});

describe('toEntryJson', () => {
  it('writes variables as VS Code does, and says what it could not', () => {
    const text = readFileSync('test/fixtures/clients/root/.mcp.json', 'utf8');
    const [filesystem, sentry] = readClientConfig('claudeCode', text).entries;
    expect(toEntryJson(filesystem!, 'claude')).toEqual({
      entry: {
        type: 'stdio',
        command: 'npx',
        args: ['-y', '@modelcontextprotocol/server-filesystem', '${env:PROJECT_ROOT}'],
        env: { LOG_LEVEL: '${env:LOG_LEVEL}' },
      },
      notes: [expect.stringContaining('without ".".'), expect.stringContaining('without "info".')],
    });
    expect(toEntryJson(sentry!, 'claude').entry).toMatchObject({
      url: '${env:SENTRY_URL}/mcp',
      headers: { Authorization: 'Bearer ${env:SENTRY_TOKEN}' },
    });
  });

  it('names the variables of Codex in headers', () => {
    const text = readFileSync('test/fixtures/clients/codex/config.toml', 'utf8');
    const figma = readClientConfig('codex', text).entries.find(({ name }) => name === 'figma')!;
    expect(toEntryJson(figma, 'none').entry).toMatchObject({
      headers: {
        'X-Figma-Region': 'us-east-1',
        'X-Client': '${env:FIGMA_CLIENT}',
        Authorization: 'Bearer ${env:FIGMA_OAUTH_TOKEN}',
      },
    });
  });
});
