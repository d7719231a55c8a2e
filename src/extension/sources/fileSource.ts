import {
  EventEmitter,
  FileSystemError,
  RelativePattern,
  Uri,
  type WorkspaceFolder,
  workspace,
} from 'vscode';
import type { TextRange } from '../../shared/config/configText';
import type { ConfigDialect } from '../../shared/config/dialects/configDialect';
import { editConfig } from '../../shared/config/editConfig';
import { readConfig, type ServerConfig } from '../../shared/config/readConfig';
import type { ServerEntry } from '../../shared/config/serverEntry';
import { DisposableStore } from '../util/disposableStore';
import { messageOf } from '../util/messageOf';
import { debounce } from '../util/timers';
import type { ConfigSource, EntryEdit, SourceContent } from './configSource';
import { editJsonFile, showFile } from './textEdits';

const NOTHING: ServerConfig = { entries: [], inputs: [], problems: [] };
/** Editors write a file in several steps. */
const SETTLE_MS = 100;

/** A configuration file of a workspace folder. */
export class FileSource implements ConfigSource {
  readonly fromWorkspace = true;
  readonly uri: Uri;
  readonly variables: ConfigDialect['variables'];
  readonly keepsInputs: boolean;
  readonly #changed = new EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #disposables = new DisposableStore();

  constructor(
    readonly key: string,
    readonly label: string,
    readonly folder: WorkspaceFolder,
    path: string,
    private readonly dialect: ConfigDialect,
  ) {
    this.uri = Uri.joinPath(folder.uri, path);
    this.variables = dialect.variables;
    // Other clients read a root file too, and would not know what `${input:…}` means.
    this.keepsInputs = dialect.inputs !== undefined && dialect.variables === 'vscode';
    const watcher = workspace.createFileSystemWatcher(new RelativePattern(folder, path));
    const fire = debounce(() => this.#changed.fire(), SETTLE_MS);
    for (const event of [watcher.onDidCreate, watcher.onDidChange, watcher.onDidDelete]) {
      this.#disposables.add(event(fire));
    }
    for (const item of [watcher, fire, this.#changed]) this.#disposables.add(item);
  }

  async read(): Promise<SourceContent> {
    try {
      const bytes = await workspace.fs.readFile(this.uri);
      return { uri: this.uri, config: readConfig(new TextDecoder().decode(bytes), this.dialect) };
    } catch (error) {
      if (error instanceof FileSystemError && error.code === 'FileNotFound') {
        return { config: NOTHING };
      }
      return { uri: this.uri, config: unreadable(error) };
    }
  }

  edit(entry: ServerEntry, edits: readonly EntryEdit[]): Promise<void> {
    return editJsonFile(
      this.uri,
      edits.map(({ path, value }) => ({ path: [...entry.path, ...path], value })),
    );
  }

  /** Declares an input beside the servers, so that a value is asked for and not written down. */
  addInput(
    input: { id: string; description: string; password: boolean },
    at: number,
  ): Promise<void> {
    const value = { type: 'promptString', ...input };
    const path = [...this.dialect.inputs!, at];
    return editJsonFile(this.uri, [{ path, value, insert: true }]);
  }

  /** Adds a server, and the file if there is none. */
  async add(name: string, entry: Readonly<Record<string, unknown>>): Promise<void> {
    const edit = { path: [...this.dialect.rootKeys[0]!, name], value: entry };
    try {
      await workspace.fs.stat(this.uri);
    } catch {
      const text = editConfig('{}', [edit]);
      await workspace.fs.writeFile(this.uri, new TextEncoder().encode(`${text}\n`));
      return;
    }
    await editJsonFile(this.uri, [edit]);
  }

  remove(entry: ServerEntry): Promise<void> {
    return this.edit(entry, [{ path: [], value: undefined }]);
  }

  open(range?: TextRange): Promise<void> {
    return showFile(this.uri, range);
  }

  dispose(): void {
    this.#disposables.dispose();
  }
}

function unreadable(error: unknown): ServerConfig {
  const range = { line: 1, column: 1, endLine: 1, endColumn: 1 };
  return { ...NOTHING, problems: [{ severity: 'error', message: messageOf(error), range }] };
}
