import {
  ConfigurationTarget,
  commands,
  EventEmitter,
  Uri,
  type WorkspaceFolder,
  workspace,
} from 'vscode';
import type { TextRange } from '../../shared/config/configText';
import { SETTING_KEY, settingDialect } from '../../shared/config/dialects/vscode';
import { readConfig, type ServerConfig } from '../../shared/config/readConfig';
import type { ServerEntry } from '../../shared/config/serverEntry';
import { SETTINGS, SETTINGS_SECTION } from '../ids';
import { DisposableStore } from '../util/disposableStore';
import type { ConfigSource, EntryEdit, SourceContent } from './configSource';
import { setAtPath } from './setAtPath';
import { editJsonFile, showFile } from './textEdits';

export type SettingScope = 'user' | 'workspace' | 'folder';

const SCOPES = {
  user: {
    value: 'globalValue',
    target: ConfigurationTarget.Global,
    open: 'workbench.action.openSettingsJson',
  },
  workspace: {
    value: 'workspaceValue',
    target: ConfigurationTarget.Workspace,
    open: 'workbench.action.openWorkspaceSettingsFile',
  },
  folder: {
    value: 'workspaceFolderValue',
    target: ConfigurationTarget.WorkspaceFolder,
    open: 'workbench.action.openFolderSettingsFile',
  },
} as const;

/** The file that holds a setting, and where in it our setting stands. */
interface SettingsFile {
  readonly uri: Uri;
  readonly root: readonly string[];
}

/** The setting `portcullis.servers` of one scope. VS Code rules what its value is; its file, if it can be read, where it stands. */
export class SettingSource implements ConfigSource {
  readonly variables = 'vscode';
  readonly keepsInputs = false;
  readonly fromWorkspace: boolean;
  readonly folder?: WorkspaceFolder;
  readonly #changed = new EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #disposables = new DisposableStore();

  constructor(
    readonly key: string,
    readonly label: string,
    private readonly scope: SettingScope,
    folder?: WorkspaceFolder,
  ) {
    this.fromWorkspace = scope !== 'user';
    if (folder !== undefined) this.folder = folder;
    this.#disposables.add(this.#changed);
    this.#disposables.add(
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(SETTING_KEY, folder)) this.#changed.fire();
      }),
    );
  }

  async read(): Promise<SourceContent> {
    const value = this.#value();
    if (value === undefined) return { config: { entries: [], inputs: [], problems: [] } };
    const config = readConfig(JSON.stringify(value), settingDialect([]));
    const file = this.#file();
    const written = file && (await readSettingsFile(file));
    if (file === undefined || written === undefined) return { config };
    return { uri: file.uri, config: located(config, written) };
  }

  /** Adds a server. */
  add(name: string, entry: Readonly<Record<string, unknown>>): Promise<void> {
    return this.#edit(name, [{ path: [], value: entry }]);
  }

  remove(entry: ServerEntry): Promise<void> {
    return this.#edit(entry.name, [{ path: [], value: undefined }]);
  }

  edit(entry: ServerEntry, edits: readonly EntryEdit[]): Promise<void> {
    return this.#edit(entry.name, edits);
  }

  async #edit(name: string, edits: readonly EntryEdit[]): Promise<void> {
    const file = this.#file();
    if (file !== undefined && (await readSettingsFile(file)) !== undefined) {
      const root = [...file.root, name];
      await editJsonFile(
        file.uri,
        edits.map(({ path, value }) => ({ path: [...root, ...path], value })),
      );
      return;
    }
    const servers = structuredClone(this.#value() ?? {});
    for (const { path, value } of edits) setAtPath(servers, [name, ...path], value);
    await workspace
      .getConfiguration(SETTINGS_SECTION, this.folder)
      .update(SETTINGS.servers, servers, SCOPES[this.scope].target);
  }

  async open(range?: TextRange): Promise<void> {
    const file = this.#file();
    if (file !== undefined && range !== undefined) return showFile(file.uri, range);
    await commands.executeCommand(SCOPES[this.scope].open, {
      revealSetting: { key: SETTING_KEY, edit: true },
    });
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #value(): Record<string, unknown> | undefined {
    return workspace
      .getConfiguration(SETTINGS_SECTION, this.folder)
      .inspect<Record<string, unknown>>(SETTINGS.servers)?.[SCOPES[this.scope].value];
  }

  #file(): SettingsFile | undefined {
    // The user's settings may stand on another machine.
    if (this.scope === 'user') return undefined;
    if (this.scope === 'workspace' && workspace.workspaceFile !== undefined) {
      return { uri: workspace.workspaceFile, root: ['settings', SETTING_KEY] };
    }
    const folder = this.folder ?? workspace.workspaceFolders?.[0];
    return (
      folder && { uri: Uri.joinPath(folder.uri, '.vscode/settings.json'), root: [SETTING_KEY] }
    );
  }
}

async function readSettingsFile({ uri, root }: SettingsFile): Promise<ServerConfig | undefined> {
  try {
    const text = new TextDecoder().decode(await workspace.fs.readFile(uri));
    return readConfig(text, settingDialect(root));
  } catch {
    return undefined;
  }
}

/** The entries that VS Code knows, with the places where the file has them. */
function located(config: ServerConfig, written: ServerConfig): ServerConfig {
  const hasSyntaxError = written.problems.some(({ severity }) => severity === 'error');
  if (hasSyntaxError) return written;
  const byName = new Map(written.entries.map((entry) => [entry.name, entry]));
  return {
    ...config,
    entries: config.entries.map((entry) => byName.get(entry.name) ?? entry),
    problems: written.problems,
  };
}
