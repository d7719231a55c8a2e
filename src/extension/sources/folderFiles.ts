import {
  CODEX_DIALECT,
  CURSOR_DIALECT,
  GEMINI_DIALECT,
} from '../../shared/config/dialects/clients';
import type { ConfigDialect } from '../../shared/config/dialects/configDialect';
import {
  DEVCONTAINER_DIALECT,
  ROOT_DIALECT,
  VSCODE_DIALECT,
} from '../../shared/config/dialects/vscode';
import type { SourceName } from './sourceNames';

/** A file of a project in which a client looks for servers. */
export interface FolderFile {
  readonly source: SourceName;
  /** First part of the key of its source; unique in a folder. */
  readonly key: string;
  /** From the folder. */
  readonly path: string;
  readonly dialect: ConfigDialect;
}

/** In the order of their precedence. */
export const FOLDER_FILES: readonly FolderFile[] = [
  { source: 'vscode', key: 'vscode', path: '.vscode/mcp.json', dialect: VSCODE_DIALECT },
  { source: 'root', key: 'root', path: '.mcp.json', dialect: ROOT_DIALECT },
  {
    source: 'devcontainer',
    key: 'devcontainer',
    path: '.devcontainer/devcontainer.json',
    dialect: DEVCONTAINER_DIALECT,
  },
  {
    source: 'devcontainer',
    key: 'devcontainerRoot',
    path: '.devcontainer.json',
    dialect: DEVCONTAINER_DIALECT,
  },
  { source: 'cursor', key: 'cursor', path: '.cursor/mcp.json', dialect: CURSOR_DIALECT },
  { source: 'gemini', key: 'gemini', path: '.gemini/settings.json', dialect: GEMINI_DIALECT },
  { source: 'codex', key: 'codex', path: '.codex/config.toml', dialect: CODEX_DIALECT },
];
