import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  CLAUDE_CODE_DIALECT,
  CLAUDE_DESKTOP_DIALECT,
  CLINE_DIALECT,
  CODEX_DIALECT,
  COPILOT_CLI_DIALECT,
  CURSOR_DIALECT,
  claudeProjectDialect,
  GEMINI_DIALECT,
  WINDSURF_DIALECT,
  ZED_DIALECT,
} from '../../../../src/shared/config/dialects/clients';
import type { ConfigDialect } from '../../../../src/shared/config/dialects/configDialect';
import {
  CODE_WORKSPACE_DIALECT,
  DEVCONTAINER_DIALECT,
  ROOT_DIALECT,
  settingDialect,
  VSCODE_DIALECT,
} from '../../../../src/shared/config/dialects/vscode';
import { expandEntry } from '../../../../src/shared/config/expandEntry';
import type { VariableResolver } from '../../../../src/shared/config/expandVariables';
import { readConfig } from '../../../../src/shared/config/readConfig';
import type { ServerEntry } from '../../../../src/shared/config/serverEntry';

const FIXTURES = path.resolve('test/fixtures/clients');

/** Files as the clients write them, and the way in which each is read. */
const FILES: readonly (readonly [golden: string, file: string, dialect: ConfigDialect])[] = [
  ['vscode', 'vscode/mcp.json', VSCODE_DIALECT],
  ['root', 'root/.mcp.json', ROOT_DIALECT],
  ['codeWorkspace', 'codeWorkspace/team.code-workspace', CODE_WORKSPACE_DIALECT],
  [
    'codeWorkspaceSetting',
    'codeWorkspace/team.code-workspace',
    settingDialect(['settings', 'portcullis.servers']),
  ],
  ['devcontainer', 'devcontainer/devcontainer.json', DEVCONTAINER_DIALECT],
  ['claudeCode', 'claudeCode/.claude.json', CLAUDE_CODE_DIALECT],
  [
    'claudeProject',
    'claudeCode/.claude.json',
    claudeProjectDialect(['\\home\\ada\\app', '/home/ada/app']),
  ],
  ['claudeDesktop', 'claudeDesktop/claude_desktop_config.json', CLAUDE_DESKTOP_DIALECT],
  ['cursor', 'cursor/mcp.json', CURSOR_DIALECT],
  ['windsurf', 'windsurf/mcp_config.json', WINDSURF_DIALECT],
  ['gemini', 'gemini/settings.json', GEMINI_DIALECT],
  ['codex', 'codex/config.toml', CODEX_DIALECT],
  ['copilotCli', 'copilotCli/mcp-config.json', COPILOT_CLI_DIALECT],
  ['zed', 'zed/settings.json', ZED_DIALECT],
  ['cline', 'cline/cline_mcp_settings.json', CLINE_DIALECT],
];

const KNOWN: Readonly<Record<string, string>> = {
  workspaceFolder: '/home/ada/app',
  'workspaceFolder:Web': '/home/ada/web',
  userHome: '/home/ada',
  '/': '/',
  'input:perplexity-key': '<perplexity-key>',
  'input:region': 'eu',
  'input:token': '<token>',
};

/** Environment variables without a value. */
const UNSET: readonly (string | undefined)[] = ['LOG_LEVEL', 'SENTRY_URL'];

const resolve: VariableResolver = ({ name, argument }) =>
  name === 'env' && !UNSET.includes(argument)
    ? `<${argument}>`
    : KNOWN[argument === undefined ? name : `${name}:${argument}`];

/** What would be launched, with what a person would look up in the file. */
async function golden(entry: ServerEntry, dialect: ConfigDialect) {
  const {
    id: _i,
    era: _e,
    roots: _r,
    source: _s,
    ...launch
  } = await expandEntry(entry, {
    id: entry.name,
    source: { label: 'file' },
    roots: [],
    readyTimeout: 30_000,
    era: 'auto',
    dialect: dialect.variables,
    resolve,
    home: '/home/ada',
    folder: '/home/ada/app',
    resolvePath: path.posix.resolve,
  });
  const { line, column } = entry.range;
  return {
    at: `${line}:${column} to ${entry.fullRange.endLine}:${entry.fullRange.endColumn}`,
    path: entry.path,
    ...(entry.disabled && { disabled: true }),
    ...(entry.dev && { dev: entry.dev }),
    ...(entry.problems.length > 0 && {
      notes: entry.problems.map(({ severity, message }) => `${severity}: ${message}`),
    }),
    launch,
  };
}

const read = (file: string, dialect: ConfigDialect) =>
  readConfig(readFileSync(path.join(FIXTURES, file), 'utf8'), dialect);

describe('the files of clients', () => {
  it.each(FILES)('%s', async (name, file, dialect) => {
    const { entries, inputs, problems } = read(file, dialect);
    const servers = await Promise.all(entries.map((entry) => golden(entry, dialect)));
    const text = JSON.stringify({ problems, inputs, servers }, undefined, 2);
    await expect(`${text}\n`).toMatchFileSnapshot(`golden/${name}.json`);
  });

  it.each([
    ['an empty file', 'cursor/empty.json', CURSOR_DIALECT],
    ['an empty object', 'claudeDesktop/none.json', CLAUDE_DESKTOP_DIALECT],
    ['no servers', 'cursor/none.json', CURSOR_DIALECT],
    ['servers under the key of another client', 'zed/settings.json', CURSOR_DIALECT],
    ['servers for another project alone', 'claudeCode/.claude.json', claudeProjectDialect(['/'])],
  ])('has nothing to read and nothing to say in %s', (_, file, dialect) => {
    expect(read(file, dialect)).toEqual({ entries: [], inputs: [], problems: [] });
  });

  it('has its own words for how a file is broken, with the place', () => {
    const broken = readFileSync(path.join(FIXTURES, 'codex/config.toml'), 'utf8').replace(
      'args = ["-y", "@upstash/context7-mcp"]',
      'args = ["-y" "@upstash/context7-mcp"]',
    );
    const config = readConfig(broken, CODEX_DIALECT);
    expect(config.entries).toEqual([]);
    expect(config.problems).toMatchObject([{ severity: 'error', range: { line: 10, column: 14 } }]);
  });
});
