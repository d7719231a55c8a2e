import { env, l10n, type QuickPickItem, window } from 'vscode';
import {
  CLIENT_FILES,
  canReach,
  clientConfiguration,
  MCP_CLIENTS,
  type McpClient,
  type ServerAccess,
} from '../../shared/clients/clientConfiguration';

const SHOWN_MS = 8_000;

/** Puts a configuration for the client that is picked on the clipboard. */
export async function copyConfiguration(
  name: string,
  getAccess: () => Promise<ServerAccess>,
): Promise<void> {
  const access = await getAccess();
  const client = await pickClient(name, access);
  if (client === undefined) return;
  await env.clipboard.writeText(clientConfiguration(client, name, access).text);
  const { label, file } = CLIENT_FILES[client];
  window.setStatusBarMessage(
    l10n.t('$(clippy) Copied for {0}. It belongs into {1}.', label, file),
    SHOWN_MS,
  );
}

async function pickClient(name: string, access: ServerAccess): Promise<McpClient | undefined> {
  const items = MCP_CLIENTS.filter((client) => canReach(client, access)).map(
    (client): QuickPickItem & { readonly client: McpClient } => ({
      label: CLIENT_FILES[client].label,
      description: CLIENT_FILES[client].file,
      client,
    }),
  );
  const picked = await window.showQuickPick(items, {
    title: l10n.t('Copy Configuration of {0}', name),
    placeHolder:
      access.kind === 'stdio'
        ? l10n.t('The client starts the server through Portcullis, which records what they say')
        : l10n.t('The client reaches the server through the relay while this window runs it'),
    matchOnDescription: true,
  });
  return picked?.client;
}
