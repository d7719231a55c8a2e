import { rmSync } from 'node:fs';
import path from 'node:path';
import { Emitter, type Event } from 'vscode-jsonrpc/node';
import type { ServerId } from '../../shared/model/server';
import type {
  TrafficEntry,
  TrafficFacets,
  TrafficFilter,
  TrafficWindow,
} from '../../shared/model/traffic';
import { claimFolder, unclaimedFolders } from './claimFolder';
import type { StreamSource } from './entryStream';
import { folderName } from './folderName';
import { logRecorder } from './logRecorder';
import { logWindow } from './logWindow';
import { maskedHeads } from './maskedHeads';
import { filesIn, foldersIn, keepWithin, segmentFiles } from './retention';
import { ServerLog, type ServerLogLimits } from './serverLog';
import { throttle } from './throttle';
import type { TrafficFileWriter } from './trafficFileWriter';
import { recordTwice, type TrafficRecorder } from './trafficRecorder';
import { ViewCache } from './viewCache';

const CHANGED_MS = 50;
const MIB = 1024 * 1024;
const DAY_MS = 24 * 60 * 60 * 1000;
/** How often what is too old is looked for, beside every new segment. */
const EXPIRE_MS = 60 * 60 * 1000;
/** A problem that comes back within it is not said again. */
const QUIET_MS = 60_000;
/** A segment goes as a whole: this much of what is kept may go too early. */
const SEGMENTS = 8;

export interface TrafficLogOptions {
  /** Made if it is missing. Holds a folder for each server. */
  readonly folder: string;
  /** Called once when the folder cannot be written; recording goes on in memory, with the recent entries only. */
  onProblem(message: string): void;
  /** Called when it can be written again, and holds what had been kept in memory. */
  onRecovered?(message: string): void;
  readonly limits?: Partial<ServerLogLimits>;
  /** Gets a copy of everything. Whoever made it closes it. */
  readonly copyTo?: TrafficFileWriter | undefined;
}

interface Kept {
  readonly log: ServerLog;
  readonly views: ViewCache;
  readonly recorder: TrafficRecorder;
  readonly announce: ReturnType<typeof throttle>;
  /** What the server was launched with and heads of HTTP must not hold. */
  secrets: readonly string[];
}

/** Everything that passed, for each server, as it was on the wire: on disk, with an index in memory. */
export class TrafficLog {
  readonly #folder: string;
  readonly #release: () => void;
  readonly #options: TrafficLogOptions;
  readonly #servers = new Map<ServerId, Kept>();
  readonly #dirty = new Set<ServerLog>();
  readonly #changed = new Emitter<{ readonly serverId: ServerId; readonly total: number }>();
  readonly #expiring: NodeJS.Timeout;
  #limits: ServerLogLimits;
  #flushing: NodeJS.Immediate | undefined;
  #hasProblem = false;
  /** When it was last said, by `performance.now()`. */
  #saidAt = Number.NEGATIVE_INFINITY;

  /** At most every 50 ms for a server. */
  readonly onDidChange: Event<{ readonly serverId: ServerId; readonly total: number }> =
    this.#changed.event;

  constructor(options: TrafficLogOptions) {
    this.#options = options;
    this.#limits = {
      segmentBytes: 16 * MIB,
      totalBytes: 128 * MIB,
      memoryBytes: 8 * MIB,
      maxAgeMs: 30 * DAY_MS,
      retryMs: 5_000,
      ...options.limits,
    };
    const claimed = claimFolder(options.folder);
    this.#folder = claimed.folder;
    this.#release = claimed.release;
    this.#keepWithin();
    this.#expireUnclaimed();
    this.#expiring = setInterval(() => this.#keepWithin(), EXPIRE_MS).unref();
  }

  /**
   * How much is kept, of all servers together.
   * @param maxBytes on disk; the index in memory is about a seventh of it, with small messages
   * @param maxAgeMs since it was recorded
   */
  setLimits({ maxBytes, maxAgeMs }: { maxBytes: number; maxAgeMs: number }): void {
    const segmentBytes = Math.min(16 * MIB, Math.ceil(maxBytes / SEGMENTS));
    this.#limits = { ...this.#limits, segmentBytes, totalBytes: maxBytes, maxAgeMs };
    this.#keepWithin();
  }

  /** From now on, heads of HTTP are recorded without these values. */
  keepSecret(serverId: ServerId, secrets: readonly string[]): void {
    this.#server(serverId).secrets = secrets;
  }

  recorder(serverId: ServerId): TrafficRecorder {
    return this.#server(serverId).recorder;
  }

  /**
   * @param from a negative one counts from the end
   * @param waitMs how long a search may take before what was found so far is answered
   */
  window(
    serverId: ServerId,
    filter: TrafficFilter,
    from: number,
    count: number,
    waitMs?: number,
  ): Promise<TrafficWindow> {
    return logWindow([this.#source(this.#server(serverId))], filter, from, count, waitMs);
  }

  /** As `window`, over all servers that were seen by this run, or those that the filter names. */
  windowOfAll(
    { servers, ...filter }: TrafficFilter,
    from: number,
    count: number,
    waitMs?: number,
  ): Promise<TrafficWindow> {
    return logWindow(this.sources(servers), filter, from, count, waitMs);
  }

  /** The logs of these servers, or of all that were seen by this run. */
  sources(servers?: readonly ServerId[]): StreamSource[] {
    const wanted = servers ?? [...this.#servers.keys()];
    return wanted.map((serverId) => this.#source(this.#server(serverId)));
  }

  facets(serverId: ServerId): TrafficFacets {
    const { names } = this.#server(serverId).log;
    return { servers: [serverId], sessions: names.sessions.all, methods: names.methods.all };
  }

  /** Undefined when there is no such entry any more. */
  async entry(serverId: ServerId, seq: number): Promise<TrafficEntry | undefined> {
    return this.#server(serverId).log.entry(seq);
  }

  clear(serverId: ServerId): void {
    const { log, views, announce } = this.#server(serverId);
    log.clear();
    views.clear();
    announce();
  }

  /** Lets go of the file of a server that has stopped; what comes nevertheless opens it again. */
  rest(serverId: ServerId): void {
    this.#servers.get(serverId)?.log.close();
  }

  /** Removes all that was kept of a server, in memory and on disk. */
  forget(serverId: ServerId): void {
    const kept = this.#servers.get(serverId);
    if (kept === undefined) return;
    kept.announce.stop();
    kept.log.clear();
    kept.log.close();
    this.#dirty.delete(kept.log);
    this.#servers.delete(serverId);
    rmSync(path.join(this.#folder, folderName(serverId)), { recursive: true, force: true });
  }

  /** Writes down what is not yet on disk, and takes no more. */
  close(): void {
    clearImmediate(this.#flushing);
    clearInterval(this.#expiring);
    for (const { log, announce } of this.#servers.values()) {
      announce.stop();
      log.close();
    }
    this.#release();
  }

  #server(serverId: ServerId): Kept {
    const known = this.#servers.get(serverId);
    if (known) return known;
    const folder = path.join(this.#folder, folderName(serverId));
    const log = new ServerLog(serverId, folder, () => this.#limits, {
      problem: (error) => this.#problem(error),
      recovered: () => this.#recovered(),
      grown: () => this.#keepWithin(),
    });
    const announce = throttle(
      () => this.#changed.fire({ serverId, total: log.segments.usualTotal }),
      CHANGED_MS,
    );
    const changed = () => {
      this.#dirty.add(log);
      this.#flushing ??= setImmediate(() => this.#flush());
      announce();
    };
    const own = logRecorder(log, changed);
    const copy = this.#options.copyTo?.recorder(serverId);
    const recorder = maskedHeads(copy ? recordTwice(own, copy) : own, () => kept.secrets);
    const views = new ViewCache(log, announce);
    const kept: Kept = { log, views, announce, recorder, secrets: [] };
    this.#servers.set(serverId, kept);
    return kept;
  }

  #source({ log, views }: Kept): StreamSource {
    const heads = (seqs: readonly number[]) => log.heads(seqs);
    return { server: log.serverId, segments: log.segments, views, heads };
  }

  #flush(): void {
    this.#flushing = undefined;
    for (const log of this.#dirty) log.flush();
    this.#dirty.clear();
  }

  /** Of all servers, those too that nobody has looked at since the start. */
  #keepWithin(): void {
    const { totalBytes: maxBytes, maxAgeMs } = this.#limits;
    const known = new Set([...this.#servers.keys()].map(folderName));
    const files = [...this.#servers.values()].flatMap(({ log }) => segmentFiles(log));
    for (const name of foldersIn(this.#folder)) {
      if (!known.has(name)) files.push(...filesIn(path.join(this.#folder, name)));
    }
    keepWithin(files, { maxBytes, before: Date.now() - maxAgeMs });
  }

  /** What other windows left is theirs to take up again, but not for longer than it is to be kept. */
  #expireUnclaimed(): void {
    const before = Date.now() - this.#limits.maxAgeMs;
    for (const folder of unclaimedFolders(this.#options.folder)) {
      for (const name of foldersIn(folder)) {
        const files = filesIn(path.join(folder, name));
        keepWithin(files, { maxBytes: Number.POSITIVE_INFINITY, before });
      }
    }
  }

  #problem(error: Error): void {
    // A disk that is nearly full fails and recovers in turns.
    if (this.#hasProblem || performance.now() - this.#saidAt < QUIET_MS) return;
    this.#hasProblem = true;
    this.#saidAt = performance.now();
    this.#options.onProblem(
      `Messages cannot be written to ${this.#folder} (${error.message}). ` +
        'Only the latest ones are kept, in memory.',
    );
  }

  #recovered(): void {
    if (!this.#hasProblem) return;
    this.#hasProblem = false;
    this.#options.onRecovered?.(`Messages are written to ${this.#folder} again.`);
  }
}

export function openTrafficLog(options: TrafficLogOptions): TrafficLog {
  return new TrafficLog(options);
}
