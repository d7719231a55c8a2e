import { readFile } from 'node:fs/promises';
import { type Uri, workspace } from 'vscode';
import { draftsOf } from '../../shared/adding/detectServers';
import type { EntryDraft } from '../../shared/adding/entryDraft';
import { CLIENTS, type ClientKind } from '../../shared/config/dialects/clientDialects';
import { claudeProjectDialect } from '../../shared/config/dialects/clients';
import { readConfig } from '../../shared/config/readConfig';
import { tildified, userPlaces } from '../sources/findSources';
import { claudeCodeFile, type UserFile, userFiles } from '../sources/userFiles';

/** A client of this machine, with the servers that it has. */
export interface FoundClient {
  readonly label: string;
  /** Of its file, as people write it. */
  readonly path: string;
  readonly drafts: readonly EntryDraft[];
  /** What could not be kept as it was, in sentences for people. */
  readonly notes: readonly string[];
}

/**
 * The clients whose own files hold servers, whether the window reads them or not.
 * @param globalStorageUri of the extension: VS Code's profile is found by it
 */
export async function clientFiles(globalStorageUri: Uri): Promise<readonly FoundClient[]> {
  const places = userPlaces(globalStorageUri);
  const claude = claudeCodeFile(places);
  const folders = (workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath);
  const files = userFiles(places).filter(({ source }) => source !== 'vscodeUser');
  // Claude Code has a part for each project in the same file.
  const project = folders.map((folder) => ({ ...claude, dialect: claudeProjectDialect([folder]) }));
  const found = await Promise.all(
    [...project, ...files].map((file) => readClient(file, tildified(file.path, places.home))),
  );
  return found.filter((client) => client !== undefined);
}

async function readClient(file: UserFile, path: string): Promise<FoundClient | undefined> {
  const text = await readFile(file.path, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const config = readConfig(text, file.dialect);
  const { drafts, notes } = draftsOf({ config, dialect: file.dialect, isNameless: false });
  const kind = file.source.replace(/User$/, '') as ClientKind;
  return drafts.length === 0 ? undefined : { label: CLIENTS[kind].label, path, drafts, notes };
}
