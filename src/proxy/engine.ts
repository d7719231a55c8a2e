import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { Emitter } from 'vscode-jsonrpc';
import type { TrafficLimits } from '../shared/contracts/trafficContract';
import type { Debuggee } from '../shared/model/debuggee';
import type { LaunchDefinition, Offers, ServerId } from '../shared/model/server';
import type { ServerSnapshot } from '../shared/model/state';
import type { OutputLine } from '../shared/model/traffic';
import type { TokenSource } from './auth/authorizer';
import type { ServerSignIns } from './auth/serverSignIns';
import type { EngineServices } from './launchServices';
import { ManagedServer } from './managedServer';
import { LaunchTable } from './ports/launchTable';
import { endLeftovers } from './ports/leftovers';
import { carries, markPrefix, readMark } from './process/launchMark';
import { loginShellPath } from './process/loginShellPath';
import { findProcess, sameStart, startTimeOf } from './process/processTable';
import { SpawnSlots } from './process/spawnSlots';
import { stopChosenProcess } from './process/stopChosenProcess';
import type { InspectorSession } from './session/inspectorSession';
import { UNATTENDED_OFFERS } from './session/offers';
import { openSession } from './session/openSession';
import type { TrafficFileWriter } from './traffic/trafficFileWriter';
import { openTrafficLog, type TrafficLog } from './traffic/trafficLog';

const LIVENESS_MS = 10_000;

export interface EngineOptions {
  /** Folder for the traffic log; made if it is missing. */
  readonly storagePath: string;
  /** Folder for the table of launches, which windows of other workspaces share. Default: `storagePath`. */
  readonly sharedPath?: string | undefined;
  /** Ends the servers if this process is killed. Without one, the next start with this folder does. */
  readonly guardian?: EngineServices['guardian'];
  /** What servers may ask of us whose definition does not say otherwise. Default: for our roots, and no more. */
  readonly offers?: Offers;
  /** Where servers get tokens for us that want them; without it they get what is configured, and no more. */
  readonly signIns?: ServerSignIns | undefined;
  /** How often an HTTP server that was launched is looked at once it is ready, in ms; 10 s if absent. */
  readonly livenessMs?: number;
  /** How much traffic is kept, of all servers together; see `TrafficLog.setLimits`. */
  readonly traffic?: TrafficLimits | undefined;
  /** Gets a copy of all traffic. Whoever made it closes it, after the engine. */
  readonly recordTo?: TrafficFileWriter | undefined;
  log(level: 'info' | 'warn' | 'error', message: string): void;
}

/** Who this process is, in the table of launches and in the marks of its servers. */
export function engineIdentity(): { pid: number; startedAt: number; mark: string } {
  const { pid } = process;
  const startedAt = startTimeOf(pid) ?? Math.round(performance.timeOrigin);
  return { pid, startedAt, mark: markPrefix(pid, startedAt) };
}

/** All servers of one proxy or one command line: launches them, proves that they are ready, ends them. */
export class Engine {
  readonly table: LaunchTable;
  readonly traffic: TrafficLog;
  /** Resolves when what killed proxies left behind is gone. */
  readonly cleaned: Promise<void>;
  readonly #services: EngineServices;
  readonly #servers = new Map<ServerId, ManagedServer>();
  readonly #signIns: ServerSignIns | undefined;
  #unlist: () => void = () => {};
  readonly #changed = new Emitter<ServerSnapshot>();
  readonly #line = new Emitter<{ serverId: ServerId; line: OutputLine }>();
  readonly #debuggee = new Emitter<{ serverId: ServerId; debuggee: Debuggee }>();
  readonly #opened = new Emitter<InspectorSession>();
  /** A server's state, checklist or session changed. */
  readonly onDidChangeServer = this.#changed.event;
  readonly onDidPrintLine = this.#line.event;
  /** A program of a server that is started under a debugger waits for it. */
  readonly onDidAnnounceDebuggee = this.#debuggee.event;
  /** A session is open, as one of however many its server has; its lists are not fetched yet. */
  readonly onDidOpenSession = this.#opened.event;

  constructor(options: EngineOptions) {
    mkdirSync(options.storagePath, { recursive: true });
    this.#signIns = options.signIns;
    const identity = engineIdentity();
    this.table = new LaunchTable(
      options.sharedPath ?? options.storagePath,
      identity,
      options.storagePath,
    );
    const folder = path.join(options.storagePath, 'traffic');
    this.traffic = openTrafficLog({
      folder,
      onProblem: (message) => options.log('warn', message),
      onRecovered: (message) => options.log('info', message),
      copyTo: options.recordTo,
    });
    if (options.traffic) this.traffic.setLimits(options.traffic);
    this.cleaned = this.#clean(options);
    this.#services = {
      table: this.table,
      slots: new SpawnSlots(),
      // Leftovers may hold the ports that this start needs.
      searchPath: this.cleaned.then(() => loginShellPath()),
      markPrefix: identity.mark,
      openSession: options.signIns?.openSession ?? openSession,
      offers: options.offers ?? UNATTENDED_OFFERS,
      guardian: options.guardian,
      livenessMs: options.livenessMs ?? LIVENESS_MS,
      debuggee: (serverId, debuggee) => this.#debuggee.fire({ serverId, debuggee }),
      recorder: (serverId) => this.traffic.recorder(serverId),
      restRecorder: (serverId) => this.traffic.rest(serverId),
    };
  }

  /**
   * Begins a launch; restarts what already runs. Its course comes as `onDidChangeServer`.
   * @param reason why what runs is restarted, in a few words
   */
  start(definition: LaunchDefinition, reason?: string): Promise<void> {
    let server = this.#servers.get(definition.id);
    if (!server) {
      server = this.#add(definition);
      this.#servers.set(definition.id, server);
    }
    this.traffic.keepSecret(definition.id, definition.secrets ?? []);
    return server.start(definition, reason);
  }

  /** Resolves when its process is gone and its port is free. Idempotent. */
  async stop(serverId: ServerId): Promise<void> {
    await this.#servers.get(serverId)?.stop();
  }

  /** Stops it, and removes all that was kept of it. */
  async forget(serverId: ServerId): Promise<void> {
    await this.stop(serverId);
    this.#servers.delete(serverId);
    this.traffic.forget(serverId);
  }

  async keepWaiting(serverId: ServerId, ms: number): Promise<void> {
    await this.#servers.get(serverId)?.keepWaiting(ms);
  }

  /** Whether a debugger holds the server: then all its time-outs stand still. No effect on one never started. */
  hold(serverId: ServerId, held: boolean): void {
    this.#servers.get(serverId)?.hold(held);
  }

  list(): ServerSnapshot[] {
    return [...this.#servers.values()].map((server) => server.snapshot());
  }

  /** Undefined for a server that was never started. */
  server(serverId: ServerId): ManagedServer | undefined {
    return this.#servers.get(serverId);
  }

  servers(): Iterable<ManagedServer> {
    return this.#servers.values();
  }

  /** Tokens for a server that a person has signed in to, for whoever speaks to it for others; asks nobody. */
  tokensOf(serverId: ServerId): TokenSource | undefined {
    return this.#signIns?.tokensOf(serverId);
  }

  /**
   * Ends a process that a person chose. If it belongs to a server of ours, the server is stopped.
   * @param startedAt epoch ms; guards against a pid that was given to another process since.
   * @throws when it is another process by now, or cannot be ended.
   */
  async stopProcess(pid: number, startedAt?: number): Promise<void> {
    const row = await findProcess(pid);
    const mark = row && readMark(row);
    const own = this.table.own.find((record) => record.pid === pid || carries(mark, record.mark));
    const server = own && this.#servers.get(own.serverId);
    const isMeant = row && (startedAt === undefined || sameStart(row.startedAt, startedAt));
    if (server && isMeant) await server.stop();
    else await stopChosenProcess(pid, startedAt);
  }

  /** So that other windows know whose the port of this process is. */
  listOwnPort(port: number): void {
    const { pid, startedAt } = engineIdentity();
    this.#unlist = this.table.add({
      pid,
      startedAt,
      port,
      serverId: '',
      command: 'proxy',
      mark: '',
    });
  }

  /** Stops every server and closes the log. Resolves when nothing is left. */
  async close(): Promise<void> {
    await Promise.all([...this.#servers.values()].map((server) => server.stop()));
    this.traffic.close();
    this.#unlist();
  }

  async #clean(options: EngineOptions): Promise<void> {
    try {
      const said = await endLeftovers(this.table);
      for (const line of said) options.log('info', `Ended what an earlier run had left: ${line}`);
    } catch (error) {
      options.log('warn', `Could not look for what an earlier run had left: ${String(error)}`);
    }
  }

  #add(definition: LaunchDefinition): ManagedServer {
    const serverId = definition.id;
    return new ManagedServer(definition, this.#services, {
      changed: (snapshot) => this.#changed.fire(snapshot),
      line: (line) => this.#line.fire({ serverId, line }),
      opened: (session) => this.#opened.fire(session),
    });
  }
}
