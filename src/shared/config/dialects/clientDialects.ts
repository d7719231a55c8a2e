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
import type { ConfigDialect } from './configDialect';
import { VSCODE_DIALECT } from './vscode';

/** The MCP clients whose configuration can be read. */
export const CLIENT_KINDS = [
  'vscode',
  'claudeCode',
  'claudeDesktop',
  'cursor',
  'windsurf',
  'gemini',
  'codex',
  'copilotCli',
  'zed',
  'cline',
] as const;
export type ClientKind = (typeof CLIENT_KINDS)[number];

/** A client, as people call it, and how its own file is read. */
export interface ClientDescription {
  readonly label: string;
  readonly dialect: ConfigDialect;
}

export const CLIENTS: Readonly<Record<ClientKind, ClientDescription>> = {
  vscode: { label: 'VS Code', dialect: VSCODE_DIALECT },
  claudeCode: { label: 'Claude Code', dialect: CLAUDE_CODE_DIALECT },
  claudeDesktop: { label: 'Claude Desktop', dialect: CLAUDE_DESKTOP_DIALECT },
  cursor: { label: 'Cursor', dialect: CURSOR_DIALECT },
  windsurf: { label: 'Windsurf', dialect: WINDSURF_DIALECT },
  gemini: { label: 'Gemini CLI', dialect: GEMINI_DIALECT },
  codex: { label: 'Codex', dialect: CODEX_DIALECT },
  copilotCli: { label: 'Copilot CLI', dialect: COPILOT_CLI_DIALECT },
  zed: { label: 'Zed', dialect: ZED_DIALECT },
  cline: { label: 'Cline', dialect: CLINE_DIALECT },
};
