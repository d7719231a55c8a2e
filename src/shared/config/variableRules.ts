/** Whose variables a text may hold. `none`: it is taken as it stands. */
export type VariableDialect = 'vscode' | 'claude' | 'cursor' | 'env' | 'gemini' | 'none';

/** What counts as a variable. */
export interface VariableRules {
  /** The names of `${name}` and `${name:argument}`; with `all`, an unknown one is a mistake. */
  readonly names: 'all' | ReadonlySet<string>;
  /** `${VAR}` and `${VAR:-default}` are environment variables. */
  readonly shell: boolean;
  /** So is `$VAR`. */
  readonly bare: boolean;
  /** A leading `~` of a path is the person's home folder. */
  readonly home: boolean;
}

const NO_NAMES: ReadonlySet<string> = new Set();
const PLAIN = { shell: false, bare: false, home: false };

/**
 * VS Code: https://code.visualstudio.com/docs/reference/variables-reference;
 * Claude Code: https://code.claude.com/docs/en/mcp, "Environment variable expansion", and VS Code's,
 * because both read a root file; Cursor: https://cursor.com/docs/context/mcp, "Config interpolation";
 * `env` (Windsurf, Cline): `${env:VAR}` alone; `gemini` (Copilot CLI, too): those of a shell.
 */
export const VARIABLE_RULES: Readonly<Record<VariableDialect, VariableRules>> = {
  vscode: { ...PLAIN, names: 'all', home: true },
  claude: { ...PLAIN, names: 'all', shell: true, home: true },
  cursor: {
    ...PLAIN,
    names: new Set([
      'env',
      'userHome',
      'workspaceFolder',
      'workspaceFolderBasename',
      'pathSeparator',
      '/',
    ]),
  },
  env: { ...PLAIN, names: new Set(['env']) },
  gemini: { ...PLAIN, names: NO_NAMES, shell: true, bare: true },
  none: { ...PLAIN, names: NO_NAMES },
};
