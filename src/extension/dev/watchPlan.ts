import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { workspace } from 'vscode';
import type { LaunchDefinition, ServerId } from '../../shared/model/server';
import type { ConfiguredServer } from '../servers/knownServer';
import { defaultSources } from './defaultSources';
import type { Files } from './programFile';
import type { RestartChoices } from './restartChoices';
import { namedSources, type Sources } from './sources';

const FILES: Files = {
  isFile: (file) =>
    stat(file).then(
      (found) => found.isFile(),
      () => false,
    ),
  read: (file) => readFile(file, 'utf8').catch(() => undefined),
};

/** What of a server's files is watched, if it is wished at all; undefined: it is not. */
export async function watchPlan(
  id: ServerId,
  configured: ConfiguredServer,
  launched: LaunchDefinition,
  choices: RestartChoices,
): Promise<readonly Sources[] | undefined> {
  const mode = choices.modeOf(id, configured);
  const { dev } = configured.entry;
  if (mode === 'off') return undefined;
  const folder = (configured.source.folder ?? workspace.workspaceFolders?.[0])?.uri.fsPath;
  const run = launched.kind === 'remote' ? undefined : launched.run;
  const base = folder ?? run?.cwd;
  if (dev?.watch !== undefined && base !== undefined) return namedSources(base, dev.watch);
  if (mode === 'configured' || run === undefined) return undefined;
  const globs = choices.globsOf(configured);
  if (globs.length > 0) return namedSources(base ?? run.cwd, globs);
  const workspaceFolders = (workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath);
  return defaultSources(
    run,
    { isBuilt: dev?.build !== undefined, workspace: workspaceFolders },
    FILES,
  );
}

/** The globs for people: from the folder of the workspace, where they begin below it. */
export function planWords(plan: readonly Sources[]): string[] {
  return plan.flatMap(({ folder, include }) => {
    const relative = workspace.asRelativePath(folder, false);
    const isRoot = (workspace.workspaceFolders ?? []).some(({ uri }) => uri.fsPath === folder);
    return include.map((glob) => (isRoot ? glob : path.posix.join(relative, glob)));
  });
}
