import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CLIENT_KINDS, CLIENTS } from '../../../../src/shared/config/dialects/clientDialects';
import { CODEX_DIALECT, GEMINI_DIALECT } from '../../../../src/shared/config/dialects/clients';
import { VSCODE_DIALECT } from '../../../../src/shared/config/dialects/vscode';
import { readConfig } from '../../../../src/shared/config/readConfig';
import { toEntryJson } from '../../../../src/shared/config/toEntryJson';
import { editSource, entryFor, propertyPath } from '../../../../src/shared/config/writeEntry';

const fixture = (file: string) => readFileSync(`test/fixtures/clients/${file}`, 'utf8');

const FILES = [
  ['vscode', 'vscode/mcp.json'],
  ['claudeCode', 'claudeCode/.claude.json'],
  ['claudeDesktop', 'claudeDesktop/claude_desktop_config.json'],
  ['cursor', 'cursor/mcp.json'],
  ['windsurf', 'windsurf/mcp_config.json'],
  ['gemini', 'gemini/settings.json'],
  ['codex', 'codex/config.toml'],
  ['copilotCli', 'copilotCli/mcp-config.json'],
  ['zed', 'zed/settings.json'],
  ['cline', 'cline/cline_mcp_settings.json'],
] as const;

describe('a file that is edited', () => {
  it.each(FILES)('%s: keeps every other line, when a server comes and goes again', (kind, file) => {
    const { dialect } = CLIENTS[kind];
    const before = fixture(file);
    const path = [...dialect.rootKeys[0]!, 'new one'];
    const entry = entryFor({ type: 'stdio', command: 'node', args: ['a.js'] }, dialect);
    const added = editSource(before, [{ path, value: entry }], dialect);
    expect(readConfig(added, dialect).entries.at(-1)).toMatchObject({
      name: 'new one',
      run: { command: 'node', args: ['a.js'] },
    });
    const after = editSource(added, [{ path, value: undefined }], dialect);
    expect(lines(after)).toEqual(lines(before));
  });

  it.each(FILES)('%s: keeps every other line, when a server is changed', (kind, file) => {
    const { dialect } = CLIENTS[kind];
    const before = fixture(file);
    for (const entry of readConfig(before, dialect).entries) {
      const [property, value] =
        entry.kind === 'stdio' ? ['command', 'changed'] : ['url', 'http://changed/'];
      const path = propertyPath(before, entry, [property], dialect);
      const after = editSource(before, [{ path, value }], dialect);
      const changed = readConfig(after, dialect).entries.find(({ name }) => name === entry.name)!;
      const json = toEntryJson(changed, dialect.variables).entry;
      expect(json).toEqual({ ...toEntryJson(entry, dialect.variables).entry, [property]: value });
      const [was, is] = [before.split('\n'), after.split('\n')];
      expect(is.filter((line, at) => line !== was[at])).toHaveLength(1);
      expect(is).toHaveLength(was.length);
    }
  });

  /** Without what a formatter may say differently: the comma at the end of a line. */
  function lines(text: string): string[] {
    return text
      .trimEnd()
      .split(/\r?\n/)
      .map((line) => line.replace(/,$/, ''));
  }
});

describe('entryFor', () => {
  const REMOTE = {
    type: 'http',
    url: 'https://a/${env:PART}',
    headers: { Authorization: 'Bearer ${env:TOKEN}', 'X-Key': '${env:KEY}', 'X-Plain': 'x' },
  };

  it.each(CLIENT_KINDS)('writes for %s what it reads back as the same server', (kind) => {
    const { dialect } = CLIENTS[kind];
    const servers = {
      local: { type: 'stdio', command: 'node', args: ['a.js', '--x'], env: { A: 'b' } },
      web: { type: 'http', url: 'https://a/mcp', headers: { 'X-Plain': 'x' } },
      // Codex has no SSE.
      ...(kind === 'codex' ? {} : { events: { type: 'sse', url: 'https://a/sse' } }),
    };
    const edits = Object.entries(servers).map(([name, entry]) => ({
      path: [...dialect.rootKeys[0]!, name],
      value: entryFor(entry, dialect),
    }));
    const text = editSource(dialect.syntax === 'toml' ? '' : '{}', edits, dialect);
    const { entries, problems } = readConfig(text, dialect);
    expect(problems).toEqual([]);
    expect(
      Object.fromEntries(
        entries.map((entry) => [entry.name, toEntryJson(entry, dialect.variables).entry]),
      ),
    ).toEqual(servers);
  });

  it('puts variables in the words of the client', () => {
    expect(entryFor(REMOTE, VSCODE_DIALECT)).toEqual(REMOTE);
    expect(entryFor(REMOTE, GEMINI_DIALECT)).toEqual({
      httpUrl: 'https://a/${PART}',
      headers: { Authorization: 'Bearer ${TOKEN}', 'X-Key': '${KEY}', 'X-Plain': 'x' },
    });
    expect(entryFor(REMOTE, CODEX_DIALECT)).toEqual({
      url: 'https://a/${env:PART}',
      http_headers: { 'X-Plain': 'x' },
      bearer_token_env_var: 'TOKEN',
      env_http_headers: { 'X-Key': 'KEY' },
    });
  });
});
