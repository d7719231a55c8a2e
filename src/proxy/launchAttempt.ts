import { setTimeout as delay } from 'node:timers/promises';
import { t } from '@vscode/l10n';
import type { StepId } from '../shared/model/launch';
import type { LaunchDefinition } from '../shared/model/server';
import type { OutputLine } from '../shared/model/traffic';
import { certainSecrets } from '../shared/secrets/certainSecrets';
import { maskSecrets } from '../shared/secrets/maskSecrets';
import { Debuggees } from './debug/debuggees';
import { DebuggerSockets } from './debug/debuggerSockets';
import type { LaunchFacts, ListeningSocket } from './diagnosis/facts';
import { bindError } from './diagnosis/output/bindError';
import { StepFailure } from './gate/healthGate';
import { fillRun, type PreparedRun } from './launchConfig';
import { PortLost } from './launchOutcome';
import { portFacts, reservePort } from './launchPort';
import type { LaunchServices } from './launchServices';
import { foreignOwner } from './ports/confirmOwner';
import { listeningSockets } from './ports/listeningSockets';
import type { PortReservation } from './ports/portReservation';
import { untilPortFree } from './ports/tryBind';
import { type ServerProcess, SpawnError, startProcess } from './process/serverProcess';
import type { TrafficRecorder } from './traffic/trafficRecorder';

/** The exit of a process tells more than the broken connection that comes a moment before it. */
const EXIT_NEWS_MS = 250;
/** Time for a server to try the next port after one that is taken, and to be seen there. */
const STUMBLED_MS = 4_000;

/**
 * One port and one process: a launch has several when it loses the race for a port that it chose itself.
 * Whatever it took, `end()` gives back.
 */
export class LaunchAttempt {
  /** Aborted by a stop, by the exit of the process, and by the loss of the port. */
  readonly live: AbortSignal;
  /** The port that the process said was taken; 0: it named none. */
  takenPort: number | undefined;
  server: ServerProcess | undefined;
  chosenBy: 'auto' | 'user' | undefined;
  readonly #services: LaunchServices;
  readonly #definition: LaunchDefinition;
  readonly #recorder: TrafficRecorder;
  readonly #onLine: (line: OutputLine) => void;
  readonly #live = new AbortController();
  #reservation: PortReservation | undefined;
  #unlist: () => void = () => {};
  readonly #debuggers = new DebuggerSockets();
  #debuggees: Debuggees | undefined;
  #ending: Promise<void> | undefined;
  #takenAt = Number.POSITIVE_INFINITY;
  /** What is under way, and may take something that has to be given back. */
  #busy: Promise<unknown> = Promise.resolve();

  constructor(
    definition: LaunchDefinition,
    services: LaunchServices,
    recorder: TrafficRecorder,
    onLine: (line: OutputLine) => void,
  ) {
    this.#definition = definition;
    this.#services = services;
    this.#recorder = recorder;
    this.#onLine = onLine;
    this.live = this.#live.signal;
  }

  get port(): number | undefined {
    return this.#reservation?.port;
  }

  /** The port was ours to choose, and somebody else has it now. */
  get lostPort(): boolean {
    const taken = this.takenPort;
    return this.chosenBy === 'auto' && taken !== undefined && (taken === 0 || taken === this.port);
  }

  abort(): void {
    this.#live.abort();
  }

  /** @throws StepFailure */
  reserve(lost: ReadonlySet<number>): Promise<void> {
    const reserving = this.#reserve(lost);
    this.#busy = reserving;
    return reserving;
  }

  async #reserve(lost: ReadonlySet<number>): Promise<void> {
    if (this.#definition.kind !== 'launchedHttp') return;
    const { reservation, chosenBy } = await reservePort(
      this.#definition,
      lost,
      this.#services.table,
    );
    this.#reservation = reservation;
    this.chosenBy = chosenBy;
  }

  /** Lets go of the port and starts the program. @throws StepFailure */
  start(prepared: PreparedRun, mark: string): Promise<ServerProcess> {
    const starting = this.#start(prepared, mark);
    this.#busy = starting;
    return starting;
  }

  async #start(prepared: PreparedRun, mark: string): Promise<ServerProcess> {
    const { args, environment } = fillRun(prepared, this.port);
    const { debug, id } = this.#definition;
    if (debug && !debug.byConfiguration) {
      this.#debuggees = await Debuggees.begin(debug, (one) => {
        this.#debuggers.add(one);
        this.#services.debuggee(id, one);
      });
    }
    await this.#reservation?.release();
    if (this.live.aborted) throw new StepFailure('process', t('stopped'), {});
    try {
      this.server = await startProcess({
        file: prepared.file,
        args,
        cwd: prepared.run.cwd,
        environment: this.#debuggees?.environment(environment) ?? environment,
        mark,
        stdio: this.#definition.kind === 'stdio',
        onLine: (line) => this.#read(line),
        passesOver: (line) => {
          this.#debuggers.readLine(line);
          return this.#debuggees?.readLine(line) ?? false;
        },
      });
    } catch (error) {
      if (!(error instanceof SpawnError)) throw error;
      const { code, message } = error;
      throw new StepFailure('process', code, { spawnError: { code, message } });
    }
    this.#list(this.server);
    void this.server.stopped.then(() => this.abort());
    return this.server;
  }

  /**
   * Another program may have taken the port between our release and the server's bind, and answer in its place.
   * @throws PortLost, StepFailure
   */
  async checkOwner(): Promise<void> {
    const { server, port, chosenBy } = this;
    if (!server || port === undefined || !chosenBy) return;
    const { id } = this.#definition;
    const owner = await foreignOwner(port, id, server, this.#services.table);
    if (!owner) return;
    if (chosenBy === 'auto') throw new PortLost();
    const facts = await portFacts(port, chosenBy, id, this.#services.table);
    throw new StepFailure('port', t('held by {0}', owner.program ?? t('pid {0}', owner.pid)), {
      port: { ...facts, owner },
    });
  }

  /** What the processes of the server listen on. */
  async listening(): Promise<ListeningSocket[]> {
    if (!this.server) return [];
    const tree = await this.server.tree();
    return this.#debuggers.without(await listeningSockets(tree.map(({ pid }) => pid)));
  }

  /** Lets the exit of the process arrive, if there is one on its way. */
  async exitNews(): Promise<void> {
    const { server } = this;
    if (server)
      await Promise.race([server.stopped, delay(EXIT_NEWS_MS, undefined, { ref: false })]);
  }

  /** @throws PortLost, StepFailure: nothing is left to wait for. */
  async checkAlive(step: StepId, known: Partial<LaunchFacts>): Promise<void> {
    if (this.lostPort) throw new PortLost();
    const exit = this.server?.exit;
    if (!exit) return;
    const port = await this.#takenFacts();
    throw new StepFailure(step, describeExit(exit), { ...known, ...(port ? { port } : {}) });
  }

  /** It said that a port is taken, lives on, and did not find another one. */
  async stumbled(): Promise<StepFailure | undefined> {
    if (performance.now() - this.#takenAt < STUMBLED_MS) return undefined;
    const port = await this.#takenFacts();
    // The rest of its time would pass in vain: it counts as over.
    return (
      port && new StepFailure('tcp', t('port {0} is taken', port.number), { port, timedOut: true })
    );
  }

  /** It may have stumbled over its own port, or over one that we know nothing of. */
  async #takenFacts(): Promise<LaunchFacts['port']> {
    if (this.takenPort === undefined || this.port === undefined) return undefined;
    const number = this.takenPort || this.port;
    return portFacts(number, 'user', this.#definition.id, this.#services.table);
  }

  /** Ends the process with its tree, and sees to it that its port is free. Never rejects. */
  end(): Promise<void> {
    this.#ending ??= this.#end();
    return this.#ending;
  }

  async #end(): Promise<void> {
    this.abort();
    await this.#busy.catch(() => {});
    const left = (await this.server?.stop()) ?? [];
    await this.#debuggees?.end();
    if (this.server && this.port !== undefined) await untilPortFree(this.port);
    await this.#reservation?.end();
    // What could not be ended stays in the table: the next start tries again.
    if (left.length === 0) this.#unlist();
    if (this.server) this.#services.guardian?.forget(this.server.root);
  }

  #list(server: ServerProcess): void {
    const { root, commandLine } = server;
    this.#services.guardian?.watch(root);
    const port = this.port === undefined ? {} : { port: this.port };
    this.#unlist = this.#services.table.add({
      ...root,
      ...port,
      serverId: this.#definition.id,
      // It is written to a file that tells what is left over, and needs no secrets for that.
      command: maskSecrets(commandLine, certainSecrets(this.#definition)),
    });
  }

  #read(line: OutputLine): void {
    if (line.stream === 'stderr') this.#recorder.stderr(line.text);
    this.#onLine(line);
    if (this.port === undefined) return;
    const error = bindError([line.text]);
    if (error?.code === 'EADDRINUSE' && this.takenPort === undefined) {
      this.takenPort = error.port ?? 0;
      this.#takenAt = performance.now();
    }
    if (this.lostPort) this.abort();
  }
}

/** How a process ended, in a few words. */
function describeExit(exit: NonNullable<LaunchFacts['exit']>): string {
  return exit.signal
    ? t('ended by {0}', exit.signal)
    : t('exited with code {0}', String(exit.code));
}
