import { stat } from 'node:fs/promises';
import { type Disposable, l10n, workspace } from 'vscode';
import type { DevNotice, DevState } from '../../shared/model/dev';
import type { ServerId } from '../../shared/model/server';
import { isReady } from '../../shared/model/state';
import type { ConfiguredServer } from '../servers/knownServer';
import type { LaunchEvent, ServerController } from '../servers/serverController';
import type { ServerRegistry } from '../servers/serverRegistry';
import { DisposableStore } from '../util/disposableStore';
import { coalesce } from '../util/timers';
import { BuildTask } from './buildTask';
import { entryKey } from './entryKey';
import type { SelfMadeCalls } from './rerunCalls';
import type { RestartChoices } from './restartChoices';
import { RestartLoop } from './restartLoop';
import { watchFiles } from './watchFiles';
import { planWords, watchPlan } from './watchPlan';

/** A configuration that is typed is saved again and again. */
const EDITED_MS = 800;

export interface DevLoopServices {
  readonly registry: ServerRegistry;
  readonly controller: ServerController;
  readonly choices: RestartChoices;
  readonly reruns: SelfMadeCalls;
  /** Tells the person what they may not see. */
  announce(id: ServerId, notice: DevNotice): void;
  log(message: string): void;
}

interface Loop extends Disposable {
  /** Of what it was made; another asks for another loop. */
  readonly key: string;
  readonly build: BuildTask | undefined;
}

/** The loops of all servers that were started in this window and whose files are watched. */
export class DevLoops implements Disposable {
  readonly #loops = new Map<ServerId, Loop>();
  readonly #states = new Map<ServerId, DevState>();
  /** Epoch ms; since when a server is ready or has failed. */
  readonly #settledAt = new Map<ServerId, number>();
  /** Servers whose new launch has begun, and which are not ready yet. */
  readonly #restarted = new Set<ServerId>();
  /** Configurations that a person did not want to start. */
  readonly #declined = new Map<ServerId, string>();
  readonly #disposables = new DisposableStore();
  readonly #edited = this.#disposables.add(
    coalesce<ServerId>((ids) => this.#compare(ids), EDITED_MS),
  );
  #syncing: Promise<void> = Promise.resolve();

  constructor(private readonly services: DevLoopServices) {
    const { registry, controller, choices } = services;
    for (const listener of [
      registry.onDidChange((id) => (id === undefined ? this.#syncAll() : this.#onState(id))),
      controller.onDidAsk((event) => this.#onAsked(event)),
      choices.onDidChange(() => this.#syncAll()),
    ]) {
      this.#disposables.add(listener);
    }
  }

  /** Brings the terminal of the task that builds a server to the front. False: there is none. */
  showBuild(id: ServerId): boolean {
    return this.#loops.get(id)?.build?.showTerminal() ?? false;
  }

  dispose(): void {
    this.#disposables.dispose();
    for (const loop of this.#loops.values()) loop.dispose();
    this.#loops.clear();
  }

  #onAsked({ id, kind }: LaunchEvent): void {
    if (kind !== 'restarted') {
      // A person has taken the matter in hand: what was found out before counts no more.
      this.#end(id);
      this.#declined.delete(id);
      this.#show(id, { notice: undefined, activity: undefined, isOutdated: false });
    }
    this.#sync(id);
  }

  #onState(id: ServerId): void {
    const state = this.services.registry.get(id)?.snapshot.state;
    const isSettled = state !== undefined && (isReady(state) || state.status === 'failed');
    if (!isSettled) this.#settledAt.delete(id);
    else if (!this.#settledAt.has(id)) this.#settledAt.set(id, Date.now());
    if (isSettled && this.#restarted.delete(id)) this.#show(id, { activity: undefined });
  }

  #syncAll(): void {
    for (const { id } of this.services.registry.servers) this.#sync(id);
  }

  /** One after the other: what was found last is what holds. */
  #sync(id: ServerId): void {
    const { registry, controller, choices } = this.services;
    const configured = registry.get(id)?.configured;
    if (controller.launched(id) === undefined) {
      this.#end(id);
      const wished = configured !== undefined && choices.isWished(id, configured);
      if (wished || this.#states.has(id)) this.#show(id, { restartsOnSave: wished, watched: [] });
      return;
    }
    this.#syncing = this.#syncing
      .then(() => this.#plan(id))
      .catch((error: unknown) => this.services.log(String(error)));
    this.#edited(id);
  }

  async #plan(id: ServerId): Promise<void> {
    const { registry, controller, choices } = this.services;
    const configured = registry.get(id)?.configured;
    const launched = controller.launched(id);
    if (launched === undefined) return;
    // An entry that is being edited, or is gone: what runs is watched as before.
    if (configured === undefined) return;
    const plan = await watchPlan(id, configured, launched, choices);
    if (this.#disposables.isDisposed || controller.launched(id) !== launched) return;
    const key = JSON.stringify([plan, configured.entry.dev?.build]);
    if (this.#loops.get(id)?.key === key) return;
    this.#end(id);
    const isWatched = plan !== undefined && plan.length > 0;
    if (isWatched) this.#loops.set(id, this.#begin(id, key, plan, configured));
    const notice: DevNotice | undefined =
      plan?.length === 0 ? { kind: 'nothingToWatch' } : undefined;
    this.#show(id, {
      restartsOnSave: plan !== undefined,
      watched: plan === undefined ? [] : planWords(plan),
      notice,
    });
  }

  #begin(
    id: ServerId,
    key: string,
    plan: NonNullable<Awaited<ReturnType<typeof watchPlan>>>,
    { entry, source }: ConfiguredServer,
  ): Loop {
    const task = entry.dev?.build;
    const build =
      task === undefined
        ? undefined
        : new BuildTask(task, source.folder, () => this.#mayBuild(id, task));
    const loop = new RestartLoop({
      task,
      build: async () => (await build?.run()) ?? { kind: 'built' },
      restart: (cause) => this.#restart(id, cause),
      launchedAt: () => this.services.registry.get(id)?.snapshot.launch?.startedAt,
      calmSince: () => this.#calmSince(id),
      changedAt: (file) =>
        stat(file).then(
          ({ ctimeMs }) => ctimeMs,
          () => undefined,
        ),
      nameOf: (file) => workspace.asRelativePath(file, false),
      show: (change) => {
        this.#show(id, change);
        if (change.notice) this.services.announce(id, change.notice);
      },
      failed: (error) => this.services.log(`${id}: ${String(error)}`),
    });
    const watcher = watchFiles(plan, {
      saved: (file) => loop.saved(file),
      changed: (file) => void loop.changed(file),
    });
    return {
      key,
      build,
      dispose: () => {
        watcher.dispose();
        loop.dispose();
      },
    };
  }

  /** A task that the entry did not name when it was agreed to is asked about, as any change of it. */
  async #mayBuild(id: ServerId, task: string): Promise<boolean> {
    const { controller } = this.services;
    return controller.launchedEntry(id)?.dev?.build === task || controller.mayStart(id);
  }

  async #restart(id: ServerId, cause: string): Promise<void> {
    await this.services.controller.relaunch(id, cause);
    this.#begun(id);
  }

  #begun(id: ServerId): void {
    this.#restarted.add(id);
    this.#onState(id);
  }

  #calmSince(id: ServerId): number | undefined {
    const settledAt = this.#settledAt.get(id);
    const askedAt = this.services.reruns.endedAt(id);
    if (settledAt === undefined || askedAt === 'running') return undefined;
    return Math.max(settledAt, askedAt ?? 0);
  }

  /** Whether servers run by the configuration that they have now. */
  #compare(ids: ReadonlySet<ServerId>): void {
    for (const id of ids) void this.#compareOne(id);
  }

  async #compareOne(id: ServerId): Promise<void> {
    const { registry, controller, log } = this.services;
    const now = registry.get(id)?.configured?.entry;
    const launched = controller.launchedEntry(id);
    if (now === undefined || launched === undefined) return;
    const key = entryKey(now);
    const isOutdated = key !== entryKey(launched);
    const isSound = now.problems.every(({ severity }) => severity !== 'error');
    const byItself = isOutdated && isSound && this.#loops.has(id) && this.#declined.get(id) !== key;
    if (!byItself) {
      if (isOutdated !== (this.#states.get(id)?.isOutdated ?? false))
        this.#show(id, { isOutdated });
      return;
    }
    this.#declined.set(id, key);
    this.#show(id, { isOutdated });
    try {
      // Whoever is asked for what a new definition needs may say no.
      const cause = l10n.t('configuration changed');
      await controller.start(id, cause);
      if (controller.launchedEntry(id) === launched) return;
      this.#show(id, { activity: { kind: 'restarting', cause } });
      this.#begun(id);
    } catch (error) {
      log(`${id}: ${String(error)}`);
    }
  }

  #end(id: ServerId): void {
    this.#loops.get(id)?.dispose();
    this.#loops.delete(id);
  }

  #show(id: ServerId, change: { [K in keyof DevState]?: DevState[K] | undefined }): void {
    const before = this.#states.get(id) ?? { restartsOnSave: false, watched: [] };
    const merged = { ...before, ...change } as Record<string, unknown>;
    for (const key in merged) if (merged[key] === undefined) delete merged[key];
    const state = merged as unknown as DevState;
    if (JSON.stringify(state) === JSON.stringify(before)) return;
    this.#states.set(id, state);
    this.services.registry.setDev(id, state);
  }
}
