import { type FSWatcher, readFileSync, watch, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { ServerId } from '../../../shared/model/server';
import { isAlive } from '../../process/processTable';
import type { TrafficRecorder } from '../../traffic/trafficRecorder';
import type { ConnectedClients } from '../connectedClients';
import { pruneSpools } from './pruneSpools';
import type { SpoolHeader } from './spoolFrame';
import { parseSpoolName } from './spoolName';
import { readHeader } from './spoolReader';
import { type TapBookmark, TapRun } from './tapRun';

/** Some systems do not tell of every change of a file, and the folder may not be there yet. */
const LOOK_EVERY_MS = 2_000;
const KEEP_MS = 10_000;
const MAX_BOOKMARKS = 1_000;

/** Where a server is configured, as people who start a tap name it. */
export interface ConfiguredAt {
  /** Of the file. */
  readonly uri: string;
  /** In the file. */
  readonly name: string;
}

export interface TapInboxOptions {
  /** `tapFolder()`. */
  readonly folder: string;
  /** A file of this proxy's own, in which it remembers what it has read. */
  readonly bookmarks: string;
  /** Undefined: a server that this proxy knows nothing of. Others may. */
  identify(server: ConfiguredAt): ServerId | undefined;
  recorder(serverId: ServerId): TrafficRecorder;
  /** Is told which taps run. */
  readonly clients?: Pick<ConnectedClients, 'tapped' | 'untapped'> | undefined;
  log(level: 'info' | 'warn' | 'error', message: string): void;
  /** How long a file that was read is kept for other windows, in ms. */
  readonly keepMs?: number;
}

/**
 * Takes over what the taps of this machine's user see, or have seen while no proxy ran, into the logs of the
 * servers. Each entry is taken once, unless this process is killed in the very moment.
 */
export class TapInbox {
  readonly #options: TapInboxOptions;
  readonly #runs = new Map<string, TapRun>();
  /** Runs that are read to their end, until their files are gone. */
  readonly #done = new Set<string>();
  /** False for a run that cannot be read. */
  readonly #headers = new Map<string, SpoolHeader | false>();
  readonly #bookmarks: Map<string, TapBookmark>;
  #watcher: FSWatcher | undefined;
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;
  #again = false;
  #closed = false;
  #written = '';

  constructor(options: TapInboxOptions) {
    this.#options = options;
    this.#bookmarks = readBookmarks(options.bookmarks);
    this.#timer = setInterval(() => this.look(), LOOK_EVERY_MS);
    this.#timer.unref();
    void pruneSpools(options.folder);
    this.look();
  }

  /** Looks for what is new: also when other servers are known than before. */
  look(): void {
    if (this.#closed) return;
    if (this.#looking) this.#again = true;
    else this.#looking = this.#lookAll();
  }

  /** Takes no more; what is there stays for the next. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#watcher?.close();
    clearInterval(this.#timer);
    await this.#looking;
    await Promise.all([...this.#runs.values()].map((run) => run.close()));
    await this.#remember();
  }

  async #lookAll(): Promise<void> {
    do {
      this.#again = false;
      await this.#lookOnce().catch((error: Error) =>
        this.#options.log('warn', `What a tap has seen cannot be read: ${error.message}`),
      );
    } while (this.#again && !this.#closed);
    this.#looking = undefined;
  }

  async #lookOnce(): Promise<void> {
    this.#watch();
    const found = partsByRun(await readdir(this.#options.folder).catch(() => []));
    for (const [run, { pid, parts }] of found) {
      const reading = this.#runs.get(run) ?? (await this.#open(run, parts));
      if (!reading || this.#done.has(run)) continue;
      // Looked at before reading: what it wrote last is read then.
      const isOver = !isAlive(pid);
      if (await reading.read(parts.at(-1)!, isOver)) {
        this.#done.add(run);
        await reading.close();
      }
      this.#count(run, reading);
      if (reading.bookmark) this.#bookmarks.set(run, reading.bookmark);
    }
    await this.#forget(found);
    await this.#remember();
    for (const [run, { parts }] of found) {
      await this.#runs.get(run)?.removeRead(parts, this.#done.has(run));
    }
  }

  #count(run: string, { serverId, name }: TapRun): void {
    const header = this.#headers.get(run);
    const { clients } = this.#options;
    if (this.#done.has(run) || !header) clients?.untapped(run);
    else if (name !== undefined) clients?.tapped(serverId, run, name, header.startedAt);
  }

  /** The first tap makes the folder. */
  #watch(): void {
    if (this.#watcher) return;
    try {
      this.#watcher = watch(this.#options.folder, () => this.look());
      this.#watcher.on('error', () => {
        this.#watcher?.close();
        this.#watcher = undefined;
      });
    } catch {
      // It is looked for again.
    }
  }

  async #open(run: string, parts: readonly number[]): Promise<TapRun | undefined> {
    const { folder, identify, recorder, keepMs = KEEP_MS } = this.#options;
    const [first] = parts;
    const header = this.#headers.get(run) ?? (await this.#readHeader(run, first!));
    if (!header) return undefined;
    const serverId = identify({ uri: header.uri, name: header.server });
    if (serverId === undefined) return undefined;
    const bookmark = this.#bookmarks.get(run);
    const options = { folder, run, serverId, bookmark, first: first!, keepMs };
    const opened = new TapRun({ ...options, recorder: recorder(serverId) });
    this.#runs.set(run, opened);
    return opened;
  }

  async #readHeader(run: string, part: number): Promise<SpoolHeader | undefined> {
    let header: SpoolHeader | false | undefined;
    try {
      header = await readHeader(this.#options.folder, run, part);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      // It is none of ours, and will not become one.
      header = false;
    }
    if (header !== undefined) this.#headers.set(run, header);
    return header || undefined;
  }

  /** Those whose files are gone. */
  async #forget(found: ReadonlyMap<string, unknown>): Promise<void> {
    for (const [run, reading] of this.#runs) {
      if (found.has(run)) continue;
      await reading.close();
      this.#options.clients?.untapped(run);
      this.#runs.delete(run);
      this.#done.delete(run);
    }
    for (const known of [this.#bookmarks, this.#headers]) {
      for (const run of known.keys()) if (!found.has(run)) known.delete(run);
    }
  }

  async #remember(): Promise<void> {
    const text = JSON.stringify(Object.fromEntries([...this.#bookmarks].slice(-MAX_BOOKMARKS)));
    if (text === this.#written) return;
    // By then the log has written down what is said here to be recorded.
    await new Promise(setImmediate);
    this.#written = text;
    try {
      writeFileSync(this.#options.bookmarks, text, { mode: 0o600 });
    } catch {
      // Then the next proxy reads some of it twice.
    }
  }
}

function partsByRun(names: readonly string[]) {
  const runs = new Map<string, { pid: number; parts: number[] }>();
  for (const name of names) {
    const parsed = parseSpoolName(name);
    if (!parsed) continue;
    const { run, pid, part } = parsed;
    const known = runs.get(run);
    if (known) known.parts.push(part);
    else runs.set(run, { pid, parts: [part] });
  }
  for (const { parts } of runs.values()) parts.sort((a, b) => a - b);
  return new Map([...runs].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function readBookmarks(file: string): Map<string, TapBookmark> {
  try {
    return new Map(Object.entries(JSON.parse(readFileSync(file, 'utf8')) as object));
  } catch {
    return new Map();
  }
}

/** The same place may be written in several ways: as VS Code does, and as Node does. */
export function sameFile(a: string, b: string): boolean {
  return a === b || pathOf(a) === pathOf(b);
}

function pathOf(uri: string): string {
  try {
    const file = fileURLToPath(uri);
    return process.platform === 'linux' ? file : file.toLowerCase();
  } catch {
    return uri;
  }
}
