import { EventEmitter } from 'vscode';
import type { ServerEntry } from '../../shared/config/serverEntry';
import type { LaunchDefinition, ServerId } from '../../shared/model/server';
import { isActive } from '../../shared/model/state';
import { InputDismissed, type InputStore } from '../inputs/inputStore';
import type { LaunchGate } from '../policy/launchGate';
import type { ProcessEnd } from '../supervisor/proxyProcess';
import type { ProxySupervisor } from '../supervisor/proxySupervisor';
import { messageOf } from '../util/messageOf';
import { proxyDiagnosis } from './hostDiagnoses';
import type { ConfiguredServer, KnownServer } from './knownServer';
import { prepareLaunch } from './prepareLaunch';
import type { ServerRegistry } from './serverRegistry';
import type { ServerRoots } from './serverRoots';
import type { SessionSettingsStore } from './sessionSettingsStore';

/** What was asked of a server's process. `restarted`: as it had been launched. */
export interface LaunchEvent {
  readonly id: ServerId;
  readonly kind: 'started' | 'restarted' | 'stopped';
}

/** Starts and stops servers, and starts them again when the proxy had to be replaced. */
export class ServerController {
  /** What runs, as it was launched: the entry may have been edited since. */
  readonly #launched = new Map<ServerId, LaunchDefinition>();
  /** What ran last, also when it was stopped: what it printed and said is still there. */
  readonly #last = new Map<ServerId, LaunchDefinition>();
  readonly #entries = new Map<ServerId, ServerEntry>();
  /** The latest launch of each server: one that was stopped or begun anew while it was prepared is none any more. */
  readonly #launches = new Map<ServerId, symbol>();
  readonly #asked = new EventEmitter<LaunchEvent>();
  /** What was asked for has begun. */
  readonly onDidAsk = this.#asked.event;
  /** What comes to the launch of a server that is debugged. */
  underDebugger: (definition: LaunchDefinition) => LaunchDefinition = (definition) => definition;

  constructor(
    private readonly registry: ServerRegistry,
    private readonly supervisor: ProxySupervisor,
    private readonly inputs: InputStore,
    private readonly gate: Pick<LaunchGate, 'allowed' | 'confirmed' | 'refusal'>,
    private readonly roots: Pick<ServerRoots, 'of'>,
    private readonly settings: Pick<SessionSettingsStore, 'apply'>,
  ) {}

  /**
   * Starts a server, or restarts the one that runs. Settles when the launch has begun; its course shows
   * in the registry. Does nothing when the workspace is not trusted, a policy forbids it,
   * or a question is dismissed.
   * @param reason why what runs is restarted, in a few words
   * @throws when there is no such server.
   */
  async start(id: ServerId, reason?: string): Promise<void> {
    const configured = this.registry.get(id)?.configured;
    if (configured === undefined) throw new Error(`There is no server "${id}".`);
    if ((await this.gate.allowed([{ id, configured }])).has(id))
      await this.#launch(id, configured, reason);
  }

  /** Whether a server may be started by the entry that it has now; asks the person where that is open. */
  async mayStart(id: ServerId): Promise<boolean> {
    const configured = this.registry.get(id)?.configured;
    return configured !== undefined && (await this.gate.allowed([{ id, configured }])).has(id);
  }

  /**
   * Starts again what runs or ran last, exactly as it was launched, so that nobody is asked anything. Does nothing
   * for a server that was stopped.
   */
  async relaunch(id: ServerId, reason: string): Promise<void> {
    const definition = this.#launched.get(id);
    if (definition === undefined) return;
    this.supervisor.retry();
    await this.supervisor.request('server/start', {
      definition: this.underDebugger(definition),
      reason,
    });
    this.#asked.fire({ id, kind: 'restarted' });
  }

  /** @param configured what was agreed to: the file may say something else by now */
  async #launch(id: ServerId, configured: ConfiguredServer, reason?: string): Promise<void> {
    const before = this.registry.get(id)?.snapshot;
    if (before === undefined) return;
    const wasActive = isActive(before.state);
    const earlier = this.#launched.get(id);
    const launch = Symbol(id);
    this.#launches.set(id, launch);
    const isLatest = () => this.#launches.get(id) === launch;
    if (!wasActive) this.registry.setState(id, { status: 'checking', step: 'config' });
    try {
      const prepared = await this.settings.apply(await prepareLaunch(id, configured, this.inputs));
      const definition = { ...prepared, roots: [...this.roots.of(id).roots] };
      if (!isLatest()) throw new InputDismissed(id);
      const diagnosis = this.gate.refusal(definition);
      if (diagnosis !== undefined) {
        if (wasActive) await this.stop(id);
        this.registry.setState(id, { status: 'failed', diagnosis });
        return;
      }
      const isConfirmed = await this.gate.confirmed({ id, configured }, definition);
      if (!isConfirmed || !isLatest()) throw new InputDismissed(id);
      this.supervisor.retry();
      // Before it prints anything: what is secret in it must be known by then.
      this.#launched.set(id, definition);
      this.#last.set(id, definition);
      await this.supervisor.request('server/start', {
        definition: this.underDebugger(definition),
        ...(reason === undefined ? {} : { reason }),
      });
      if (!isLatest()) return;
      this.#entries.set(id, configured.entry);
      this.#asked.fire({ id, kind: 'started' });
    } catch (error) {
      if (isLatest()) {
        if (earlier === undefined) this.#launched.delete(id);
        else this.#launched.set(id, earlier);
      }
      if (!wasActive) this.registry.update(before);
      if (error instanceof InputDismissed) return;
      throw error;
    }
  }

  /** Stops a server and waits until its process is gone. Idempotent. */
  async stop(id: ServerId): Promise<void> {
    this.#launches.delete(id);
    this.#launched.delete(id);
    this.#entries.delete(id);
    this.#asked.fire({ id, kind: 'stopped' });
    if (this.supervisor.info !== undefined) {
      await this.supervisor.request('server/stop', { serverId: id });
    }
  }

  /**
   * Starts every server that does not run and that its client would start, or those of them for which `filter`
   * holds. One that cannot be started does not keep the others from it.
   */
  async startAll(filter: (server: KnownServer) => boolean = () => true): Promise<void> {
    const idle = this.registry.servers
      .filter(filter)
      .flatMap(({ id, snapshot, configured }) =>
        configured === undefined || configured.entry.disabled || isActive(snapshot.state)
          ? []
          : [{ id, configured }],
      );
    const allowed = await this.gate.allowed(idle);
    // Questions come one after the other; launches run side by side all the same.
    for (const { id, configured } of idle) {
      if (allowed.has(id)) await this.#launch(id, configured);
    }
  }

  /** Stops every server that runs, or those of them for which `filter` holds. */
  async stopAll(filter: (server: KnownServer) => boolean = () => true): Promise<void> {
    const active = this.registry.servers.filter(
      (server) => isActive(server.snapshot.state) && filter(server),
    );
    await Promise.all(active.map(({ id }) => this.stop(id)));
  }

  async keepWaiting(id: ServerId, ms: number): Promise<void> {
    await this.supervisor.request('server/keepWaiting', { serverId: id, ms });
  }

  /** As `launched`, also when it has been stopped since. */
  lastLaunched(id: ServerId): LaunchDefinition | undefined {
    return this.#last.get(id);
  }

  /** What was launched, for reports; undefined when it was not started in this window. */
  launched(id: ServerId): LaunchDefinition | undefined {
    return this.#launched.get(id);
  }

  /** The entry by which it was launched, as it was then. */
  launchedEntry(id: ServerId): ServerEntry | undefined {
    return this.#entries.get(id);
  }

  /** Marks all that ran as failed. */
  onProxyCrash(end: ProcessEnd, willRestart: boolean): void {
    const diagnosis = proxyDiagnosis(end, willRestart);
    for (const { id, snapshot } of this.registry.servers) {
      if (isActive(snapshot.state)) this.registry.setState(id, { status: 'failed', diagnosis });
    }
  }

  /** Starts again what ran. Answers with how many servers that were. */
  async restore(onError: (id: ServerId, message: string) => void): Promise<number> {
    const lost = [...this.#launched].filter(([id]) => {
      const state = this.registry.get(id)?.snapshot.state;
      return state?.status === 'failed' && state.diagnosis.code === 'proxy.crashed';
    });
    for (const [id, definition] of lost) {
      try {
        await this.supervisor.request('server/start', { definition });
      } catch (error) {
        onError(id, messageOf(error));
      }
    }
    return lost.length;
  }
}
