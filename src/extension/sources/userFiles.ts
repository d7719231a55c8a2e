import path from 'node:path';
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
} from '../../shared/config/dialects/clients';
import type { ConfigDialect } from '../../shared/config/dialects/configDialect';
import { VSCODE_DIALECT } from '../../shared/config/dialects/vscode';
import type { SourceName } from './sourceNames';

/** Where a person's files are on this machine. */
export interface UserPlaces {
  readonly platform: NodeJS.Platform;
  /** Absolute. */
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder of VS Code's profile, which holds `globalStorage`; absolute. */
  readonly profile: string;
}

/** A file in which a client keeps servers for all of a person's projects. */
export interface UserFile {
  readonly source: SourceName;
  /** Unique among all sources of a window. */
  readonly key: string;
  /** Absolute. */
  readonly path: string;
  readonly dialect: ConfigDialect;
}

/** The files of all clients, wherever they have them on this machine, in the order of their precedence. */
export function userFiles(places: UserPlaces): UserFile[] {
  const { home, env, profile } = places;
  const { join } = pathsOf(places);
  const config = configFolder(places);
  const zed = places.platform === 'win32' ? join(config, 'Zed') : join(unixConfig(places), 'zed');
  const file = (
    source: SourceName,
    dialect: ConfigDialect,
    base: string | undefined,
    ...names: string[]
  ): UserFile => ({ source, key: source, path: join(base ?? home, ...names), dialect });
  const clineFile = 'cline_mcp_settings.json';
  const oldCline = join(profile, 'globalStorage', 'saoudrizwan.claude-dev');
  return [
    file('vscodeUser', VSCODE_DIALECT, profile, 'mcp.json'),
    claudeCodeFile(places),
    file(
      'claudeDesktopUser',
      CLAUDE_DESKTOP_DIALECT,
      config,
      'Claude',
      'claude_desktop_config.json',
    ),
    file('cursorUser', CURSOR_DIALECT, home, '.cursor', 'mcp.json'),
    file('windsurfUser', WINDSURF_DIALECT, home, '.codeium', 'windsurf', 'mcp_config.json'),
    file('geminiUser', GEMINI_DIALECT, home, '.gemini', 'settings.json'),
    file('codexUser', CODEX_DIALECT, env.CODEX_HOME || join(home, '.codex'), 'config.toml'),
    file(
      'copilotCliUser',
      COPILOT_CLI_DIALECT,
      env.COPILOT_HOME || join(home, '.copilot'),
      'mcp-config.json',
    ),
    file('zedUser', ZED_DIALECT, zed, 'settings.json'),
    file('clineUser', CLINE_DIALECT, home, '.cline', 'data', 'settings', clineFile),
    { ...file('clineUser', CLINE_DIALECT, oldCline, 'settings', clineFile), key: 'clineUserOld' },
  ];
}

/** `~/.claude.json`, which has a part for all projects and one for each. */
export function claudeCodeFile(places: UserPlaces): UserFile {
  const { home, env } = places;
  const folder = env.CLAUDE_CONFIG_DIR || home;
  return {
    source: 'claudeCodeUser',
    key: 'claudeCodeUser',
    path: pathsOf(places).join(folder, '.claude.json'),
    dialect: CLAUDE_CODE_DIALECT,
  };
}

/** Where desktop programs keep their configuration. */
function configFolder(places: UserPlaces): string {
  const { join } = pathsOf(places);
  switch (places.platform) {
    case 'win32':
      return places.env.APPDATA || join(places.home, 'AppData', 'Roaming');
    case 'darwin':
      return join(places.home, 'Library', 'Application Support');
    default:
      return unixConfig(places);
  }
}

function unixConfig(places: UserPlaces): string {
  const { home, env, platform } = places;
  const fallback = pathsOf(places).join(home, '.config');
  return platform === 'darwin' ? fallback : env.XDG_CONFIG_HOME || fallback;
}

function pathsOf({ platform }: UserPlaces): path.PlatformPath {
  return platform === 'win32' ? path.win32 : path.posix;
}
