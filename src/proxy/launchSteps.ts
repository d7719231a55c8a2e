import { t } from '@vscode/l10n';
import type { LaunchDefinition } from '../shared/model/server';
import type { OutputLine } from '../shared/model/traffic';
import type { LaunchFacts } from './diagnosis/facts';
import type { Deadline } from './gate/deadline';
import { StepFailure } from './gate/healthGate';
import type { StepTracker } from './gate/stepTracker';
import { WakeUp } from './gate/wakeUp';
import { LaunchAttempt } from './launchAttempt';
import { checkConfig, type PreparedRun, urlOf } from './launchConfig';
import { passLaunchGate } from './launchGate';
import { Stopped } from './launchOutcome';
import type { LaunchServices } from './launchServices';
import { LaunchSessions, type OnTimeout } from './launchSessions';
import type { InspectorSession } from './session/inspectorSession';
import type { TrafficRecorder } from './traffic/trafficRecorder';

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
  /** The last session of the server's run before. */
  readonly earlier: InspectorSession | undefined;
  readonly onTimeout: OnTimeout;
  onLine(line: OutputLine): void;
  /** A further line on stdout that is no message. */
  onNoise(): void;
}

/**
 * Each step of a launch, and what the steps took: a port, processes, sessions. In which order they are
 * taken, and taken again, is up to the caller. All throw StepFailure and Stopped.
 */
export class LaunchSteps {
  readonly #options: StepsOptions;
  readonly #wakeUp = new WakeUp();
  /** What is said to the server. */
  readonly sessions: LaunchSessions;
  #prepared: PreparedRun | undefined;
  #attempt: LaunchAttempt;
  /** The URL at which the server answered. */
  #reachable: string | undefined;
  /** Gives back the right to boot. */
  #giveBack: () => void = () => {};

  constructor(options: StepsOptions) {
    this.#options = options;
    this.#attempt = this.#newAttempt();
    this.sessions = new LaunchSessions({
      ...options,
      place: () => ({ url: this.url, server: this.#attempt.server, live: this.#attempt.live }),
    });
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
    tracker.begin('process', t('waiting for its turn'));
    this.letOthersBoot();
    this.#giveBack = (await services.slots.take(stop)) ?? (() => {});
    this.#check();
    deadline.restart();
    tracker.attempt('process');
    const server = await this.#attempt.start(this.#prepared, this.#newMark());
    tracker.pass('process', t('pid {0}', server.pid));
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
    const { tracker, stop, definition } = this.#options;
    const again =
      this.sessions.era === definition.era
        ? undefined
        : t('second try: it had ended upon server/discover');
    tracker.begin('mcp', again);
    tracker.attempt('mcp');
    try {
      const session = await this.sessions.open();
      const { protocolVersion } = session.summary;
      tracker.pass('mcp', again === undefined ? protocolVersion : `${protocolVersion}, ${again}`);
      return session;
    } catch (error) {
      if (!stop.aborted) await this.#attempt.exitNews();
      await this.#checkAlive(error instanceof StepFailure ? error.facts : {});
      throw error;
    }
  }

  /** Until `ms` have passed, or the server prints something. */
  pause(ms: number): Promise<void> {
    return this.#wakeUp.pause(ms, 0, this.#attempt.live);
  }

  /** Ends the process and lets go of the port, for another try. @param era of its session */
  async startOver(era = this.sessions.era): Promise<void> {
    await this.#attempt.end();
    this.#check();
    this.sessions.startOver(era);
    this.#reachable = undefined;
    this.#attempt = this.#newAttempt();
    const { tracker } = this.#options;
    tracker.rewind(tracker.has('port') ? 'port' : 'process');
  }

  /** It boots no more, or is no longer waited for: the next one may boot. Idempotent. */
  letOthersBoot(): void {
    this.#giveBack();
  }

  /** Closes the session, ends the tree, frees the port. Never rejects. */
  async end(why?: string): Promise<void> {
    await Promise.all([this.sessions.close(why), this.#attempt.end()]);
  }

  /** @throws the reason why nothing is left to wait for. */
  async #checkAlive(known: Partial<LaunchFacts> = {}): Promise<void> {
    this.#check();
    await this.#attempt.checkAlive(this.#options.tracker.current.id, known);
  }

  #check(): void {
    if (this.#options.stop.aborted) throw new Stopped();
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
