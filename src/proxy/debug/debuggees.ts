import { type FSWatcher, watch } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as v from 'valibot';
import type { Debuggee, DebugLaunch } from '../../shared/model/debuggee';
import type { Environment } from '../process/serverEnvironment';
import { debugEnvironment } from './debugEnvironment';
import { isDebuggerLine, listeningAddress } from './debuggerLines';

/** How often the folder is looked at where the system cannot tell of changes. */
const POLL_MS = 100;

const about = { pid: v.number(), title: v.string() };
const AnnouncementSchema = v.union([
  v.object({ ...about, kind: v.literal('node'), websocketAddress: v.string() }),
  v.object({ ...about, kind: v.literal('python'), host: v.string(), port: v.number() }),
  v.object({ ...about, kind: v.literal('python'), problem: v.string(), program: v.string() }),
]);

/**
 * The programs of one launch that come under a debugger. Each writes a file into a folder that only this user
 * can read, and then waits; when the folder is gone, no further one does.
 */
export class Debuggees {
  readonly #debug: DebugLaunch;
  readonly #folder: string;
  readonly #onDebuggee: (debuggee: Debuggee) => void;
  readonly #seen = new Set<string>();
  readonly #addresses = new Set<string>();
  #watcher: FSWatcher | undefined;
  #poll: NodeJS.Timeout | undefined;
  #ended = false;

  /** @param onDebuggee told of each program once */
  static async begin(
    debug: DebugLaunch,
    onDebuggee: (debuggee: Debuggee) => void,
  ): Promise<Debuggees> {
    const folder = await mkdtemp(path.join(tmpdir(), 'portcullis-debug-'));
    return new Debuggees(debug, folder, onDebuggee);
  }

  private constructor(
    debug: DebugLaunch,
    folder: string,
    onDebuggee: (debuggee: Debuggee) => void,
  ) {
    this.#debug = debug;
    this.#folder = folder;
    this.#onDebuggee = onDebuggee;
    this.#watch();
  }

  /** What the programs must find in their environment. */
  environment(given: Environment): Environment {
    return debugEnvironment(given, this.#debug, this.#folder);
  }

  /** @returns whether a line on stderr speaks of the debugger, and is no word of the server */
  readLine(line: string): boolean {
    const websocketAddress = listeningAddress(line);
    if (websocketAddress !== undefined) {
      const title = new URL(websocketAddress).host;
      this.#tell(websocketAddress, { kind: 'node', title, websocketAddress });
    }
    return isDebuggerLine(line);
  }

  /** No program is told of any more. Idempotent, never rejects. */
  async end(): Promise<void> {
    this.#ended = true;
    this.#watcher?.close();
    clearInterval(this.#poll);
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 3 }).catch(() => {});
  }

  #watch(): void {
    try {
      this.#watcher = watch(this.#folder, { persistent: false }, () => void this.#look());
      this.#watcher.on('error', () => this.#lookNowAndThen());
    } catch {
      // All watches of the system are in use.
      this.#lookNowAndThen();
    }
  }

  #lookNowAndThen(): void {
    this.#watcher?.close();
    if (this.#ended) return;
    this.#poll ??= setInterval(() => void this.#look(), POLL_MS);
    this.#poll.unref();
  }

  async #look(): Promise<void> {
    const files = await readdir(this.#folder).catch(() => []);
    for (const file of files) {
      if (!file.endsWith('.json') || this.#seen.has(file)) continue;
      this.#seen.add(file);
      const text = await readFile(path.join(this.#folder, file), 'utf8').catch(() => '');
      this.#read(text);
    }
  }

  #read(text: string): void {
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch {
      return;
    }
    const read = v.safeParse(AnnouncementSchema, json);
    if (!read.success) return;
    const { output } = read;
    const { pid, title } = output;
    if ('problem' in output) {
      const { problem, program } = output;
      this.#tell(`${pid}`, { pid, title, kind: 'failed', problem, program });
    } else if (output.kind === 'node') this.#tell(output.websocketAddress, output);
    else this.#tell(`${output.host}:${output.port}`, output);
  }

  /** Node says on stderr what a program may have said in its file. */
  #tell(address: string, debuggee: Debuggee): void {
    if (this.#ended || this.#addresses.has(address)) return;
    this.#addresses.add(address);
    this.#onDebuggee(debuggee);
  }
}
