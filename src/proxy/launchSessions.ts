import { setTimeout as delay } from 'node:timers/promises';
import type { StepId } from '../shared/model/launch';
import type { LaunchDefinition } from '../shared/model/server';
import type { LaunchFacts } from './diagnosis/facts';
import { Deadline } from './gate/deadline';
import { StepFailure } from './gate/healthGate';
import { endedUponDiscover, openLaunchSession } from './launchHandshake';
import { Stopped } from './launchOutcome';
import type { LaunchServices } from './launchServices';
import type { ServerProcess } from './process/serverProcess';
import type { InspectorSession } from './session/inspectorSession';
import type { SessionsBefore } from './session/openSession';
import type { TrafficRecorder } from './traffic/trafficRecorder';

const MAX_NOISE = 50;
/** A server may take its time over a good-bye; its process is ended at the same time anyway. */
const CLOSE_MS = 1_000;

/** The time is over. Resolves when there is more of it, or nothing to wait for; rejects to give up. */
export type OnTimeout = (
  step: StepId,
  detail: string,
  facts: Partial<LaunchFacts>,
) => Promise<void>;

/** Where the server of now is. */
export interface SessionPlace {
  /** With the port filled in; undefined for stdio. */
  readonly url: string | undefined;
  readonly server: ServerProcess | undefined;
  /** Aborted when there is nobody left to speak to. */
  readonly live: AbortSignal;
}

export interface SessionsOptions {
  readonly definition: LaunchDefinition;
  readonly services: LaunchServices;
  readonly recorder: TrafficRecorder;
  /** Of the launch. */
  readonly deadline: Deadline;
  /** Aborted when the launch is stopped. */
  readonly stop: AbortSignal;
  /** The last session of the server's run before. */
  readonly earlier: InspectorSession | undefined;
  readonly onTimeout: OnTimeout;
  place(): SessionPlace;
  /** A further line on stdout that is no message. */
  onNoise(): void;
}

/** What is said to the server of a launch: its session, the ones that come in its place, and those besides. */
export class LaunchSessions {
  readonly #options: SessionsOptions;
  readonly #noise: string[] = [];
  #era: LaunchDefinition['era'];
  #brokeUponDiscover = false;
  #session: InspectorSession | undefined;

  constructor(options: SessionsOptions) {
    this.#options = options;
    this.#era = options.definition.era;
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

  /** Opens the session of the launch, in the time of the launch. @throws StepFailure, Stopped */
  async open(): Promise<InspectorSession> {
    const { deadline, onTimeout } = this.#options;
    try {
      const { earlier } = this.#options;
      this.#session = await this.#handshake(deadline, onTimeout, { earlier });
      return this.#session;
    } catch (error) {
      this.#brokeUponDiscover ||= endedUponDiscover(error);
      throw error;
    }
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
  openAnother(previous?: InspectorSession): Promise<InspectorSession> {
    const { definition, services } = this.#options;
    const deadline = new Deadline(definition.readyTimeout, services.clock);
    const giveUp: OnTimeout = async (...failure) => {
      throw new StepFailure(...failure);
    };
    return this.#handshake(deadline, giveUp, { previous });
  }

  /** Forgets what the process before has said, for another one. */
  startOver(era: LaunchDefinition['era']): void {
    this.#era = era;
    this.#brokeUponDiscover = false;
    this.#noise.length = 0;
  }

  /** Never rejects. @param why told to those whose calls are under way */
  async close(why?: string): Promise<void> {
    await Promise.race([this.#session?.close(why), delay(CLOSE_MS, undefined, { ref: false })]);
  }

  async #handshake(
    deadline: Deadline,
    onTimeout: OnTimeout,
    before: SessionsBefore,
  ): Promise<InspectorSession> {
    const { definition, recorder, services, stop, place } = this.#options;
    const { url, server, live } = place();
    const session = await openLaunchSession({
      definition: { ...definition, era: this.#era },
      url,
      server,
      signal: live,
      deadline,
      recorder,
      openSession: services.openSession,
      offers: services.offers,
      clock: services.clock,
      ...before,
      onNoise: (line) => this.#addNoise(server, line),
      onTimeout: (afterMs) =>
        onTimeout('mcp', 'no answer', { handshake: { kind: 'timeout', afterMs } }),
    });
    if (!stop.aborted) return session;
    await session.close();
    throw new Stopped();
  }

  #addNoise(server: ServerProcess | undefined, line: string): void {
    // The stdout of a stdio server is read by its session; what is no message there is output as any other.
    server?.output.add('stdout', line);
    if (this.#noise.length >= MAX_NOISE) return;
    this.#noise.push(line);
    this.#options.onNoise();
  }
}
