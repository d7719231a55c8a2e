import { createHash } from 'node:crypto';
import path from 'node:path';
import { Emitter, type Event } from 'vscode-jsonrpc/node';
import type { ServerId } from '../../shared/model/server';
import type { TrafficEntry, TrafficFilter, TrafficWindow } from '../../shared/model/traffic';
import { claimFolder } from './claimFolder';
import { FilteredView } from './filteredView';
import { ServerLog, type ServerLogLimits } from './serverLog';
import { throttle } from './throttle';
import type { TrafficRecorder } from './trafficRecorder';

const CHANGED_MS = 50;
const MAX_WINDOW = 10_000;
/** The filters last used, of each server. */
const MAX_VIEWS = 4;
const MIB = 1024 * 1024;

export interface TrafficLogOptions {
  /** Made if it is missing. Holds a folder for each server. */
  readonly folder: string;
  /** Called once when the folder cannot be written; recording goes on in memory, with the recent entries only. */
  onProblem(message: string): void;
  readonly limits?: Partial<ServerLogLimits>;
}

interface Kept {
  readonly log: ServerLog;
  readonly views: Map<string, FilteredView>;
  readonly recorder: TrafficRecorder;
  readonly announce: ReturnType<typeof throttle>;
}

/** Everything that passed, for each server, as it was on the wire: on disk, with an index in memory. */
export class TrafficLog {
  readonly #folder: string;
  readonly #release: () => void;
  readonly #limits: ServerLogLimits;
  readonly #onProblem: (message: string) => void;
  readonly #servers = new Map<ServerId, Kept>();
  readonly #dirty = new Set<ServerLog>();
  readonly #changed = new Emitter<{ readonly serverId: ServerId; readonly total: number }>();
  #flushing: NodeJS.Immediate | undefined;
  #hasProblem = false;

  /** At most every 50 ms for a server. */
  readonly onDidChange: Event<{ readonly serverId: ServerId; readonly total: number }> =
    this.#changed.event;

  constructor({ folder, onProblem, limits }: TrafficLogOptions) {
    this.#onProblem = onProblem;
    this.#limits = {
      segmentBytes: 16 * MIB,
      totalBytes: 128 * MIB,
      memoryBytes: 8 * MIB,
      ...limits,
    };
    const claimed = claimFolder(folder);
    this.#folder = claimed.folder;
    this.#release = claimed.release;
  }

  recorder(serverId: ServerId): TrafficRecorder {
    return this.#server(serverId).recorder;
  }

  /** A negative `from` counts from the end. */
  async window(
    serverId: ServerId,
    filter: TrafficFilter,
    from: number,
    count: number,
  ): Promise<TrafficWindow> {
    const { log, views } = this.#server(serverId);
    const view = viewOf(views, log, filter);
    const seqs = view && (await view.seqs());
    const total = seqs?.length ?? log.segments.total;
    const first = Math.min(from < 0 ? Math.max(0, total + from) : from, total);
    const end = Math.min(first + Math.min(Math.max(count, 0), MAX_WINDOW), total);
    const wanted: number[] = [];
    for (let index = first; index < end; index++) {
      const seq = seqs ? seqs[index] : log.segments.seqAt(index);
      if (seq !== undefined) wanted.push(seq);
    }
    return { total, from: first, heads: log.heads(wanted) };
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

  /** Writes down what is not yet on disk, and takes no more. */
  close(): void {
    clearImmediate(this.#flushing);
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
    const log = new ServerLog(serverId, folder, this.#limits, (error) => this.#problem(error));
    const announce = throttle(
      () => this.#changed.fire({ serverId, total: log.segments.total }),
      CHANGED_MS,
    );
    const changed = () => {
      this.#dirty.add(log);
      this.#flushing ??= setImmediate(() => this.#flush());
      announce();
    };
    const kept = { log, views: new Map(), announce, recorder: recorderOf(log, changed) };
    this.#servers.set(serverId, kept);
    return kept;
  }

  #flush(): void {
    this.#flushing = undefined;
    for (const log of this.#dirty) log.flush();
    this.#dirty.clear();
  }

  #problem(error: Error): void {
    if (this.#hasProblem) return;
    this.#hasProblem = true;
    this.#onProblem(
      `Messages cannot be written to ${this.#folder} (${error.message}). ` +
        'Only the latest ones are kept, in memory.',
    );
  }
}

function recorderOf(log: ServerLog, changed: () => void): TrafficRecorder {
  return {
    message: (direction, raw, origin = {}) => {
      log.message(direction, raw, { ...origin, parsed: origin.parsed ?? tryParse(raw) });
      changed();
    },
    noise: (line) => {
      log.line('noise', line);
      changed();
    },
    stderr: (line) => {
      log.line('stderr', line);
      changed();
    },
  };
}

function tryParse(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return undefined;
  }
}

/** Undefined for a filter that everything passes. */
function viewOf(
  views: Map<string, FilteredView>,
  log: ServerLog,
  filter: TrafficFilter,
): FilteredView | undefined {
  if (filter.kinds === undefined && (filter.text ?? '') === '') return undefined;
  const key = JSON.stringify([filter.kinds?.toSorted(), filter.text?.toLowerCase()]);
  const view = views.get(key) ?? new FilteredView(log, filter);
  // The latest used stands last.
  views.delete(key);
  views.set(key, view);
  for (const oldest of views.keys()) {
    if (views.size <= MAX_VIEWS) break;
    views.delete(oldest);
  }
  return view;
}

/** Fit for every file system, and different for ids that differ. */
function folderName(serverId: ServerId): string {
  const readable = serverId.replace(/[^A-Za-z0-9_-]+/g, '_').slice(-40);
  return `${readable}-${createHash('sha256').update(serverId).digest('hex').slice(0, 12)}`;
}

export function openTrafficLog(options: TrafficLogOptions): TrafficLog {
  return new TrafficLog(options);
}
