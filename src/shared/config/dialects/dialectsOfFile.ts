import {
  CLAUDE_CODE_DIALECT,
  CLAUDE_DESKTOP_DIALECT,
  CLINE_DIALECT,
  CODEX_DIALECT,
  COPILOT_CLI_DIALECT,
  CURSOR_DIALECT,
  GEMINI_DIALECT,
  WINDSURF_DIALECT,
  ZED_DIALECT,
} from './clients';
import { COMMON_DIALECT, type ConfigDialect } from './configDialect';
import {
  CODE_WORKSPACE_DIALECT,
  DEVCONTAINER_DIALECT,
  ROOT_DIALECT,
  SETTING_KEY,
  settingDialect,
  VSCODE_DIALECT,
} from './vscode';

/**
 * `mcpServers` of no client in particular: it takes the keys, words and variables of all of them, as far as
 * they do not contradict each other.
 */
export const ANY_CLIENT_DIALECT: ConfigDialect = {
  ...ROOT_DIALECT,
  types: { ...COMMON_DIALECT.types, local: 'stdio' },
  typeKeys: ['type', 'transportType'],
  urls: WINDSURF_DIALECT.urls,
  canDisable: true,
};

/** Ends of paths that only one client has, with slashes. */
const BY_NAME: readonly (readonly [end: RegExp, dialect: ConfigDialect])[] = [
  [/\.toml$/, CODEX_DIALECT],
  [/\/\.cursor\/mcp\.json$/, CURSOR_DIALECT],
  [/\/\.gemini\/settings\.json$/, GEMINI_DIALECT],
  [/\/zed\/settings\.json$/i, ZED_DIALECT],
  [/\/\.?devcontainer\.json$/, DEVCONTAINER_DIALECT],
  [/\/\.mcp\.json$/, ROOT_DIALECT],
  [/\/\.claude\.json$/, CLAUDE_CODE_DIALECT],
  [/\/claude_desktop_config\.json$/, CLAUDE_DESKTOP_DIALECT],
  [/\/mcp_config\.json$/, WINDSURF_DIALECT],
  [/\/mcp-config\.json$/, COPILOT_CLI_DIALECT],
  [/\/cline_mcp_settings\.json$/, CLINE_DIALECT],
];

/** Places in a file that are looked at where its name tells nothing. */
const BY_PLACE: readonly ConfigDialect[] = [
  VSCODE_DIALECT,
  ANY_CLIENT_DIALECT,
  settingDialect([SETTING_KEY]),
  settingDialect(['settings', SETTING_KEY]),
  CODE_WORKSPACE_DIALECT,
  ZED_DIALECT,
];

/** The ways in which a file may be read, by its name; servers stand in one of them or in several. */
export function dialectsOfFile(path: string): readonly ConfigDialect[] {
  const slashed = `/${path.replaceAll('\\', '/')}`;
  const named = BY_NAME.find(([end]) => end.test(slashed));
  return named === undefined ? BY_PLACE : [named[1]];
}
