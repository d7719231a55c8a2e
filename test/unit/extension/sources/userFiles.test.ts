import { expect, it } from 'vitest';
import manifest from '../../../../package.json' with { type: 'json' };
import { isSourceOn, SOURCE_DEFAULTS } from '../../../../src/extension/sources/sourceNames';
import { type UserPlaces, userFiles } from '../../../../src/extension/sources/userFiles';

const paths = (places: UserPlaces) =>
  Object.fromEntries(userFiles(places).map(({ key, path }) => [key, path]));

it('finds the files of clients where each system keeps them', () => {
  const linux = { platform: 'linux', home: '/h', env: {}, profile: '/p' } as const;
  expect(paths(linux)).toEqual({
    vscodeUser: '/p/mcp.json',
    claudeCodeUser: '/h/.claude.json',
    claudeDesktopUser: '/h/.config/Claude/claude_desktop_config.json',
    cursorUser: '/h/.cursor/mcp.json',
    windsurfUser: '/h/.codeium/windsurf/mcp_config.json',
    geminiUser: '/h/.gemini/settings.json',
    codexUser: '/h/.codex/config.toml',
    copilotCliUser: '/h/.copilot/mcp-config.json',
    zedUser: '/h/.config/zed/settings.json',
    clineUser: '/h/.cline/data/settings/cline_mcp_settings.json',
    clineUserOld: '/p/globalStorage/saoudrizwan.claude-dev/settings/cline_mcp_settings.json',
  });
  expect(paths({ ...linux, platform: 'darwin', env: { XDG_CONFIG_HOME: '/x' } })).toMatchObject({
    claudeDesktopUser: '/h/Library/Application Support/Claude/claude_desktop_config.json',
    zedUser: '/h/.config/zed/settings.json',
  });
  expect(
    paths({ platform: 'win32', home: 'C:\\h', env: { APPDATA: 'D:\\a' }, profile: 'C:\\p' }),
  ).toMatchObject({
    vscodeUser: 'C:\\p\\mcp.json',
    claudeDesktopUser: 'D:\\a\\Claude\\claude_desktop_config.json',
    zedUser: 'D:\\a\\Zed\\settings.json',
    cursorUser: 'C:\\h\\.cursor\\mcp.json',
  });
});

it('goes where the environment of a client sends it', () => {
  const env = {
    CODEX_HOME: '/c',
    COPILOT_HOME: '/o',
    CLAUDE_CONFIG_DIR: '/l',
    XDG_CONFIG_HOME: '/x',
  };
  expect(paths({ platform: 'linux', home: '/h', env, profile: '/p' })).toMatchObject({
    codexUser: '/c/config.toml',
    copilotCliUser: '/o/mcp-config.json',
    claudeCodeUser: '/l/.claude.json',
    claudeDesktopUser: '/x/Claude/claude_desktop_config.json',
    zedUser: '/x/zed/settings.json',
  });
});

it('has each source in the setting, with the default that the setting has', () => {
  const setting = manifest.contributes.configuration.properties['portcullis.sources'];
  expect(setting.default).toEqual(SOURCE_DEFAULTS);
  const defaults = Object.entries(setting.properties).map(([name, one]) => [name, one.default]);
  expect(Object.fromEntries(defaults)).toEqual(SOURCE_DEFAULTS);
});

it('is on or off by the setting, and by default where the setting says nothing that counts', () => {
  expect(isSourceOn('cursorUser', { cursorUser: true })).toBe(true);
  expect(isSourceOn('vscode', { vscode: false })).toBe(false);
  for (const setting of [undefined, null, 7, [], {}, { vscode: 'no', cursorUser: 1 }]) {
    expect(isSourceOn('vscode', setting)).toBe(true);
    expect(isSourceOn('cursorUser', setting)).toBe(false);
  }
});
