import { COMMON_DIALECT, type ConfigDialect } from './configDialect';

const HTTP = 'http' as const;
const SSE = 'sse' as const;

/** `~/.claude.json` of Claude Code, for all projects (https://code.claude.com/docs/en/mcp). */
export const CLAUDE_CODE_DIALECT: ConfigDialect = { ...COMMON_DIALECT, variables: 'claude' };

/** The part of `~/.claude.json` for one project, which may be written in each of the ways given. */
export function claudeProjectDialect(folders: readonly string[]): ConfigDialect {
  const below = (key: string) => folders.map((folder) => ['projects', folder, key]);
  return {
    ...CLAUDE_CODE_DIALECT,
    rootKeys: below('mcpServers'),
    disabledLists: below('disabledMcpServers'),
  };
}

/** `claude_desktop_config.json`: what is written is passed on as it is. */
export const CLAUDE_DESKTOP_DIALECT: ConfigDialect = { ...COMMON_DIALECT };

/** `mcp.json` of Cursor (https://cursor.com/docs/context/mcp). */
export const CURSOR_DIALECT: ConfigDialect = { ...COMMON_DIALECT, variables: 'cursor' };

/** `mcp_config.json` of Windsurf (https://docs.windsurf.com/windsurf/cascade/mcp). */
export const WINDSURF_DIALECT: ConfigDialect = {
  ...COMMON_DIALECT,
  variables: 'env',
  urls: [
    { key: 'serverUrl', transport: HTTP },
    { key: 'url', transport: HTTP },
  ],
};

/** `settings.json` of Gemini CLI: `httpUrl` counts before `url`, and both before a command. */
export const GEMINI_DIALECT: ConfigDialect = {
  ...COMMON_DIALECT,
  variables: 'gemini',
  urls: [
    { key: 'httpUrl', transport: HTTP },
    { key: 'url', transport: SSE },
  ],
  prefersUrl: true,
  canDisable: false,
  disabledLists: [['mcp', 'excluded']],
  allowedList: ['mcp', 'allowed'],
};

/** `config.toml` of Codex (https://developers.openai.com/codex/mcp). It has no SSE. */
export const CODEX_DIALECT: ConfigDialect = {
  ...COMMON_DIALECT,
  syntax: 'toml',
  rootKeys: [['mcp_servers']],
  typeKeys: [],
  headersKey: 'http_headers',
  envHeadersKey: 'env_http_headers',
  bearerVariableKey: 'bearer_token_env_var',
  readySecondsKey: 'startup_timeout_sec',
};

/** `mcp-config.json` of GitHub Copilot CLI. */
export const COPILOT_CLI_DIALECT: ConfigDialect = {
  ...COMMON_DIALECT,
  variables: 'gemini',
  types: { ...COMMON_DIALECT.types, local: 'stdio' },
};

/** `settings.json` of Zed (https://zed.dev/docs/ai/mcp): its extensions bring servers of their own. */
export const ZED_DIALECT: ConfigDialect = {
  ...COMMON_DIALECT,
  rootKeys: [['context_servers']],
  nestsCommand: true,
  extensionKey: 'settings',
};

/** `cline_mcp_settings.json` of Cline: an address without a type is one for SSE. */
export const CLINE_DIALECT: ConfigDialect = {
  ...COMMON_DIALECT,
  typeKeys: ['type', 'transportType'],
  urls: [{ key: 'url', transport: SSE }],
  variables: 'env',
};
