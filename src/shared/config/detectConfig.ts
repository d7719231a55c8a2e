import { findNodeAtLocation, type Node } from 'jsonc-parser';
import { type ConfigText, parseConfigText } from './configText';
import { CLIENTS } from './dialects/clientDialects';
import { CODEX_DIALECT, GEMINI_DIALECT, ZED_DIALECT } from './dialects/clients';
import type { ConfigDialect } from './dialects/configDialect';
import { ANY_CLIENT_DIALECT } from './dialects/dialectsOfFile';
import {
  CODE_WORKSPACE_DIALECT,
  DEVCONTAINER_DIALECT,
  ROOT_DIALECT,
  SETTING_KEY,
  settingDialect,
  VSCODE_DIALECT,
  VSCODE_SETTINGS_DIALECT,
} from './dialects/vscode';
import { readConfig, type ServerConfig } from './readConfig';
import { parseTomlText } from './tomlText';

/** What a text with servers in it was found to be. */
export interface DetectedConfig {
  readonly dialect: ConfigDialect;
  readonly config: ServerConfig;
  /** The text is one entry that says no name of its own; it was read under the name `server`. */
  readonly isNameless: boolean;
}

const NAMELESS = 'server';

/** What says by its place in a file where it comes from. The more there is to find, the earlier it is tried. */
const BY_PLACE: readonly ConfigDialect[] = [
  DEVCONTAINER_DIALECT,
  CODE_WORKSPACE_DIALECT,
  VSCODE_SETTINGS_DIALECT,
  settingDialect([SETTING_KEY]),
  settingDialect(['settings', SETTING_KEY]),
  ZED_DIALECT,
  VSCODE_DIALECT,
];

/**
 * Finds out how a pasted text is to be read: the configuration of any client, a part of one (the servers by
 * name, one of them with its name, or one without), JSON or Codex's TOML. Undefined when it is none of them.
 * A text that is broken is answered with its problems.
 */
export function detectConfig(source: string): DetectedConfig | undefined {
  const whole = parseConfigText(source);
  if (isSound(whole)) return detectJson(source, whole);
  const toml = detectToml(source);
  if (toml !== undefined) return toml;
  // READMEs often show what stands between the braces.
  const inBraces = `{${source.trim().replace(/,$/, '')}}`;
  const part = parseConfigText(inBraces);
  if (isSound(part)) return detectJson(inBraces, part);
  return /^\s*(?:\/[/*].*\s*)*\{/.test(source) ? detected(source, ANY_CLIENT_DIALECT) : undefined;
}

/**
 * How a file that is JSON is read, by its content alone: `mcpServers` may be any client's.
 * Undefined when there is no place in it where servers stand.
 */
export function detectDialect(root: Node): ConfigDialect | undefined {
  const byPlace = BY_PLACE.find(({ rootKeys }) => hasObject(root, rootKeys));
  if (byPlace !== undefined && !hasObject(root, [['mcpServers']])) return byPlace;
  if (!hasObject(root, ROOT_DIALECT.rootKeys)) return undefined;
  // Only Gemini CLI has it, and there `url` means something else than elsewhere.
  const servers = findNodeAtLocation(root, ['mcpServers'])?.children ?? [];
  const isGemini = servers.some(({ children }) => has(children?.[1], 'httpUrl'));
  return isGemini ? GEMINI_DIALECT : ANY_CLIENT_DIALECT;
}

function detectJson(source: string, { root }: ConfigText): DetectedConfig | undefined {
  if (root?.type !== 'object') return undefined;
  const dialect = detectDialect(root);
  if (dialect !== undefined) return detected(source, dialect);
  if (isEntry(root)) {
    const named = `{${JSON.stringify(NAMELESS)}:${source}\n}`;
    return { ...detected(named, bare(root)), isNameless: true };
  }
  const values = (root.children ?? []).map(({ children }) => children?.[1]);
  return values.length > 0 && values.every(isEntry) ? detected(source, bare(root)) : undefined;
}

function detectToml(source: string): DetectedConfig | undefined {
  const { root, syntaxProblems } = parseTomlText(source);
  if (/^\s*\[\s*mcp_servers\s*[.\]]/m.test(source)) return detected(source, CODEX_DIALECT);
  if (syntaxProblems.length > 0 || root === undefined) return undefined;
  return hasObject(root, CODEX_DIALECT.rootKeys) ? detected(source, CODEX_DIALECT) : undefined;
}

/** Servers by name, without anything around them. */
function bare(root: Node): ConfigDialect {
  const entries = [root, ...(root.children ?? []).map(({ children }) => children?.[1])];
  const { inputs: _, ...client } = entries.some((entry) => has(entry, 'httpUrl'))
    ? GEMINI_DIALECT
    : ANY_CLIENT_DIALECT;
  return { ...client, rootKeys: [[]], nestsCommand: true };
}

function detected(source: string, dialect: ConfigDialect): DetectedConfig {
  return { dialect, config: readConfig(source, dialect), isNameless: false };
}

function isSound({ syntaxProblems, root }: ConfigText): boolean {
  return syntaxProblems.length === 0 && root?.type === 'object';
}

function hasObject(root: Node, paths: readonly (readonly string[])[]): boolean {
  return paths.some((path) => findNodeAtLocation(root, [...path])?.type === 'object');
}

function isEntry(node: Node | undefined): boolean {
  const keys = ['command', ...new Set(Object.values(CLIENTS).flatMap(urlKeys))];
  return node?.type === 'object' && keys.some((key) => has(node, key));
}

function urlKeys({ dialect }: { readonly dialect: ConfigDialect }): string[] {
  return dialect.urls.map(({ key }) => key);
}

/** A property with a value that an entry could have; an object under `command` may be another server. */
function has(node: Node | undefined, key: string): boolean {
  if (node?.type !== 'object') return false;
  const value = findNodeAtLocation(node, [key]);
  if (value?.type === 'string') return true;
  return value?.type === 'object' && findNodeAtLocation(value, ['path'])?.type === 'string';
}
