import { basename } from 'node:path';
import { l10n } from 'vscode';
import type { DevActivity, DevNotice } from '../../shared/model/dev';
import { DisposableStore } from '../util/disposableStore';
import { debounce } from '../util/timers';

/** "Save All" and compilers write several files, one after the other. */
const SETTLE_MS = 300;
/** What changes so soon after a start, and was saved by nobody, the server may have written itself. */
const OWN_WRITES_MS = 3_000;
/** How often it may do so in a row. */
const MAX_OWN_RESTARTS = 2;

export type BuildOutcome =
  | { readonly kind: 'built' }
  | Extract<DevNotice, { kind: 'buildFailed' | 'taskMissing' }>;

/** What a loop does, and what it has to know of the server. */
export interface LoopHost {
  /** Of the task that builds; undefined: none is named. */
  readonly task: string | undefined;
  build(): Promise<BuildOutcome>;
  /** Settles when the new launch has begun. */
  restart(cause: string): Promise<void>;
  /** Epoch ms; when the launch began whose process runs, or did last. */
  launchedAt(): number | undefined;
  /** Epoch ms; since when the server is left alone; undefined while it starts or is asked by itself. */
  calmSince(): number | undefined;
  /** Epoch ms; when what the file holds, or its name, changed last; undefined: it is gone. */
  changedAt(file: string): Promise<number | undefined>;
  /** How people know a file: from the folder of the workspace. */
  nameOf(file: string): string;
  /** Undefined: there is none any more. */
  show(change: { activity?: DevActivity | undefined; notice?: DevNotice | undefined }): void;
  failed(error: unknown): void;
}

/** From changes of files to one restart: debounced, built first, one at a time, and never in a circle. */
export class RestartLoop {
  readonly #disposables = new DisposableStore();
  readonly #saved = new Set<string>();
  readonly #changed = new Set<string>();
  /** Files that the server writes itself. */
  readonly #ignored = new Set<string>();
  readonly #settle = this.#disposables.add(debounce(() => void this.#run(), SETTLE_MS));
  /** What changed before is part of the run that goes on, or comes. */
  #includedUntil = 0;
  #ownRestarts = 0;
  #ownWrites = new Set<string>();
  #isRunning = false;
  #isBuilding = false;
  #disposed = false;

  constructor(private readonly host: LoopHost) {}

  /** A person has saved a file (absolute path). */
  saved(file: string): void {
    this.#ignored.delete(file);
    this.#saved.add(file);
    this.#settle();
  }

  /** A file is another than it was, by whatever program. */
  async changed(file: string): Promise<void> {
    // What a build writes is not to be built again.
    if (this.#ignored.has(file) || this.#isBuilding) return;
    const at = (await this.host.changedAt(file)) ?? Date.now();
    const included = Math.max(this.#includedUntil, this.host.launchedAt() ?? 0);
    if (this.#disposed || at <= included || this.#saved.has(file)) return;
    this.#changed.add(file);
    this.#settle();
  }

  dispose(): void {
    this.#disposed = true;
    this.#disposables.dispose();
  }

  async #run(): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    try {
      while (!this.#disposed && this.#saved.size + this.#changed.size > 0) await this.#once();
    } catch (error) {
      this.host.show({ activity: undefined });
      this.host.failed(error);
    } finally {
      this.#isRunning = false;
    }
  }

  async #once(): Promise<void> {
    const saved = [...this.#saved];
    const changed = [...this.#changed];
    this.#saved.clear();
    this.#changed.clear();
    if (this.#isOwnDoing(saved, changed)) return;
    const cause = causeOf(saved, changed);
    this.#includedUntil = Date.now();
    if (!(await this.#built(cause)) || this.#disposed) return;
    this.#includedUntil = Date.now();
    this.host.show({ activity: { kind: 'restarting', cause }, notice: undefined });
    await this.host.restart(cause);
  }

  /** Whether the restart may come: not after a build that failed, nor before one of what was saved meanwhile. */
  async #built(cause: string): Promise<boolean> {
    const { task } = this.host;
    if (task === undefined) return true;
    this.host.show({ activity: { kind: 'building', task, cause }, notice: undefined });
    this.#isBuilding = true;
    try {
      const outcome = await this.host.build();
      if (outcome.kind === 'built') return this.#saved.size === 0;
      this.host.show({ activity: undefined, notice: outcome });
      return false;
    } finally {
      this.#isBuilding = false;
      this.#changed.clear();
    }
  }

  /** A server that writes into its own folder would be restarted for ever. */
  #isOwnDoing(saved: readonly string[], changed: readonly string[]): boolean {
    const calmSince = this.host.calmSince();
    const isSoon = calmSince === undefined || Date.now() - calmSince < OWN_WRITES_MS;
    if (saved.length > 0 || !isSoon) {
      this.#ownRestarts = 0;
      this.#ownWrites.clear();
      return false;
    }
    for (const file of changed) this.#ownWrites.add(file);
    if (this.#ownRestarts++ < MAX_OWN_RESTARTS) return false;
    for (const file of this.#ownWrites) this.#ignored.add(file);
    const file = this.host.nameOf(changed[0]!);
    this.host.show({ notice: { kind: 'writesItself', file } });
    return true;
  }
}

/** `server.ts saved`, `server.ts and 2 more changed` */
function causeOf(saved: readonly string[], changed: readonly string[]): string {
  const [first, ...more] = saved.length > 0 ? saved : changed;
  const name = basename(first!);
  if (saved.length > 0) {
    return more.length === 0
      ? l10n.t('{0} saved', name)
      : l10n.t('{0} and {1} more saved', name, more.length);
  }
  return more.length === 0
    ? l10n.t('{0} changed', name)
    : l10n.t('{0} and {1} more changed', name, more.length);
}
