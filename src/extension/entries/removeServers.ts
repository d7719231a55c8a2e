import { l10n, Range, type Uri, WorkspaceEdit, window, workspace } from 'vscode';
import { smallestChange } from '../../shared/config/editConfig';
import type { ServerId } from '../../shared/model/server';
import { isActive } from '../../shared/model/state';
import type { ServerActions } from '../commands/serverActions';
import type { ConfiguredServer } from '../servers/knownServer';
import type { ServerRegistry } from '../servers/serverRegistry';
import { readOnlyWords } from './duplicateServer';
import { type WrittenEntry, writtenEntry } from './writtenEntry';

interface Services {
  readonly registry: ServerRegistry;
  readonly actions: Pick<ServerActions, 'stop'>;
}

/** What was taken out, and what its file was before and after that. */
interface Removal {
  readonly configured: ConfiguredServer;
  readonly value: WrittenEntry;
  readonly file?: { readonly uri: Uri; readonly before: string; readonly after: string };
}

/** Takes entries out of their sources, stops what runs of them, and offers to put them back. */
export async function removeServers(services: Services, ids: readonly ServerId[]): Promise<void> {
  const { registry, actions } = services;
  const removals: Removal[] = [];
  const readOnly = new Set<string>();
  // One after the other: several may be in the same file.
  for (const id of ids) {
    const server = registry.get(id);
    if (server?.configured === undefined) continue;
    const { source } = server.configured;
    if (source.remove === undefined) {
      readOnly.add(source.label);
      continue;
    }
    removals.push(await remove(server.configured));
    await registry.reload(source);
    if (isActive(server.snapshot.state)) await actions.stop(id);
  }
  for (const label of readOnly) window.showWarningMessage(readOnlyWords(label));
  if (removals.length > 0 && (await isUndone(removals))) await undo(registry, removals);
}

async function remove(configured: ConfiguredServer): Promise<Removal> {
  const { source, entry, location } = configured;
  const value = await writtenEntry(configured);
  const before = location && (await textOf(location.uri));
  await source.remove!(entry);
  if (location === undefined || before === undefined) return { configured, value };
  const { uri } = location;
  return { configured, value, file: { uri, before, after: await textOf(uri) } };
}

async function isUndone(removals: readonly Removal[]): Promise<boolean> {
  const undone = l10n.t('Undo');
  const [{ entry, source }] = [removals[0]!.configured];
  const words =
    removals.length === 1
      ? l10n.t('{0} was removed from {1}.', entry.name, source.label)
      : l10n.t('{0} servers were removed.', removals.length);
  return (await window.showInformationMessage(words, undone)) === undone;
}

/** The last one first: so each file is again as it was before. */
async function undo(registry: ServerRegistry, removals: readonly Removal[]): Promise<void> {
  for (const removal of [...removals].reverse()) {
    const { source, entry } = removal.configured;
    if (!(await isRestored(removal))) {
      await source.edit(entry, [{ path: [], value: removal.value }]);
    }
  }
  for (const source of new Set(removals.map(({ configured }) => configured.source))) {
    await registry.reload(source);
  }
}

/** With its place and its comments, if nobody has changed the file since. */
async function isRestored({ file }: Removal): Promise<boolean> {
  if (file === undefined) return false;
  const document = await workspace.openTextDocument(file.uri);
  if (document.getText() !== file.after) return false;
  const change = smallestChange(file.after, file.before);
  const edit = new WorkspaceEdit();
  const range = new Range(document.positionAt(change.start), document.positionAt(change.end));
  edit.replace(file.uri, range, change.text);
  return (await workspace.applyEdit(edit)) && document.save();
}

async function textOf(uri: Uri): Promise<string> {
  return (await workspace.openTextDocument(uri)).getText();
}
