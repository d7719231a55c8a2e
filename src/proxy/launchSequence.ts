import { setTimeout as delay } from 'node:timers/promises';
import type { StepId } from '../shared/model/launch';
import type { LaunchDefinition } from '../shared/model/server';
import type { OutputLine } from '../shared/model/traffic';
import type { LaunchFacts } from './diagnosis/facts';
import { backoff } from './gate/backoff';
import { Deadline } from './gate/deadline';
import { StepFailure } from './gate/healthGate';
import type { StepTracker } from './gate/stepTracker';
import { WakeUp } from './gate/wakeUp';
import { LaunchAttempt } from './launchAttempt';
import { checkConfig, type PreparedRun, urlOf } from './launchConfig';
import { passLaunchGate } from './launchGate';
import { isTransient, openLaunchSession } from './launchHandshake';
import { PortLost, Stopped } from './launchOutcome';
import { portFacts } from './launchPort';
import type { LaunchServices } from './launchServices';
import type { InspectorSession } from './session/inspectorSession';
import type { TrafficRecorder } from './traffic/trafficRecorder';

/** How often a launch moves to another port when it lost the race for one that it chose itself. */
const MAX_MOVES = 5;
/** How often the gate is passed again when a server of ours breaks the connection off during the handshake. */
const MAX_ROUNDS = 5;
const MAX_NOISE = 50;
/** A server that does not answer the good-bye of its session is not waited for. */
const CLOSE_MS = 1_000;

export interface SequenceOptions {
  /** Of the launch. */
  readonly id: string;
  readonly definition: LaunchDefinition;
  readonly services: LaunchServices;
  readonly recorder: TrafficRecorder;
  readonly tracker: StepTracker;
  readonly deadline: Deadline;
  /** Aborted when the launch is stopped. */
  readonly stop: AbortSignal;
  onLine(line: OutputLine): void;
  /** A further line on stdout that is no message. */
  onNoise(): void;
  /** The time is over. Resolves when there is more of it, or nothing to wait for; rejects to give up. */
  onTimeout(step: StepId, detail: string, facts: Partial<LaunchFacts>): Promise<void>;
}

/** The steps of a launch one after the other, and what they took: a port, processes, a session. */
export class LaunchSequence {
  /** The first lines on stdout that were no messages. */
  readonly noise: string[] = [];
  readonly #options: SequenceOptions;
  readonly #wakeUp = new WakeUp();
  #prepared: PreparedRun | undefined;
  #attempt: LaunchAttempt;
  #session: InspectorSession | undefined;
  /** The URL at which the server answered. */
  #reachable: string | undefined;
  /** Gives back the right to boot. */
  #giveBack: () => void = () => {};

  constructor(options: SequenceOptions) {
    this.#options = options;
    this.#attempt = this.#newAttempt();
  }

  /** The program, once it was found. */
  get prepared(): PreparedRun | undefined {
    return this.#prepared;
  }

  /** The port and the process of now. */
  get attempt(): LaunchAttempt {
    return this.#attempt;
  }

  /** With the port filled in, once it is known. */
  get url(): string | undefined {
    const { definition } = this.#options;
    return this.#reachable ?? urlOf(definition, this.#attempt.port);
  }

  /** @throws StepFailure, Stopped, or what `onTimeout` throws */
  async reach(): Promise<InspectorSession> {
    this.#options.tracker.begin('config');
    this.#prepared = await checkConfig(
      this.#options.definition,
      await this.#options.services.searchPath,
    );
    this.#options.tracker.pass('config', this.#prepared?.file);
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
    const { definition } = this.#options;
    if (definition.kind === 'stdio') return this.#openSession();
    for (let round = 1; ; round++) {
      await this.#passGate(definition);
      try {
        return await this.#openSession();
      } catch (error) {
        // A server that restarts itself, as under a file watcher, hangs up on who comes in between.
        if (!this.#isCurable(error) || round >= MAX_ROUNDS) throw error;
        this.#options.tracker.rewind('tcp');
        await this.#wakeUp.pause(backoff(round * 1_000), 0, this.#attempt.live);
      }
    }
  }

  /** Waiting may help, and there is somebody to wait for. */
  #isCurable(error: unknown): boolean {
    const { server, live } = this.#attempt;
    return (
      isTransient(error) && server !== undefined && !this.#options.deadline.isOver && !live.aborted
    );
  }

  async #moveAway(lost: Set<number>, move: number): Promise<void> {
    const number = this.#attempt.port ?? 0;
    this.#reachable = undefined;
    if (move >= MAX_MOVES) {
      const facts = await portFacts(
        number,
        'auto',
        this.#options.definition.id,
        this.#options.services.table,
      );
      throw new StepFailure('port', `${number} was taken`, {
        port: { ...facts, bindError: 'EADDRINUSE' },
      });
    }
    lost.add(number);
    await this.#attempt.end();
    this.#check();
    this.#attempt = this.#newAttempt();
    this.#options.tracker.rewind('port');
  }

  /**
   * Opens another session with the server, which has forgotten the one it had.
   * @throws StepFailure, Stopped
   */
  async reopen(): Promise<InspectorSession> {
    this.#session = await this.#handshake(
      new Deadline(this.#options.definition.readyTimeout),
      (afterMs) =>
        Promise.reject(
          new StepFailure('mcp', 'no answer', { handshake: { kind: 'timeout', afterMs } }),
        ),
    );
    if (this.#options.stop.aborted) await this.#session.close();
    this.#check();
    return this.#session;
  }

  /** It boots no more, or is no longer waited for: the next one may boot. Idempotent. */
  letOthersBoot(): void {
    this.#giveBack();
  }

  /** Closes the session, ends the tree, frees the port. Never rejects. */
  async end(): Promise<void> {
    // A server may take its time over a good-bye; its process is ended at the same time anyway.
    const closed = Promise.race([
      this.#session?.close(),
      delay(CLOSE_MS, undefined, { ref: false }),
    ]);
    await Promise.all([closed, this.#attempt.end()]);
  }

  async #takePort(lost: ReadonlySet<number>): Promise<void> {
    this.#check();
    if (!this.#options.tracker.has('port')) return;
    this.#options.tracker.begin('port');
    this.#options.tracker.attempt('port');
    await this.#attempt.reserve(lost);
    this.#options.tracker.pass('port', String(this.#attempt.port));
  }

  async #startProcess(): Promise<void> {
    this.#check();
    if (!this.#prepared) return;
    this.#options.tracker.begin('process', 'waiting for its turn');
    const giveBack = await this.#options.services.slots.take(this.#options.stop);
    this.#check();
    this.#giveBack();
    this.#giveBack = giveBack ?? (() => {});
    this.#options.deadline.restart();
    this.#options.tracker.attempt('process');
    const server = await this.#attempt.start(this.#prepared, this.#newMark());
    this.#options.tracker.pass('process', `pid ${server.pid}`);
    this.#check();
  }

  async #passGate(definition: Exclude<LaunchDefinition, { kind: 'stdio' }>): Promise<void> {
    const { tracker, deadline, onTimeout } = this.#options;
    this.#reachable = await passLaunchGate({
      definition,
      url: this.url!,
      attempt: this.#attempt,
      wakeUp: this.#wakeUp,
      tracker,
      deadline,
      onTimeout,
      checkAlive: () => this.#checkAlive(),
    });
  }

  async #openSession(): Promise<InspectorSession> {
    this.#options.tracker.begin('mcp');
    this.#options.tracker.attempt('mcp');
    try {
      this.#session = await this.#handshake(this.#options.deadline, (afterMs) =>
        this.#options.onTimeout('mcp', 'no answer', { handshake: { kind: 'timeout', afterMs } }),
      );
    } catch (error) {
      if (!this.#options.stop.aborted) await this.#attempt.exitNews();
      await this.#checkAlive(error instanceof StepFailure ? error.facts : {});
      throw error;
    }
    if (this.#options.stop.aborted) await this.#session.close();
    this.#check();
    this.#options.tracker.pass('mcp', this.#session.summary.protocolVersion);
    return this.#session;
  }

  #handshake(
    deadline: Deadline,
    onTimeout: (afterMs: number) => Promise<void>,
  ): Promise<InspectorSession> {
    return openLaunchSession({
      definition: this.#options.definition,
      url: this.url,
      server: this.#attempt.server,
      signal: this.#attempt.live,
      deadline,
      recorder: this.#options.recorder,
      openSession: this.#options.services.openSession,
      onNoise: (line) => this.#addNoise(line),
      onTimeout,
    });
  }

  /** @throws the reason why nothing is left to wait for. */
  async #checkAlive(known: Partial<LaunchFacts> = {}): Promise<void> {
    this.#check();
    await this.#attempt.checkAlive(this.#options.tracker.current.id, known);
  }

  /** @throws Stopped */
  #check(): void {
    if (this.#options.stop.aborted) throw new Stopped();
  }

  #addNoise(line: string): void {
    if (this.noise.length >= MAX_NOISE) return;
    this.noise.push(line);
    this.#options.onNoise();
  }

  #newAttempt(): LaunchAttempt {
    return new LaunchAttempt(
      this.#options.definition,
      this.#options.services,
      this.#options.recorder,
      (line) => {
        this.#options.onLine(line);
        this.#wakeUp.wake();
      },
    );
  }

  /** Ends in a dot, so that no mark is the beginning of another. */
  #newMark(): string {
    return `${this.#options.services.markPrefix}${this.#options.id}.`;
  }
}
