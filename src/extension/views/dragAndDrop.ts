import {
  commands,
  type DataTransfer,
  DataTransferItem,
  FileType,
  l10n,
  type TreeDragAndDropController,
  Uri,
  window,
  workspace,
} from 'vscode';
import { writtenEntries } from '../entries/writtenEntry';
import { COMMANDS, VIEWS } from '../ids';
import type { KnownServer } from '../servers/knownServer';
import type { ServerRegistry } from '../servers/serverRegistry';
import { messageOf } from '../util/messageOf';
import type { TreeNode } from './treeNode';

const URIS = 'text/uri-list';
const TEXT = 'text/plain';
/** VS Code adds it to whatever is dragged out of this tree. */
const OWN = `application/vnd.code.tree.${VIEWS.servers.toLowerCase()}`;
/** Larger files are no configuration, in bytes. */
const MAX_FILE = 4 * 1024 * 1024;
const CONFIGURATION = /\.(jsonc?|toml)$/i;

/** What is dropped on the tree is added as a server; a server that is dragged out of it is its entry. */
export class DragAndDrop implements TreeDragAndDropController<TreeNode> {
  readonly dropMimeTypes = [URIS, TEXT, OWN];
  readonly dragMimeTypes = [TEXT];

  constructor(private readonly registry: Pick<ServerRegistry, 'get'>) {}

  async handleDrag(nodes: readonly TreeNode[], transfer: DataTransfer): Promise<void> {
    const servers = nodes.flatMap((node) =>
      node.kind === 'server' ? (this.registry.get(node.serverId) ?? []) : [],
    );
    const text = await entriesText(servers);
    if (text !== undefined) transfer.set(TEXT, new DataTransferItem(text));
  }

  async handleDrop(_target: TreeNode | undefined, transfer: DataTransfer): Promise<void> {
    if (transfer.get(OWN) !== undefined) return;
    try {
      const text = await droppedText(transfer);
      if (text !== undefined) await commands.executeCommand(COMMANDS.addServer, { text });
    } catch (error) {
      window.showErrorMessage(messageOf(error));
    }
  }
}

/** Entries by their names, as the configurations of most clients have them. */
async function entriesText(servers: readonly KnownServer[]): Promise<string | undefined> {
  const entries = await writtenEntries(servers);
  return entries.length === 0
    ? undefined
    : JSON.stringify({ mcpServers: Object.fromEntries(entries) }, undefined, 2);
}

/** A URL, the text of a file, or whatever text it is. */
async function droppedText(transfer: DataTransfer): Promise<string | undefined> {
  const uri = firstUri((await transfer.get(URIS)?.asString()) ?? '');
  if (uri !== undefined && !/^https?:/i.test(uri)) return fileText(Uri.parse(uri));
  const text = uri ?? (await transfer.get(TEXT)?.asString())?.trim();
  return text === '' ? undefined : text;
}

/** RFC 2483: one a line, and comments. */
function firstUri(list: string): string | undefined {
  return list
    .split(/\r?\n/)
    .map((line) => line.trim())
    .find((line) => line !== '' && !line.startsWith('#'));
}

/** @throws when it cannot be read, or is no configuration */
async function fileText(uri: Uri): Promise<string> {
  const { size, type } = await workspace.fs.stat(uri);
  if ((type & FileType.File) === 0 || size > MAX_FILE || !CONFIGURATION.test(uri.path)) {
    throw new Error(l10n.t('{0} is no configuration of MCP servers.', uri.fsPath));
  }
  return new TextDecoder().decode(await workspace.fs.readFile(uri));
}
