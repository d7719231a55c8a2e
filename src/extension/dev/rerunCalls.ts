import type { Disposable } from 'vscode';
import { rerunKey } from '../../shared/model/dev';
import type { ServerId } from '../../shared/model/server';
import { type CallId, type CallRecord, isOpen } from '../../shared/model/session';
import { isReady } from '../../shared/model/state';
import type { PanelMemory } from '../panel/panelMemory';
import { callLimits } from '../servers/callLimits';
import type { ServerRegistry } from '../servers/serverRegistry';
import type { SessionSettingsStore } from '../servers/sessionSettingsStore';
import type { ProxySupervisor } from '../supervisor/proxySupervisor';
import { DisposableStore } from '../util/disposableStore';

/** Whether the host itself is calling a server, or when (epoch ms) it last ended doing so. */
export interface SelfMadeCalls {
  endedAt(id: ServerId): number | 'running' | undefined;
}

interface Services {
  readonly registry: ServerRegistry;
  readonly supervisor: ProxySupervisor;
  readonly memory: Pick<PanelMemory, 'of'>;
  readonly settings: Pick<SessionSettingsStore, 'of'>;
  log(message: string): void;
}

/**
 * Runs the last call of each tool again for which a person has asked for it, when its server was started again and
 * has told what it offers. No panel has to be open.
 */
export class RerunCalls implements SelfMadeCalls, Disposable {
  /** The launch of each server that was last ready with its lists. */
  readonly #launches = new Map<ServerId, string>();
  readonly #running = new Map<ServerId, Set<CallId>>();
  readonly #endedAt = new Map<ServerId, number>();
  readonly #disposables = new DisposableStore();

  constructor(private readonly services: Services) {
    const { registry, supervisor } = services;
    this.#disposables.add(registry.onDidChange((id) => id !== undefined && this.#look(id)));
    this.#disposables.add(
      supervisor.notifications.on('inspector/callChanged', (call) => this.#onCall(call)),
    );
  }

  endedAt(id: ServerId): number | 'running' | undefined {
    return (this.#running.get(id)?.size ?? 0) > 0 ? 'running' : this.#endedAt.get(id);
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #look(id: ServerId): void {
    const { state, launch, session } = this.services.registry.get(id)?.snapshot ?? {};
    if (state === undefined || !isReady(state)) return;
    // Before its lists are complete nobody knows whether it still has the tool.
    if (launch === undefined || session?.counts === undefined) return;
    const before = this.#launches.get(id);
    if (before === launch.id) return;
    this.#launches.set(id, launch.id);
    if (before === undefined) return;
    this.#running.delete(id);
    void this.#rerun(id).catch((error: unknown) => this.services.log(`${id}: ${String(error)}`));
  }

  async #rerun(serverId: ServerId): Promise<void> {
    const { supervisor, memory, settings } = this.services;
    const kept = memory.of(serverId);
    const isWanted = ({ method, params }: CallRecord) =>
      method === 'tools/call' && kept[rerunKey(String(params.name))] === true;
    if (!Object.entries(kept).some(([, value]) => value === true)) return;
    const [calls, { tools }] = await Promise.all([
      supervisor.request('inspector/calls', { serverId }),
      supervisor.request('inspector/catalog', { serverId }),
    ]);
    const offered = new Set(tools.map(({ name }) => name));
    const last = new Map(calls.filter(isWanted).map((call) => [String(call.params.name), call]));
    for (const [name, { id: rerunOf, method, params }] of last) {
      if (!offered.has(name)) continue;
      await supervisor.request('inspector/call', {
        ...callLimits(settings.of(serverId)),
        ...{ serverId, method, params, rerunOf },
      });
    }
  }

  /** Told of its beginning too. */
  #onCall(call: CallRecord): void {
    const { serverId, id, rerunOf } = call;
    if (rerunOf === undefined) return;
    const running = this.#running.get(serverId) ?? new Set();
    this.#running.set(serverId, running);
    if (isOpen(call)) running.add(id);
    else {
      running.delete(id);
      this.#endedAt.set(serverId, Date.now());
    }
  }
}
