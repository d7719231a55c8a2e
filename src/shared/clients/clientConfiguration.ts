import { t } from '@vscode/l10n';
import { stringify } from 'smol-toml';

/** MCP clients whose configuration can be written. */
export const MCP_CLIENTS = ['claudeCode', 'cursor', 'codex', 'vscode'] as const;
export type McpClient = (typeof MCP_CLIENTS)[number];

/** How a client reaches a server. */
export type ServerAccess =
  | {
      readonly kind: 'stdio';
      readonly command: string;
      readonly args: readonly string[];
      readonly env: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: 'http' | 'sse';
      readonly url: string;
      readonly headers: Readonly<Record<string, string>>;
    };

export interface ClientConfiguration {
  /** A whole file, to be pasted or merged. */
  readonly text: string;
  readonly language: 'json' | 'toml';
}

/** The client's name, and the file in which it looks for servers, for people to read. */
export const CLIENT_FILES: Readonly<
  Record<McpClient, { readonly label: string; readonly file: string }>
> = {
  claudeCode: { label: 'Claude Code', file: '.mcp.json' },
  cursor: { label: 'Cursor', file: '.cursor/mcp.json' },
  codex: { label: 'Codex', file: '~/.codex/config.toml' },
  vscode: { label: 'VS Code', file: '.vscode/mcp.json' },
};

/** Codex speaks Streamable HTTP and stdio only. */
export function canReach(client: McpClient, access: ServerAccess): boolean {
  return client !== 'codex' || access.kind !== 'sse';
}

/**
 * A configuration of `client` with one server in it, in the client's own format.
 * @throws when the client does not speak the server's transport, which `canReach` tells before
 */
export function clientConfiguration(
  client: McpClient,
  name: string,
  access: ServerAccess,
): ClientConfiguration {
  if (!canReach(client, access)) {
    throw new Error(
      t('{0} does not speak HTTP with Server-Sent Events.', CLIENT_FILES[client].label),
    );
  }
  switch (client) {
    case 'codex':
      return { text: codexConfiguration(name, access), language: 'toml' };
    case 'vscode':
      return json({ servers: { [name]: typed(access) } });
    case 'claudeCode':
      return json({ mcpServers: { [name]: typed(access) } });
    case 'cursor':
      return json({ mcpServers: { [name]: plain(access) } });
  }
}

function json(value: object): ClientConfiguration {
  return { text: `${JSON.stringify(value, undefined, 2)}\n`, language: 'json' };
}

function typed(access: ServerAccess): object {
  return { type: access.kind, ...plain(access) };
}

function plain(access: ServerAccess): object {
  if (access.kind !== 'stdio') return { url: access.url, ...named('headers', access.headers) };
  const { command, args, env } = access;
  return { command, args, ...named('env', env) };
}

function codexConfiguration(name: string, access: ServerAccess): string {
  const entry =
    access.kind === 'stdio'
      ? plain(access)
      : { url: access.url, ...named('http_headers', access.headers) };
  return stringify({ mcp_servers: { [name]: entry } });
}

function named(key: string, values: Readonly<Record<string, string>>): object {
  return Object.keys(values).length === 0 ? {} : { [key]: { ...values } };
}
