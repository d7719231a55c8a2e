import { l10n, type WorkspaceFolder, workspace } from 'vscode';
import { ROOT_DIALECT, VSCODE_DIALECT } from '../../shared/config/dialects/vscode';
import type { ConfigSource } from './configSource';
import { FileSource } from './fileSource';
import { SettingSource } from './settingSource';

/** All places where servers of this window are configured, in the order in which people look for them. */
export function findSources(): ConfigSource[] {
  const folders = workspace.workspaceFolders ?? [];
  const several = workspace.workspaceFile !== undefined || folders.length > 1;
  const sources = folders.flatMap((folder) => folderSources(folder, several));
  if (folders.length > 0) {
    sources.push(new SettingSource('settings', l10n.t('Workspace settings'), 'workspace'));
  }
  sources.push(new SettingSource('user', l10n.t('User settings'), 'user'));
  return sources;
}

function folderSources(folder: WorkspaceFolder, several: boolean): ConfigSource[] {
  const key = (name: string) => (several ? `${name}@${folderKey(folder)}` : name);
  const label = (path: string) => (several ? `${folder.name}/${path}` : path);
  const sources: ConfigSource[] = [
    new FileSource(
      key('vscode'),
      label('.vscode/mcp.json'),
      folder,
      '.vscode/mcp.json',
      VSCODE_DIALECT,
    ),
    new FileSource(key('root'), label('.mcp.json'), folder, '.mcp.json', ROOT_DIALECT),
  ];
  if (several) {
    const settings = label('.vscode/settings.json');
    sources.push(new SettingSource(key('settings'), settings, 'folder', folder));
  }
  return sources;
}

/** The folder's name, and its place where another folder has the same one. Holds no slash. */
function folderKey({ name, index }: WorkspaceFolder): string {
  const twins = workspace.workspaceFolders?.filter((folder) => folder.name === name) ?? [];
  return name.replaceAll('/', '_') + (twins.length > 1 ? `#${index}` : '');
}
