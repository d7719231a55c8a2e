import { COMMON_DIALECT, type ConfigDialect } from './configDialect';

/**
 * `mcp.json` of VS Code, of the workspace and of the user
 * (https://code.visualstudio.com/docs/copilot/reference/mcp-configuration).
 */
export const VSCODE_DIALECT: ConfigDialect = {
  ...COMMON_DIALECT,
  rootKeys: [['servers']],
  variables: 'vscode',
  inputs: ['inputs'],
  types: { stdio: 'stdio', http: 'http', sse: 'sse' },
  canDisable: false,
};

/** What stands in VS Code's format inside another file. */
function vscodeBelow(...path: readonly string[]): ConfigDialect {
  return { ...VSCODE_DIALECT, rootKeys: [[...path, 'servers']], inputs: [...path, 'inputs'] };
}

/** A `.code-workspace` file. */
export const CODE_WORKSPACE_DIALECT = vscodeBelow('settings', 'mcp');

/** A `devcontainer.json` (https://containers.dev/supporting). */
export const DEVCONTAINER_DIALECT = vscodeBelow('customizations', 'vscode', 'mcp');

/** VS Code's `settings.json` of the time before `mcp.json`. */
export const VSCODE_SETTINGS_DIALECT = vscodeBelow('mcp');

/** `.mcp.json` at the root of a project, as Claude Code and newer VS Code read it. */
export const ROOT_DIALECT: ConfigDialect = {
  ...VSCODE_DIALECT,
  rootKeys: [['mcpServers'], ['servers']],
  variables: 'claude',
  types: COMMON_DIALECT.types,
};

/** The key of our own setting, inside a settings file. */
export const SETTING_KEY = 'portcullis.servers';

/** Our own setting in a settings file, or (`[]` as root) its bare value. */
export function settingDialect(root: readonly string[]): ConfigDialect {
  const { inputs: _, ...dialect } = VSCODE_DIALECT;
  return { ...dialect, rootKeys: [root], launchesHttp: true };
}
