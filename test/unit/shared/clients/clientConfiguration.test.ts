import { parse } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import {
  canReach,
  clientConfiguration,
  type McpClient,
  type ServerAccess,
} from '../../../../src/shared/clients/clientConfiguration';

const NAME = 'my "odd" server';
const http: ServerAccess = {
  kind: 'http',
  url: 'http://127.0.0.1:6277/servers/x/mcp',
  headers: { 'X-Portcullis-Token': 'abc' },
};
const stdio: ServerAccess = {
  kind: 'stdio',
  command: 'node',
  args: ['C:\\cli.js', 'tap', '--server', 'a "b"'],
  env: { KEY: 'line\nbreak' },
};

const run = { command: 'node', args: ['C:\\cli.js', 'tap', '--server', 'a "b"'] };
const env = { KEY: 'line\nbreak' };
const { url, headers } = http;

const expected: [McpClient, ServerAccess, object][] = [
  ['claudeCode', http, { mcpServers: { [NAME]: { type: 'http', url, headers } } }],
  ['claudeCode', stdio, { mcpServers: { [NAME]: { type: 'stdio', ...run, env } } }],
  ['cursor', http, { mcpServers: { [NAME]: { url, headers } } }],
  ['cursor', stdio, { mcpServers: { [NAME]: { ...run, env } } }],
  ['vscode', http, { servers: { [NAME]: { type: 'http', url, headers } } }],
  ['vscode', stdio, { servers: { [NAME]: { type: 'stdio', ...run, env } } }],
  ['codex', http, { mcp_servers: { [NAME]: { url, http_headers: headers } } }],
  ['codex', stdio, { mcp_servers: { [NAME]: { ...run, env } } }],
];

describe('clientConfiguration', () => {
  it.each(expected)('of %s has what the client reads', (client, access, content) => {
    const { text, language } = clientConfiguration(client, NAME, access);
    expect(language === 'toml' ? parse(text) : JSON.parse(text)).toEqual(content);
    expect(text.endsWith('\n')).toBe(true);
  });

  it('leaves out what is empty', () => {
    const { text } = clientConfiguration('cursor', NAME, { ...stdio, env: {} });
    expect(JSON.parse(text)).toEqual({ mcpServers: { [NAME]: run } });
  });

  it('refuses a transport that the client does not speak', () => {
    const sse: ServerAccess = { ...http, kind: 'sse' };
    expect(canReach('codex', sse)).toBe(false);
    expect(() => clientConfiguration('codex', NAME, sse)).toThrow(/Codex does not speak/);
    expect(canReach('cursor', sse)).toBe(true);
  });
});
