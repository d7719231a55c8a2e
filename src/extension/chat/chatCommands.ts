import { l10n, window } from 'vscode';
import { COMMANDS } from '../ids';
import type { McpPolicy } from '../policy/mcpPolicy';
import type { WatchedServers } from './watchedServers';

export interface ChatServices {
  readonly watched: WatchedServers;
  readonly policy: Pick<McpPolicy, 'chatAccess'>;
}

export function chatCommands({
  watched,
  policy,
}: ChatServices): Record<string, () => Promise<void>> {
  return {
    [COMMANDS.watchAllChat]: async () => {
      await watched.watchAll(true);
      tellIfForbidden(policy);
    },
    [COMMANDS.unwatchAllChat]: () => watched.watchAll(false),
  };
}

/** Says why a server that is offered from now on does not come to VS Code's chat. */
export function tellIfForbidden({ chatAccess }: Pick<McpPolicy, 'chatAccess'>): void {
  if (chatAccess === 'all') return;
  const message =
    chatAccess === 'none'
      ? l10n.t(
          'VS Code lets its chat use no MCP servers ({0}), so nothing is offered to it.',
          'chat.mcp.access',
        )
      : l10n.t(
          'VS Code lets its chat use MCP servers of its registry only ({0}), so nothing is offered to it.',
          'chat.mcp.access',
        );
  window.showWarningMessage(message);
}
