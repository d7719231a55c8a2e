import { createHash } from 'node:crypto';
import {
  commands,
  type Disposable,
  EventEmitter,
  type FileChangeEvent,
  FileChangeType,
  FilePermission,
  type FileStat,
  FileSystemError,
  type FileSystemProvider,
  FileType,
  l10n,
  type Memento,
  Uri,
  ViewColumn,
  workspace,
} from 'vscode';
import type { ServerId } from '../../shared/model/server';
import type { CallRecord } from '../../shared/model/session';
import type { SessionState } from '../../shared/model/sessionState';
import { RESOURCE_SCHEME } from '../ids';
import type { ProxySupervisor } from '../supervisor/proxySupervisor';
import { DisposableStore } from '../util/disposableStore';
import { messageOf } from '../util/messageOf';
import { ReadOnlyFiles } from '../util/readOnlyFiles';
import { contentsOf, readResource } from './readResource';
import { bytesOf, fileNameOf, type ResourceContents } from './resourceContents';

/** Which contents a file stands for. */
interface ResourceFile {
  readonly serverId: ServerId;
  /** What `resources/read` is asked for. */
  readonly readUri: string;
  /** Which of the contents in its answer. */
  readonly index: number;
  readonly path: string;
}

/** What a file holds, as far as it is known. */
interface Held {
  /** Absent: to be read when it is asked for. */
  bytes?: Promise<Uint8Array>;
  /** Epoch ms; VS Code takes a file anew only when this is another. */
  changedAt: number;
  /** When the server last told of a change, epoch ms. */
  toldAt?: number | undefined;
}

const KEY = 'portcullis.resourceFiles';
/** Files that nobody has opened for long are forgotten. */
const MAX_FILES = 200;

/**
 * What servers' resources hold, as files that cannot be written: so each opens in VS Code's editor for its kind.
 * Which file stands for what is remembered, for VS Code opens its editors again after a reload of the window.
 */
export class ResourceFiles extends ReadOnlyFiles implements FileSystemProvider, Disposable {
  readonly #disposables = new DisposableStore();
  readonly #changed = this.#disposables.add(new EventEmitter<FileChangeEvent[]>());
  /** By the authority of their URIs; the oldest first. */
  readonly #files: Map<string, ResourceFile>;
  readonly #held = new Map<string, Held>();

  readonly onDidChangeFile = this.#changed.event;

  constructor(
    private readonly supervisor: ProxySupervisor,
    private readonly memento: Memento,
  ) {
    super();
    this.#files = new Map(Object.entries(memento.get<Record<string, ResourceFile>>(KEY, {})));
    const { notifications } = supervisor;
    for (const one of [
      workspace.registerFileSystemProvider(RESOURCE_SCHEME, this, {
        isCaseSensitive: true,
        isReadonly: true,
      }),
      notifications.on('inspector/callChanged', (call) => this.#onCall(call)),
      notifications.on('inspector/sessionStateChanged', ({ serverId, state }) =>
        this.#onSessionState(serverId, state),
      ),
    ])
      this.#disposables.add(one);
  }

  /** Shows contents that were read in an editor beside the panel. */
  async open(
    serverId: ServerId,
    serverName: string,
    read: { readUri: string; index: number; contents: ResourceContents },
  ): Promise<void> {
    const { readUri, index, contents } = read;
    const folder = serverName.replace(/[\\/]+/g, '_') || 'server';
    const file = { serverId, readUri, index, path: `/${folder}/${fileNameOf(contents)}` };
    const key = createHash('sha256').update(JSON.stringify(file)).digest('hex').slice(0, 16);
    await this.#remember(key, file);
    this.#hold(key, bytesOf(contents));
    await commands.executeCommand('vscode.open', uriOf(key, file), {
      viewColumn: ViewColumn.Beside,
      preview: true,
    });
  }

  async stat(uri: Uri): Promise<FileStat> {
    if (this.#isFolder(uri)) return { type: FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    const { byteLength } = await this.readFile(uri);
    const mtime = this.#held.get(uri.authority)?.changedAt ?? 0;
    const permissions = FilePermission.Readonly;
    return { type: FileType.File, ctime: 0, mtime, size: byteLength, permissions };
  }

  async readFile(uri: Uri): Promise<Uint8Array> {
    const file = this.#files.get(uri.authority);
    if (file?.path !== uri.path) throw FileSystemError.FileNotFound(uri);
    const held = this.#held.get(uri.authority) ?? { changedAt: Date.now() };
    this.#held.set(uri.authority, held);
    held.bytes ??= this.#read(file);
    try {
      return await held.bytes;
    } catch (error) {
      // The next one who asks may have more luck.
      delete held.bytes;
      throw FileSystemError.Unavailable(messageOf(error));
    }
  }

  /** All of them are watched. */
  watch(): Disposable {
    return { dispose: () => {} };
  }

  readDirectory(): [string, FileType][] {
    return [];
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  async #read({ serverId, readUri, index }: ResourceFile): Promise<Uint8Array> {
    const contents = (await readResource(this.supervisor, serverId, readUri))[index];
    if (contents === undefined)
      throw new Error(l10n.t('The resource does not hold this any more.'));
    return bytesOf(contents);
  }

  /** What anybody reads of a resource is what its files hold from then on. */
  #onCall(call: CallRecord): void {
    if (call.method !== 'resources/read' || call.status !== 'succeeded') return;
    if (call.result === undefined) return;
    for (const [key, { index }, { toldAt = 0 }] of this.#heldOf(call.serverId, call.params.uri)) {
      // It may hold what was before the change.
      if (call.startedAt < toldAt) continue;
      const contents = contentsOf(call)[index];
      if (contents) this.#hold(key, bytesOf(contents));
    }
  }

  /** What a server has told to be another is read when VS Code asks for it next. */
  #onSessionState(serverId: ServerId, { subscriptions }: SessionState): void {
    for (const { uri, changedAt } of subscriptions) {
      for (const [key, , held] of this.#heldOf(serverId, uri)) {
        if (changedAt === undefined || held.toldAt === changedAt) continue;
        const isNews = changedAt > held.changedAt;
        held.toldAt = changedAt;
        if (!isNews) continue;
        delete held.bytes;
        this.#tell(key, held);
      }
    }
  }

  /** The files that are in use of a resource. */
  #heldOf(serverId: ServerId, readUri: unknown): [string, ResourceFile, Held][] {
    return [...this.#held].flatMap(([key, held]) => {
      const file = this.#files.get(key);
      return file?.serverId === serverId && file.readUri === readUri ? [[key, file, held]] : [];
    });
  }

  #hold(key: string, bytes: Uint8Array): void {
    const held = this.#held.get(key);
    if (!held) {
      this.#held.set(key, { bytes: Promise.resolve(bytes), changedAt: Date.now() });
      return;
    }
    const before = held.bytes;
    held.bytes = Promise.resolve(bytes);
    void Promise.resolve(before).then(
      (old) => (old && Buffer.compare(old, bytes) === 0) || this.#tell(key, held),
      () => this.#tell(key, held),
    );
  }

  #tell(key: string, held: Held): void {
    held.changedAt = Math.max(Date.now(), held.changedAt + 1);
    const file = this.#files.get(key);
    if (file) this.#changed.fire([{ type: FileChangeType.Changed, uri: uriOf(key, file) }]);
  }

  /** VS Code looks at the folder of a file, too. */
  #isFolder({ authority, path }: Uri): boolean {
    return this.#files.get(authority)?.path.startsWith(path === '/' ? path : `${path}/`) ?? false;
  }

  async #remember(key: string, file: ResourceFile): Promise<void> {
    this.#files.delete(key);
    this.#files.set(key, file);
    for (const oldest of this.#files.keys()) {
      if (this.#files.size <= MAX_FILES) break;
      this.#files.delete(oldest);
      this.#held.delete(oldest);
    }
    await this.memento.update(KEY, Object.fromEntries(this.#files));
  }
}

function uriOf(key: string, { path }: ResourceFile): Uri {
  return Uri.from({ scheme: RESOURCE_SCHEME, authority: key, path });
}
