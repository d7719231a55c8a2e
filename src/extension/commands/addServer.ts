import { l10n, type QuickPickItem, type WorkspaceFolder, window, workspace } from 'vscode';
import { parseTyped } from '../../shared/config/parseTyped';
import { isHttpUrl } from '../../shared/config/isHttpUrl';
import type { ServerRegistry } from '../servers/serverRegistry';
import type { ConfigSource } from '../sources/configSource';
import { FileSource } from '../sources/fileSource';
import { SettingSource } from '../sources/settingSource';
import { suggestName } from '../../shared/adding/suggestName';

type Kind = 'stdio' | 'url' | 'launched';
type Entry = Readonly<Record<string, unknown>>;

/** Leads a person through a new entry, writes it down, and shows it. */
export async function addServer(registry: ServerRegistry): Promise<void> {
  const kind = await pickKind();
  if (kind === undefined) return;
  const entry = await askEntry(kind);
  if (entry === undefined) return;
  await saveEntry(registry, entry, kind);
}

/** Writes an entry down under a name that the person gives, and shows it. */
export async function saveEntry(
  registry: ServerRegistry,
  entry: Entry,
  kind: Kind,
): Promise<boolean> {
  const source = await pickSource(registry, kind);
  if (source === undefined) return false;
  const name = await askName(registry, source, entry);
  if (name === undefined) return false;
  await source.add(name, entry);
  await registry.reload(source);
  const added = registry.get(`${source.key}/${name}`)?.configured;
  await source.open(added?.location?.range);
  return true;
}

async function pickKind(): Promise<Kind | undefined> {
  const items: (QuickPickItem & { kindOfServer: Kind })[] = [
    {
      label: l10n.t('$(terminal) Command'),
      detail: l10n.t('A program that speaks MCP over stdio'),
      kindOfServer: 'stdio',
    },
    {
      label: l10n.t('$(server-process) HTTP server to start'),
      detail: l10n.t(
        'A program that serves MCP over HTTP; Portcullis starts it on a port of its own',
      ),
      kindOfServer: 'launched',
    },
    {
      label: l10n.t('$(globe) URL'),
      detail: l10n.t('An HTTP server that is running already'),
      kindOfServer: 'url',
    },
  ];
  const picked = await window.showQuickPick(items, {
    title: l10n.t('Add MCP Server'),
    placeHolder: l10n.t('How is the server reached?'),
  });
  return picked?.kindOfServer;
}

async function askEntry(kind: Kind): Promise<Entry | undefined> {
  if (kind === 'url') {
    const url = await askUrl();
    return url === undefined ? undefined : { type: 'http', url };
  }
  const command = await askCommandLine();
  if (command === undefined) return undefined;
  const run = parseTyped(command)!;
  if (kind === 'stdio') return { type: 'stdio', ...run };
  return {
    type: 'http',
    url: 'http://127.0.0.1:${port}/mcp',
    ...run,
    env: { PORT: '${port}' },
    port: 'auto',
  };
}

export async function askCommandLine(): Promise<string | undefined> {
  return window
    .showInputBox({
      title: l10n.t('Command Line'),
      prompt: l10n.t('The program and its arguments, as in a terminal. No shell reads it.'),
      placeHolder: 'npx -y @modelcontextprotocol/server-everything',
      ignoreFocusOut: true,
      validateInput: (text) =>
        text.trim() === '' || (parseTyped(text) !== undefined && !isHttpUrl(text.trim()))
          ? undefined
          : l10n.t('This is not a command line; is a quote left open?'),
    })
    .then((text) => (text?.trim() ? text : undefined));
}

export async function askUrl(): Promise<string | undefined> {
  return window
    .showInputBox({
      title: l10n.t('URL'),
      prompt: l10n.t('The address of the MCP endpoint'),
      placeHolder: 'http://127.0.0.1:3000/mcp',
      ignoreFocusOut: true,
      validateInput: (text) =>
        text.trim() === '' || isHttpUrl(text.trim())
          ? undefined
          : l10n.t('An address begins with http:// or https://.'),
    })
    .then((text) => text?.trim() || undefined);
}

async function askName(
  registry: ServerRegistry,
  source: ConfigSource,
  entry: Entry,
): Promise<string | undefined> {
  return window
    .showInputBox({
      title: l10n.t('Name of the Server'),
      prompt: l10n.t('Under this name it is written to {0}.', source.label),
      value: suggestName(entry),
      ignoreFocusOut: true,
      validateInput: (text) => {
        if (text.trim() === '') return l10n.t('A server needs a name.');
        return registry.get(`${source.key}/${text.trim()}`)?.configured === undefined
          ? undefined
          : l10n.t('There is a server of this name already.');
      },
    })
    .then((text) => text?.trim() || undefined);
}

async function pickSource(
  registry: ServerRegistry,
  kind: Kind,
): Promise<FileSource | SettingSource | undefined> {
  const sources = [...registry.contents.keys()];
  const setting =
    sources.find(({ key }) => key === 'settings') ?? sources.find(({ key }) => key === 'user');
  if (kind === 'launched') return setting instanceof SettingSource ? setting : undefined;
  const folder = await pickFolder();
  const file = sources.find(
    (source) => source instanceof FileSource && source.keepsInputs && source.folder === folder,
  );
  // Without a folder there is no file to write to.
  const source = file ?? setting;
  return source instanceof FileSource || source instanceof SettingSource ? source : undefined;
}

async function pickFolder(): Promise<WorkspaceFolder | undefined> {
  const folders = workspace.workspaceFolders ?? [];
  return folders.length > 1 ? window.showWorkspaceFolderPick() : folders[0];
}
