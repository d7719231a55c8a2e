import os from 'node:os';
import { type ExtensionContext, l10n, Uri, type WorkspaceFolder, workspace } from 'vscode';
import { claudeProjectDialect } from '../../shared/config/dialects/clients';
import { CODE_WORKSPACE_DIALECT } from '../../shared/config/dialects/vscode';
import { SETTINGS, SETTINGS_SECTION } from '../ids';
import type { ConfigSource } from './configSource';
import { FileSource, type FileSourceOptions } from './fileSource';
import { FOLDER_FILES } from './folderFiles';
import { SettingSource } from './settingSource';
import { isSourceOn, type SourceName } from './sourceNames';
import { claudeCodeFile, type UserPlaces, userFiles } from './userFiles';

/** The setting that switches files on and off. */
export const SOURCES_SETTING = `${SETTINGS_SECTION}.${SETTINGS.sources}`;

/**
 * All places where servers of this window are configured and that are switched on. Of a server that several
 * of them have, the first counts.
 */
export function findSources({
  globalStorageUri,
}: Pick<ExtensionContext, 'globalStorageUri'>): ConfigSource[] {
  const settings = workspace.getConfiguration(SETTINGS_SECTION);
  const setting = settings.get<unknown>(SETTINGS.sources);
  const byPerson = settings.inspect<unknown>(SETTINGS.sources)?.globalValue;
  const isOn = (name: SourceName) => isSourceOn(name, setting);
  // A workspace may switch the person's own files off, but not on.
  const isOnForPerson = (name: SourceName) => isOn(name) && isSourceOn(name, byPerson);
  const places = userPlaces(globalStorageUri);
  const folders = workspace.workspaceFolders ?? [];
  const several = workspace.workspaceFile !== undefined || folders.length > 1;
  const inFolders = folders.flatMap((folder) => folderSources(folder, several, isOn));
  const ofUser = userSources(places, folders, several, isOn, isOnForPerson);
  return [
    ...inFolders,
    ...(isOn('codeWorkspace') ? workspaceFileSource() : []),
    ...(folders.length > 0
      ? [new SettingSource('settings', l10n.t('Workspace settings'), 'workspace')]
      : []),
    new SettingSource('user', l10n.t('User settings'), 'user'),
    ...ofUser,
  ];
}

/** Where the person's files are on this machine. @param globalStorageUri of the extension */
export function userPlaces(globalStorageUri: Uri): UserPlaces {
  return {
    platform: process.platform,
    home: os.homedir(),
    env: process.env,
    // A folder for each extension, in `globalStorage`, in that of the profile.
    profile: Uri.joinPath(globalStorageUri, '..', '..').fsPath,
  };
}

function folderSources(
  folder: WorkspaceFolder,
  several: boolean,
  isOn: (name: SourceName) => boolean,
): ConfigSource[] {
  const key = (name: string) => (several ? `${name}@${folderKey(folder)}` : name);
  const label = (path: string) => (several ? `${folder.name}/${path}` : path);
  const sources: ConfigSource[] = FOLDER_FILES.filter(({ source }) => isOn(source)).map(
    (file) =>
      new FileSource({
        key: key(file.key),
        label: label(file.path),
        uri: Uri.joinPath(folder.uri, file.path),
        dialect: file.dialect,
        folder,
        fromWorkspace: true,
      }),
  );
  if (several) {
    const settings = label('.vscode/settings.json');
    sources.push(new SettingSource(key('settings'), settings, 'folder', folder));
  }
  return sources;
}

/** What is not saved yet has no file that another editor could write. */
function workspaceFileSource(): FileSource[] {
  const { workspaceFile } = workspace;
  if (workspaceFile === undefined || workspaceFile.scheme === 'untitled') return [];
  return [
    new FileSource({
      key: 'codeWorkspace',
      label: workspaceFile.path.slice(workspaceFile.path.lastIndexOf('/') + 1),
      uri: workspaceFile,
      dialect: CODE_WORKSPACE_DIALECT,
      fromWorkspace: true,
    }),
  ];
}

/** The person's own files. Where the home folder is open, what is in both ways a file of it is one of the workspace. */
function userSources(
  places: UserPlaces,
  folders: readonly WorkspaceFolder[],
  several: boolean,
  isOn: (name: SourceName) => boolean,
  isOnForPerson: (name: SourceName) => boolean,
): FileSource[] {
  const taken = new Set(
    folders.flatMap(({ uri }) =>
      FOLDER_FILES.filter(({ source }) => isOn(source)).map(({ path }) =>
        Uri.joinPath(uri, path).toString(),
      ),
    ),
  );
  const projects = isOnForPerson('claudeCodeUser') ? claudeProjects(places, folders, several) : [];
  const files = userFiles(places)
    .filter(({ source }) => isOnForPerson(source))
    .map(({ key, path, dialect }) => ({
      key,
      label: tildified(path, places.home),
      uri: Uri.file(path),
      dialect,
      fromWorkspace: false,
    }));
  return [...projects, ...files]
    .filter(({ uri }) => !taken.has(uri.toString()))
    .map((options) => new FileSource(options));
}

/** What Claude Code keeps for the open folders, in the person's own file. */
function claudeProjects(
  places: UserPlaces,
  folders: readonly WorkspaceFolder[],
  several: boolean,
): FileSourceOptions[] {
  const { path } = claudeCodeFile(places);
  return folders.map((folder) => {
    const { fsPath } = folder.uri;
    return {
      key: several ? `claudeProject@${folderKey(folder)}` : 'claudeProject',
      label: `${tildified(path, places.home)} (${folder.name})`,
      uri: Uri.file(path),
      // Windows has two ways to write a path.
      dialect: claudeProjectDialect([...new Set([fsPath, fsPath.replaceAll('\\', '/')])]),
      folder,
      fromWorkspace: false,
    };
  });
}

/** A path as people write it. */
export function tildified(path: string, home: string): string {
  const rest = path.startsWith(home) ? path.slice(home.length) : '';
  return /^[\\/]/.test(rest) ? `~${rest}` : path;
}

/** The folder's name, and its place where another folder has the same one. Holds no slash. */
function folderKey({ name, index }: WorkspaceFolder): string {
  const twins = workspace.workspaceFolders?.filter((folder) => folder.name === name) ?? [];
  return name.replaceAll('/', '_') + (twins.length > 1 ? `#${index}` : '');
}
