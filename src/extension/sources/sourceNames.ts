/** The names under which the setting `portcullis.sources` switches files on and off, and whether they are on. */
export const SOURCE_DEFAULTS = {
  vscode: true,
  root: true,
  codeWorkspace: true,
  devcontainer: true,
  cursor: true,
  gemini: true,
  codex: true,
  vscodeUser: true,
  claudeCodeUser: false,
  claudeDesktopUser: false,
  cursorUser: false,
  windsurfUser: false,
  geminiUser: false,
  codexUser: false,
  copilotCliUser: false,
  zedUser: false,
  clineUser: false,
} as const;
export type SourceName = keyof typeof SOURCE_DEFAULTS;

/** Whether a source is to be read, by what the setting says, which may be anything. */
export function isSourceOn(name: SourceName, setting: unknown): boolean {
  const value =
    typeof setting === 'object' && setting !== null
      ? (setting as Record<string, unknown>)[name]
      : undefined;
  return typeof value === 'boolean' ? value : SOURCE_DEFAULTS[name];
}
