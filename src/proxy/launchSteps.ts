import { setTimeout as delay } from 'node:timers/promises';
import type { StepId } from '../shared/model/launch';
import type { LaunchDefinition } from '../shared/model/server';
import type { OutputLine } from '../shared/model/traffic';
import type { LaunchFacts } from './diagnosis/facts';
import { Deadline } from './gate/deadline';
import { StepFailure } from './gate/healthGate';
import type { StepTracker } from './gate/stepTracker';
import { WakeUp } from './gate/wakeUp';
import { LaunchAttempt } from './launchAttempt';
import { checkConfig, type PreparedRun, urlOf } from './launchConfig';
import { passLaunchGate } from './launchGate';
import { endedUponDiscover, openLaunchSession } from './launchHandshake';
import { Stopped } from './launchOutcome';
import type { LaunchServices } from './launchServices';
import type { InspectorSession } from './session/inspectorSession';
import type { TrafficRecorder } from './traffic/trafficRecorder';

const MAX_NOISE = 50;
/** A server may take its time over a good-bye; its process is ended at the same time anyway. */
const CLOSE_MS = 1_000;
const SECOND_TRY = 'second try: it had ended upon server/discover';

export interface StepsOptions {
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

/**
 * Each step of a launch, and what the steps took: a port, processes, a session. In which order they are
 * taken, and taken again, is up to the caller. All throw StepFailure and Stopped.
 */
export class LaunchSteps {
  readonly #options: StepsOptions;
  readonly #wakeUp = new WakeUp();
  readonly #noise: string[] = [];
  #prepared: PreparedRun | undefined;
  #attempt: LaunchAttempt;
  #session: InspectorSession | undefined;
  /** The URL at which the server answered. */
  #reachable: string | undefined;
  #era: LaunchDefinition['era'];
  #brokeUponDiscover = false;
  /** Gives back the right to boot. */
  #giveBack: () => void = () => {};

  constructor(options: StepsOptions) {
    this.#options = options;
    this.#era = options.definition.era;
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
    return this.#reachable ?? urlOf(this.#options.definition, this.#attempt.port);
  }

  /** The first lines on stdout that were no messages. */
  get noise(): readonly string[] {
    return this.#noise;
  }

  /** In which the next session is opened. */
  get era(): LaunchDefinition['era'] {
    return this.#era;
  }

  /** The connection broke when the process of now had got `server/discover`, and nothing else. */
  get brokeUponDiscover(): boolean {
    return this.#brokeUponDiscover;
  }

  async checkConfig(): Promise<void> {
    const { definition, services, tracker } = this.#options;
    tracker.begin('config');
    this.#prepared = await checkConfig(definition, await services.searchPath);
    tracker.pass('config', this.#prepared?.file);
  }

  /** @param lost ports that are known to be somebody else's */
  async takePort(lost: ReadonlySet<number>): Promise<void> {
    this.#check();
    const { tracker } = this.#options;
    if (!tracker.has('port')) return;
    tracker.begin('port');
    tracker.attempt('port');
    await this.#attempt.reserve(lost);
    tracker.pass('port', String(this.#attempt.port));
  }

  async startProcess(): Promise<void> {
    this.#check();
    if (!this.#prepared) return;
    const { tracker, services, stop, deadline } = this.#options;
    tracker.begin('process', 'waiting for its turn');
    this.letOthersBoot();
    this.#giveBack = (await services.slots.take(stop)) ?? (() => {});
    this.#check();
    deadline.restart();
    tracker.attempt('process');
    const server = await this.#attempt.start(this.#prepared, this.#newMark());
    tracker.pass('process', `pid ${server.pid}`);
    this.#check();
  }

  /** The steps between process and handshake, which a server over stdio has not. */
  async passGate(definition: Exclude<LaunchDefinition, { kind: 'stdio' }>): Promise<void> {
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

  async openSession(): Promise<InspectorSession> {
    const { tracker, stop, deadline, onTimeout } = this.#options;
    const again = this.#era === this.#options.definition.era ? undefined : SECOND_TRY;
    tracker.begin('mcp', again);
    tracker.attempt('mcp');
    try {
      this.#session = await this.#handshake(deadline, onTimeout);
    } catch (error) {
      this.#brokeUponDiscover ||= endedUponDiscover(error);
      if (!stop.aborted) await this.#attempt.exitNews();
      await this.#checkAlive(error instanceof StepFailure ? error.facts : {});
      throw error;
    }
    if (stop.aborted) await this.#session.close();
    this.#check();
    const { protocolVersion } = this.#session.summary;
    tracker.pass('mcp', again === undefined ? protocolVersion : `${protocolVersion}, ${again}`);
    return this.#session;
  }

  /** Opens another session with the server, which has forgotten the one it had. */
  async reopen(): Promise<InspectorSession> {
    this.#session = await this.openAnother(this.#session);
    return this.#session;
  }

  /**
   * Opens a session besides the one that there is, which the caller closes. Not over stdio.
   * @param previous one that is over, in whose place it comes
   */
  async openAnother(previous?: InspectorSession): Promise<InspectorSession> {
    const deadline = new Deadline(this.#options.definition.readyTimeout);
    const giveUp: StepsOptions['onTimeout'] = async (...failure) => {
      throw new StepFailure(...failure);
    };
    const session = await this.#handshake(deadline, giveUp, previous);
    if (this.#options.stop.aborted) await session.close();
    this.#check();
    return session;
  }

  /** Until `ms` have passed, or the server prints something. */
  pause(ms: number): Promise<void> {
    return this.#wakeUp.pause(ms, 0, this.#attempt.live);
  }

  /** Ends the process and lets go of the port, for another try. @param era of its session */
  async startOver(era = this.#era): Promise<void> {
    await this.#attempt.end();
    this.#check();
    this.#era = era;
    this.#reachable = undefined;
    this.#brokeUponDiscover = false;
    this.#noise.length = 0;
    this.#attempt = this.#newAttempt();
    const { tracker } = this.#options;
    tracker.rewind(tracker.has('port') ? 'port' : 'process');
  }

  /** It boots no more, or is no longer waited for: the next one may boot. Idempotent. */
  letOthersBoot(): void {
    this.#giveBack();
  }

  /** Closes the session, ends the tree, frees the port. Never rejects. */
  async end(): Promise<void> {
    const closed = Promise.race([
      this.#session?.close(),
      delay(CLOSE_MS, undefined, { ref: false }),
    ]);
    await Promise.all([closed, this.#attempt.end()]);
  }

  #handshake(
    deadline: Deadline,
    onTimeout: StepsOptions['onTimeout'],
    previous?: InspectorSession,
  ): Promise<InspectorSession> {
    const { definition, recorder, services } = this.#options;
    return openLaunchSession({
      definition: { ...definition, era: this.#era },
      url: this.url,
      server: this.#attempt.server,
      signal: this.#attempt.live,
      deadline,
      recorder,
      openSession: services.openSession,
      offers: services.offers,
      previous,
      onNoise: (line) => this.#addNoise(line),
      onTimeout: (afterMs) =>
        onTimeout('mcp', 'no answer', { handshake: { kind: 'timeout', afterMs } }),
    });
  }

  /** @throws the reason why nothing is left to wait for. */
  async #checkAlive(known: Partial<LaunchFacts> = {}): Promise<void> {
    this.#check();
    await this.#attempt.checkAlive(this.#options.tracker.current.id, known);
  }

  #check(): void {
    if (this.#options.stop.aborted) throw new Stopped();
  }

  #addNoise(line: string): void {
    // The stdout of a stdio server is read by its session; what is no message there is output as any other.
    this.#attempt.server?.output.add('stdout', line);
    if (this.#noise.length >= MAX_NOISE) return;
    this.#noise.push(line);
    this.#options.onNoise();
  }

  #newAttempt(): LaunchAttempt {
    const { definition, services, recorder, onLine } = this.#options;
    return new LaunchAttempt(definition, services, recorder, (line) => {
      onLine(line);
      this.#wakeUp.wake();
    });
  }

  /** Ends in a dot, so that no mark is the beginning of another. */
  #newMark(): string {
    return `${this.#options.services.markPrefix}${this.#options.id}.`;
  }
}
