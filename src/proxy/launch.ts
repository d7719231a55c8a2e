import { setTimeout as delay } from 'node:timers/promises';
import type { Diagnosis } from '../shared/model/diagnosis';
import type { Launch, LaunchStep, StepId } from '../shared/model/launch';
import type { LaunchDefinition } from '../shared/model/server';
import type { LaunchFacts } from './diagnosis/facts';
import { backoff } from './gate/backoff';
import { Deadline } from './gate/deadline';
import { passGate, StepFailure } from './gate/healthGate';
import { SocketWatch } from './gate/socketWatch';
import { StepTracker, stepsOf } from './gate/stepTracker';
import { WakeUp } from './gate/wakeUp';
import { LaunchAttempt } from './launchAttempt';
import { checkConfig, fillPort, type PreparedRun } from './launchConfig';
import { diagnoseFailure, treeSockets } from './launchEvidence';
import { isTransient, openLaunchSession } from './launchHandshake';
import { GaveUp, type LaunchEnd, type LaunchObserver, PortLost, Stopped } from './launchOutcome';
import { portFacts } from './launchPort';
import type { LaunchServices } from './launchServices';
import type { ServerProcess } from './process/serverProcess';
import type { InspectorSession } from './session/inspectorSession';
import type { TrafficRecorder } from './traffic/trafficRecorder';

/** How often a launch moves to another port when it lost the race for one that it chose itself. */
const MAX_MOVES = 5;
/** How often the gate is passed again when a server of ours breaks the connection off during the handshake. */
const MAX_ROUNDS = 5;
/** How long a server whose time was over is kept, so that waiting on can go on where it stopped. */
const PARK_MS = 60_000;
const MAX_NOISE = 50;
/** A server that does not answer the good-bye of its session is not waited for. */
const CLOSE_MS = 1_000;

/** One attempt to start a server: from its definition to an open session, or to the reason why not. */
export class LaunchRun {
  readonly definition: LaunchDefinition;
  /** The first lines on stdout that were no messages. */
  readonly noise: string[] = [];
  /** Told of each further one. */
  onNoise: () => void = () => {};
  readonly #id: string;
  readonly #services: LaunchServices;
  readonly #observer: LaunchObserver;
  readonly #recorder: TrafficRecorder;
  readonly #stop = new AbortController();
  readonly #deadline: Deadline;
  readonly #tracker: StepTracker;
  readonly #wakeUp = new WakeUp();
  #prepared: PreparedRun | undefined;
  #attempt: LaunchAttempt;
  #session: InspectorSession | undefined;
  #ending: Promise<void> | undefined;
  #over = false;
  #ended = false;
  /** The URL at which the server answered. */
  #reachable: string | undefined;
  /** Gives back the right to boot. */
  #giveBack: () => void = () => {};

  /** @param id unique within the proxy's life. */
  constructor(
    id: string,
    definition: LaunchDefinition,
    services: LaunchServices,
    observer: LaunchObserver,
  ) {
    this.#id = id;
    this.definition = definition;
    this.#services = services;
    this.#observer = observer;
    this.#recorder = services.recorder(definition.id);
    this.#deadline = new Deadline(definition.readyTimeout);
    this.#tracker = new StepTracker(id, stepsOf(definition), this.#deadline, () =>
      observer.changed(),
    );
    this.#attempt = this.#newAttempt();
  }

  get snapshot(): Launch {
    return this.#tracker.snapshot();
  }

  get step(): LaunchStep {
    return this.#tracker.current;
  }

  get process(): ServerProcess | undefined {
    return this.#attempt.server;
  }

  /** With the port filled in, once it is known. */
  get url(): string | undefined {
    const { definition } = this;
    if (this.#reachable !== undefined) return this.#reachable;
    if (definition.kind === 'stdio') return undefined;
    if (definition.kind === 'remote') return definition.url;
    const { port } = this.#attempt;
    return port === undefined ? undefined : fillPort(definition.url, port);
  }

  /** Neither ready nor given up yet. */
  get isWaiting(): boolean {
    return !this.#over && !this.#stop.signal.aborted;
  }

  /** Everything it took has been given back. */
  get isEnded(): boolean {
    return this.#ended;
  }

  /** Runs once. However it ends, `end()` gives back what it took. Never rejects. */
  async run(): Promise<LaunchEnd> {
    let end: LaunchEnd;
    try {
      end = { kind: 'ready', session: await this.#reach() };
    } catch (error) {
      end = await this.#explain(error);
    }
    this.#giveBack();
    this.#over = true;
    this.#tracker.end();
    return end;
  }

  /** More time, from now on if it was over. */
  keepWaiting(ms: number): void {
    this.#deadline.extend(ms);
    this.#observer.changed();
  }

  /**
   * Opens another session with the server, which has forgotten the one it had.
   * @throws StepFailure, Stopped
   */
  async reopen(): Promise<InspectorSession> {
    this.#session = await this.#handshake(new Deadline(this.definition.readyTimeout), (afterMs) =>
      Promise.reject(
        new StepFailure('mcp', 'no answer', { handshake: { kind: 'timeout', afterMs } }),
      ),
    );
    if (this.#stop.signal.aborted) await this.#session.close();
    this.#check();
    return this.#session;
  }

  /** Stops at any moment: closes the session, ends the tree, frees the port. Idempotent, never rejects. */
  end(): Promise<void> {
    this.#ending ??= this.#end();
    return this.#ending;
  }

  async #end(): Promise<void> {
    this.#stop.abort();
    // A server may take its time over a good-bye; its process is ended at the same time anyway.
    const closed = Promise.race([
      this.#session?.close(),
      delay(CLOSE_MS, undefined, { ref: false }),
    ]);
    await Promise.all([closed, this.#attempt.end()]);
    this.#ended = true;
  }

  async #reach(): Promise<InspectorSession> {
    this.#tracker.begin('config');
    this.#prepared = await checkConfig(this.definition, await this.#services.searchPath);
    this.#tracker.pass('config', this.#prepared?.file);
    const lost = new Set<number>();
    for (let move = 0; ; move++) {
      try {
        return await this.#tryOnce(lost);
      } catch (error) {
        if (!(error instanceof PortLost)) throw error;
        await this.#moveAway(lost, move);
      }
    }
  }

  async #tryOnce(lost: ReadonlySet<number>): Promise<InspectorSession> {
    await this.#takePort(lost);
    await this.#startProcess();
    const { definition } = this;
    if (definition.kind === 'stdio') return this.#openSession();
    for (let round = 1; ; round++) {
      await this.#passGate(definition);
      try {
        return await this.#openSession();
      } catch (error) {
        // A server that restarts itself, as under a file watcher, hangs up on who comes in between.
        if (!this.#isCurable(error) || round >= MAX_ROUNDS) throw error;
        this.#tracker.rewind('tcp');
        await this.#wakeUp.pause(backoff(round * 1_000), 0, this.#attempt.live);
      }
    }
  }

  /** Waiting may help, and there is somebody to wait for. */
  #isCurable(error: unknown): boolean {
    const { server, live } = this.#attempt;
    return isTransient(error) && server !== undefined && !this.#deadline.isOver && !live.aborted;
  }

  async #moveAway(lost: Set<number>, move: number): Promise<void> {
    const number = this.#attempt.port ?? 0;
    this.#reachable = undefined;
    if (move >= MAX_MOVES) {
      const facts = await portFacts(number, 'auto', this.definition.id, this.#services.table);
      throw new StepFailure('port', `${number} was taken`, {
        port: { ...facts, bindError: 'EADDRINUSE' },
      });
    }
    lost.add(number);
    await this.#attempt.end();
    this.#check();
    this.#attempt = this.#newAttempt();
    this.#tracker.rewind('port');
  }

  async #takePort(lost: ReadonlySet<number>): Promise<void> {
    this.#check();
    if (!this.#tracker.has('port')) return;
    this.#tracker.begin('port');
    this.#tracker.attempt('port');
    await this.#attempt.reserve(lost);
    this.#tracker.pass('port', String(this.#attempt.port));
  }

  async #startProcess(): Promise<void> {
    this.#check();
    if (!this.#prepared) return;
    this.#tracker.begin('process', 'waiting for its turn');
    const giveBack = await this.#services.slots.take(this.#stop.signal);
    this.#check();
    this.#giveBack();
    this.#giveBack = giveBack ?? (() => {});
    this.#deadline.restart();
    this.#tracker.attempt('process');
    const server = await this.#attempt.start(this.#prepared, this.#newMark());
    this.#tracker.pass('process', `pid ${server.pid}`);
    this.#check();
  }

  async #passGate(definition: Exclude<LaunchDefinition, { kind: 'stdio' }>): Promise<void> {
    const url = this.url!;
    const attempt = this.#attempt;
    const watch = new SocketWatch({
      url,
      signal: attempt.live,
      listening: async () => (attempt.server ? treeSockets(attempt.server) : []),
    });
    let owned: Promise<void> = Promise.resolve();
    this.#reachable = await passGate({
      url,
      headers: definition.headers,
      trustedFingerprint: definition.trustedCertificate,
      tracker: this.#tracker,
      deadline: this.#deadline,
      signal: attempt.live,
      awaited: attempt.server !== undefined,
      wakeUp: this.#wakeUp,
      onTimeout: (step, detail, facts) => this.#park(step, detail, facts),
      // Looked up while the server is asked for its first answer, and waited for before its first message.
      onConnected: () => {
        owned = attempt.checkOwner();
        owned.catch(() => {});
      },
      onRefused: async (attempts) => (await attempt.stumbled()) ?? watch.look(attempts),
    });
    await this.#checkAlive();
    await owned;
  }

  async #openSession(): Promise<InspectorSession> {
    this.#tracker.begin('mcp');
    this.#tracker.attempt('mcp');
    try {
      this.#session = await this.#handshake(this.#deadline, (afterMs) =>
        this.#park('mcp', 'no answer', { handshake: { kind: 'timeout', afterMs } }),
      );
    } catch (error) {
      if (!this.#stop.signal.aborted) await this.#attempt.exitNews();
      await this.#checkAlive(error instanceof StepFailure ? error.facts : {});
      throw error;
    }
    if (this.#stop.signal.aborted) await this.#session.close();
    this.#check();
    this.#tracker.pass('mcp', this.#session.summary.protocolVersion);
    return this.#session;
  }

  #handshake(
    deadline: Deadline,
    onTimeout: (afterMs: number) => Promise<void>,
  ): Promise<InspectorSession> {
    return openLaunchSession({
      definition: this.definition,
      url: this.url,
      server: this.#attempt.server,
      signal: this.#attempt.live,
      deadline,
      recorder: this.#recorder,
      openSession: this.#services.openSession,
      onNoise: (line) => this.#addNoise(line),
      onTimeout,
    });
  }

  /** The time is over. Says so, and goes on only if there is more of it within a minute. */
  async #park(step: StepId, detail: string, facts: Partial<LaunchFacts>): Promise<void> {
    const { live } = this.#attempt;
    const diagnosis = await this.#diagnose(
      new StepFailure(step, detail, { ...facts, timedOut: true }),
    );
    if (live.aborted) return;
    if (this.#deadline.isOver) {
      this.#giveBack();
      this.#tracker.fail(step, detail);
      this.#observer.timedOut(diagnosis);
      await this.#deadline.extended(AbortSignal.any([live, AbortSignal.timeout(PARK_MS)]));
      if (live.aborted) return;
      if (this.#deadline.isOver) throw new GaveUp(diagnosis);
      this.#observer.resumed();
    }
    this.#tracker.begin(step);
  }

  /** @throws the reason why nothing is left to wait for. */
  async #checkAlive(known: Partial<LaunchFacts> = {}): Promise<void> {
    this.#check();
    await this.#attempt.checkAlive(this.step.id, known);
  }

  /** @throws Stopped */
  #check(): void {
    if (this.#stop.signal.aborted) throw new Stopped();
  }

  async #explain(error: unknown): Promise<LaunchEnd> {
    if (error instanceof GaveUp) return { kind: 'failed', diagnosis: error.diagnosis };
    if (error instanceof Stopped || this.#stop.signal.aborted) return { kind: 'stopped' };
    const failure =
      error instanceof StepFailure ? error : new StepFailure(this.step.id, String(error), {});
    const diagnosis = await this.#diagnose(failure);
    if (this.#stop.signal.aborted) return { kind: 'stopped' };
    // The exit is seen while a later step waits; it is shown there only if it came of that step.
    const exited = this.#attempt.server?.exit !== undefined && !diagnosis.code.startsWith('mcp.');
    this.#tracker.fail(exited ? 'process' : failure.step, failure.detail);
    return { kind: 'failed', diagnosis };
  }

  #diagnose(failure: StepFailure): Promise<Diagnosis> {
    const { server, port, chosenBy } = this.#attempt;
    return diagnoseFailure(
      {
        definition: this.definition,
        startedAt: this.#tracker.startedAt,
        limitMs: this.#deadline.limitMs,
        url: this.url,
        port: port === undefined ? undefined : { number: port, chosenBy: chosenBy ?? 'auto' },
        command: this.#prepared?.command,
        environment: this.#prepared?.environment,
        server,
        noise: this.noise,
      },
      failure,
      this.#stop.signal,
    );
  }

  #addNoise(line: string): void {
    if (this.noise.length >= MAX_NOISE) return;
    this.noise.push(line);
    this.onNoise();
  }

  #newAttempt(): LaunchAttempt {
    return new LaunchAttempt(this.definition, this.#services, this.#recorder, (line) => {
      this.#observer.line(line);
      this.#wakeUp.wake();
    });
  }

  /** Ends in a dot, so that no mark is the beginning of another. */
  #newMark(): string {
    return `${this.#services.markPrefix}${this.#id}.`;
  }
}
