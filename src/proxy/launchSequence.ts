import { t } from '@vscode/l10n';
import type { LaunchDefinition } from '../shared/model/server';
import { backoff } from './gate/backoff';
import type { Deadline } from './gate/deadline';
import { StepFailure } from './gate/healthGate';
import type { StepTracker } from './gate/stepTracker';
import { isTransient } from './launchHandshake';
import { PortLost } from './launchOutcome';
import { portFacts } from './launchPort';
import type { LaunchServices } from './launchServices';
import type { LaunchSteps } from './launchSteps';
import type { InspectorSession } from './session/inspectorSession';

/** How often a launch moves to another port when it lost the race for one that it chose itself. */
const MAX_MOVES = 5;
/** How often the gate is passed again when a server of ours breaks the connection off during the handshake. */
const MAX_ROUNDS = 5;

export interface SequenceOptions {
  readonly definition: LaunchDefinition;
  readonly services: LaunchServices;
  readonly tracker: StepTracker;
  readonly deadline: Deadline;
}

/** The steps of a launch one after the other, and again where that may help. */
export class LaunchSequence {
  readonly #steps: LaunchSteps;
  readonly #options: SequenceOptions;
  readonly #lost = new Set<number>();
  #moves = 0;

  constructor(steps: LaunchSteps, options: SequenceOptions) {
    this.#steps = steps;
    this.#options = options;
  }

  /** @throws StepFailure, Stopped, or what `onTimeout` throws */
  async reach(): Promise<InspectorSession> {
    await this.#steps.checkConfig();
    return this.#reach();
  }

  /**
   * Some servers of the legacy era exit upon `server/discover`, the message that finds out the era: another
   * process, which does not get it, may do better. Not for a server that we cannot start again, and once.
   */
  get mayBeLegacy(): boolean {
    const { attempt, sessions } = this.#steps;
    const { era, brokeUponDiscover } = sessions;
    const isOver = this.#options.definition.kind === 'stdio' || attempt.server?.exit !== undefined;
    return era === 'auto' && brokeUponDiscover && isOver;
  }

  /** The second try of `mayBeLegacy`. @throws as `reach()` does */
  async reachLegacy(): Promise<InspectorSession> {
    await this.#steps.startOver('legacy');
    return this.#reach();
  }

  async #reach(): Promise<InspectorSession> {
    for (;;) {
      try {
        return await this.#tryOnce();
      } catch (error) {
        if (!(error instanceof PortLost)) throw error;
        await this.#moveAway();
      }
    }
  }

  async #tryOnce(): Promise<InspectorSession> {
    await this.#steps.takePort(this.#lost);
    await this.#steps.startProcess();
    const { definition, tracker } = this.#options;
    if (definition.kind === 'stdio') return this.#steps.openSession();
    for (let round = 1; ; round++) {
      await this.#steps.passGate(definition);
      try {
        return await this.#steps.openSession();
      } catch (error) {
        // A server that restarts itself, as under a file watcher, hangs up on who comes in between.
        if (!this.#isCurable(error) || round >= MAX_ROUNDS) throw error;
        tracker.rewind('tcp');
        await this.#steps.pause(backoff(round * 1_000));
      }
    }
  }

  /** Waiting may help, and there is somebody to wait for. */
  #isCurable(error: unknown): boolean {
    const { server, live } = this.#steps.attempt;
    return (
      isTransient(error) && server !== undefined && !this.#options.deadline.isOver && !live.aborted
    );
  }

  async #moveAway(): Promise<void> {
    const number = this.#steps.attempt.port ?? 0;
    if (++this.#moves > MAX_MOVES) {
      const { definition, services } = this.#options;
      const facts = await portFacts(number, 'auto', definition.id, services.table);
      const port = { ...facts, bindError: 'EADDRINUSE' };
      throw new StepFailure('port', t('{0} was taken', number), { port });
    }
    this.#lost.add(number);
    await this.#steps.startOver();
  }
}
