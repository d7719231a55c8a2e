import { findNodeAtLocation, getNodeValue, parseTree } from 'jsonc-parser';
import { parse as parseToml } from 'smol-toml';
import { l10n, type Uri, workspace } from 'vscode';
import { SETTINGS, SETTINGS_SECTION } from '../ids';
import type { ConfiguredServer, KnownServer } from '../servers/knownServer';
import { TypedSource } from '../sources/typedSource';

/** An entry as its file has it, with all that only the file's own client knows of. */
export type WrittenEntry = Readonly<Record<string, unknown>>;

/** @throws when the entry is not there any more, or its file cannot be read */
export async function writtenEntry({
  entry,
  source,
  location,
}: ConfiguredServer): Promise<WrittenEntry> {
  const value =
    source instanceof TypedSource
      ? source.all[entry.name]
      : location === undefined
        ? settingOf(source)?.[entry.name]
        : valueAt(await textOf(location.uri), entry.path, /\.toml$/i.test(location.uri.path));
  if (typeof value === 'object' && value !== null) return value as WrittenEntry;
  throw new Error(l10n.t('{0} is no longer in {1}.', entry.name, source.label));
}

/** With the names of their entries; those that are configured no longer are left out. */
export function writtenEntries(
  servers: readonly KnownServer[],
): Promise<readonly (readonly [name: string, entry: WrittenEntry])[]> {
  return Promise.all(
    servers.flatMap(({ configured }) =>
      configured === undefined
        ? []
        : [writtenEntry(configured).then((entry) => [configured.entry.name, entry] as const)],
    ),
  );
}

/** What an editor has not saved yet is ahead of the disk; what it has saved may lag behind it. */
async function textOf(uri: Uri): Promise<string> {
  const unsaved = workspace.textDocuments.find(
    (document) => document.isDirty && document.uri.toString() === uri.toString(),
  );
  if (unsaved !== undefined) return unsaved.getText();
  return new TextDecoder().decode(await workspace.fs.readFile(uri));
}

function valueAt(text: string, path: readonly string[], isToml: boolean): unknown {
  if (isToml) {
    return path.reduce<unknown>(
      (value, key) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, key)
          ? (value as Record<string, unknown>)[key]
          : undefined,
      parseToml(text),
    );
  }
  const root = parseTree(text, [], { allowTrailingComma: true });
  const node = root && findNodeAtLocation(root, [...path]);
  return node && getNodeValue(node);
}

/** Of a setting whose file is on another machine, or nowhere. */
function settingOf({ folder, fromWorkspace }: ConfiguredServer['source']) {
  const values = workspace
    .getConfiguration(SETTINGS_SECTION, folder)
    .inspect<WrittenEntry>(SETTINGS.servers);
  if (!fromWorkspace) return values?.globalValue;
  return folder === undefined ? values?.workspaceValue : values?.workspaceFolderValue;
}
