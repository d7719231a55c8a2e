import {
  Disposable,
  EventEmitter,
  type ExtensionContext,
  type FileChangeEvent,
  type FileStat,
  FileSystemError,
  type FileSystemProvider,
  FileType,
  l10n,
  type Uri,
  workspace,
} from 'vscode';
import { SCHEMA_SCHEME, SETTINGS, SETTINGS_SECTION } from '../ids';
import { ReadOnlyFiles } from '../util/readOnlyFiles';
import { clientSchema, type Schema, vscodeSchema } from './configSchemas';

/**
 * The JSON schemas that package.json names for configuration files. They are made from that of the setting, which
 * VS Code gives us in the person's language, so that each key is described once.
 */
export class SchemaFiles extends ReadOnlyFiles implements FileSystemProvider {
  readonly #changed = new EventEmitter<FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changed.event;
  readonly #files: ReadonlyMap<string, Uint8Array>;

  constructor(manifest: ExtensionContext['extension']['packageJSON']) {
    super();
    const { properties } = manifest.contributes.configuration;
    const setting = properties[`${SETTINGS_SECTION}.${SETTINGS.servers}`];
    const entry: Schema = setting.additionalProperties;
    const words = {
      servers: l10n.t('MCP servers by name.'),
      portcullis: l10n.t(
        'What only Portcullis reads of this server. VS Code passes over it, but starts a server that has `dev` by itself.',
      ),
    };
    this.#files = new Map(
      Object.entries({
        '/vscode.json': vscodeSchema(entry, words),
        '/clients.json': clientSchema(entry, words),
      }).map(([path, schema]) => [path, new TextEncoder().encode(JSON.stringify(schema))]),
    );
  }

  register(): Disposable {
    const options = { isCaseSensitive: true, isReadonly: true };
    const registration = workspace.registerFileSystemProvider(SCHEMA_SCHEME, this, options);
    return Disposable.from(registration, this.#changed);
  }

  stat(uri: Uri): FileStat {
    return { type: FileType.File, ctime: 0, mtime: 0, size: this.readFile(uri).byteLength };
  }

  readFile(uri: Uri): Uint8Array {
    const file = this.#files.get(uri.path);
    if (file === undefined) throw FileSystemError.FileNotFound(uri);
    return file;
  }

  /** They stay as they are while VS Code runs. */
  watch(): Disposable {
    return new Disposable(() => {});
  }

  readDirectory(uri: Uri): never {
    throw FileSystemError.FileNotADirectory(uri);
  }
}
