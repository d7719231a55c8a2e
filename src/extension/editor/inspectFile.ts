import path from 'node:path';
import { l10n, Uri, window, workspace } from 'vscode';
import { proposeRunners } from '../adding/proposeRunners';
import type { CommandServices } from '../commands/registerCommands';
import { inFolder } from './inFolder';

/**
 * Runs a file as a server, in the likeliest way that its project has, and opens the Inspector on it.
 * @throws when it is no file that can be run
 */
export async function inspectFile(
  { registry, typed, panels, actions }: CommandServices,
  argument: unknown,
): Promise<void> {
  const uri = argument instanceof Uri ? argument : window.activeTextEditor?.document.uri;
  if (uri === undefined) throw new Error(l10n.t('Open the file of a server first.'));
  // What runs is what is on disk.
  const open = workspace.textDocuments.find((document) => document.uri.toString() === `${uri}`);
  if (open?.isDirty && !(await open.save())) return;
  const runners = await proposeRunners(uri);
  const [likeliest] = runners?.proposals ?? [];
  if (runners === undefined || likeliest === undefined) {
    throw new Error(
      l10n.t(
        '{0} cannot be run as a server: that is done with saved files of Python, TypeScript and JavaScript.',
        path.basename(uri.path),
      ),
    );
  }
  const folder = runners.folder?.uri.fsPath;
  const entry = inFolder(likeliest.entry, folder);
  const name = await typed.addEntry(entry, path.basename(uri.path));
  await registry.reload(typed);
  const id = `${typed.key}/${name}`;
  panels.open(id);
  // Again, if it runs: what it is called on may be newer than what runs.
  await actions.start(id);
}
