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
import type { ConfigEdit } from '../../shared/config/editConfig';
import { readConfig, type ServerConfig } from '../../shared/config/readConfig';
import type { InputDefinition, ServerEntry } from '../../shared/config/serverEntry';
import { editSource, entryFor, propertyPath } from '../../shared/config/writeEntry';
import { DisposableStore } from '../util/disposableStore';
import { messageOf } from '../util/messageOf';
import { debounce } from '../util/timers';
import type { ConfigSource, EntryEdit, SourceContent } from './configSource';
import { editFile, showFile } from './textEdits';

const NOTHING: ServerConfig = { entries: [], inputs: [], problems: [] };
/** Editors write a file in several steps. */
const SETTLE_MS = 100;
/** How long a watcher may take until it tells of everything. */
const CATCH_UP_MS = 1_000;

export interface FileSourceOptions {
  readonly key: string;
  readonly label: string;
  readonly uri: Uri;
  readonly dialect: ConfigDialect;
  readonly folder?: WorkspaceFolder;
  /** Whoever wrote the workspace may have written the file. */
  readonly fromWorkspace: boolean;
}

/** A configuration file, of the workspace or of the person. */
export class FileSource implements ConfigSource {
  readonly key: string;
  readonly label: string;
  readonly uri: Uri;
  readonly folder?: WorkspaceFolder;
  readonly fromWorkspace: boolean;
  readonly variables: ConfigDialect['variables'];
  readonly keepsInputs: boolean;
  readonly #dialect: ConfigDialect;
  readonly #changed = new EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #disposables = new DisposableStore();
  #last: SourceContent = { config: NOTHING };

  constructor({ key, label, uri, dialect, folder, fromWorkspace }: FileSourceOptions) {
    this.key = key;
    this.label = label;
    this.uri = uri;
    this.fromWorkspace = fromWorkspace;
    this.#dialect = dialect;
    if (folder !== undefined) this.folder = folder;
    this.variables = dialect.variables;
    // Other clients read a root file too, and would not know what `${input:…}` means.
    this.keepsInputs = dialect.inputs !== undefined && dialect.variables === 'vscode';
    this.#disposables.add(this.#changed);
    this.#watch();
  }

  /** Answers with the same object as the last time when nothing has changed for the servers. */
  async read(): Promise<SourceContent> {
    const content = await this.#read();
    if (JSON.stringify(content) !== JSON.stringify(this.#last)) this.#last = content;
    return this.#last;
  }

  edit(entry: ServerEntry, edits: readonly EntryEdit[]): Promise<void> {
    return editFile(this.uri, (text) =>
      edits.reduce((current, { path, value }) => {
        const place = propertyPath(current, entry, path, this.#dialect);
        return editSource(current, [{ path: place, value }], this.#dialect);
      }, text),
    );
  }

  /** Declares an input beside the servers, so that a value is asked for and not written down. */
  addInput(input: InputDefinition, at: number): Promise<void> {
    const path = [...(this.#dialect.inputs ?? []), at];
    return this.#edit([{ path, value: input, insert: true }]);
  }

  /** Adds a server, and the file if there is none. The entry is one of VS Code's `mcp.json`. */
  async add(
    name: string,
    entry: Readonly<Record<string, unknown>>,
    inputs: readonly InputDefinition[] = [],
  ): Promise<void> {
    const path = [...this.#dialect.rootKeys[0]!, name];
    const edit = { path, value: entryFor(entry, this.#dialect) };
    const change = (text: string) =>
      editSource(text, [edit, ...this.#declarations(text, inputs)], this.#dialect);
    try {
      await workspace.fs.stat(this.uri);
    } catch {
      const text = change(this.#dialect.syntax === 'toml' ? '' : '{}');
      await workspace.fs.writeFile(this.uri, new TextEncoder().encode(`${text.trimEnd()}\n`));
      return;
    }
    await editFile(this.uri, change);
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

  #declarations(text: string, inputs: readonly InputDefinition[]): ConfigEdit[] {
    const path = this.#dialect.inputs;
    if (path === undefined || inputs.length === 0) return [];
    const declared = readConfig(text, this.#dialect).inputs;
    return inputs
      .filter(({ id }) => !declared.some((input) => input.id === id))
      .map((value, index) => ({ path: [...path, declared.length + index], value, insert: true }));
  }

  #edit(edits: readonly ConfigEdit[]): Promise<void> {
    return editFile(this.uri, (text) => editSource(text, edits, this.#dialect));
  }

  async #read(): Promise<SourceContent> {
    try {
      const bytes = await workspace.fs.readFile(this.uri);
      return { uri: this.uri, config: readConfig(new TextDecoder().decode(bytes), this.#dialect) };
    } catch (error) {
      const isMissing = error instanceof FileSystemError && error.code === 'FileNotFound';
      return isMissing ? { config: NOTHING } : { uri: this.uri, config: unreadable(error) };
    }
  }

  /**
   * Watches the file and its folder: of what is written into a folder that has just been made, and while a
   * watcher is being set up, nobody may tell. So it is read once more when that is over.
   */
  #watch(): void {
    const parent = Uri.joinPath(this.uri, '..');
    const changed = debounce(() => this.#changed.fire(), SETTLE_MS);
    const catchUp = debounce(() => this.#changed.fire(), CATCH_UP_MS);
    const onFile = (uri: Uri) => {
      if (uri.toString() === this.uri.toString()) changed();
      else if (uri.toString() === parent.toString()) catchUp();
    };
    for (const pattern of this.#patterns(parent)) {
      const watcher = workspace.createFileSystemWatcher(pattern);
      for (const event of [watcher.onDidCreate, watcher.onDidChange, watcher.onDidDelete]) {
        this.#disposables.add(event(onFile));
      }
      this.#disposables.add(watcher);
    }
    for (const item of [changed, catchUp]) this.#disposables.add(item);
    catchUp();
  }

  #patterns(parent: Uri): RelativePattern[] {
    const { uri, folder } = this;
    if (folder !== undefined && isBelow(uri, folder.uri)) {
      const path = uri.path.slice(folder.uri.path.length + 1);
      const above = path.slice(0, Math.max(0, path.lastIndexOf('/')));
      return [path, above].filter(Boolean).map((one) => new RelativePattern(folder, one));
    }
    // Any name: that of a workspace file may hold what a pattern gives a meaning to.
    return [new RelativePattern(parent, '*')];
  }
}

function isBelow(uri: Uri, folder: Uri): boolean {
  return uri.toString().startsWith(`${folder.toString()}/`);
}

function unreadable(error: unknown): ServerConfig {
  const range = { line: 1, column: 1, endLine: 1, endColumn: 1 };
  return { ...NOTHING, problems: [{ severity: 'error', message: messageOf(error), range }] };
}
