import type { Diagnosis, DiagnosisCode } from '../shared/model/diagnosis';
import type { Launch, LaunchStep, StepId } from '../shared/model/launch';
import type { LaunchDefinition } from '../shared/model/server';
import type { LaunchFacts } from './diagnosis/facts';
import { Deadline } from './gate/deadline';
import { StepFailure } from './gate/healthGate';
import { StepTracker, stepsOf } from './gate/stepTracker';
import { diagnoseFailure } from './launchEvidence';
import { GaveUp, type LaunchEnd, type LaunchObserver, Stopped } from './launchOutcome';
import { LaunchSequence } from './launchSequence';
import type { LaunchServices } from './launchServices';
import { LaunchSteps } from './launchSteps';
import type { ServerProcess } from './process/serverProcess';
import type { InspectorSession } from './session/inspectorSession';

/** How long a server whose time was over is kept, so that waiting on can go on where it stopped. */
const PARK_MS = 60_000;
/** Verdicts on a process that do not tell whether it would have ended as well without the first message. */
const UNEXPLAINED: ReadonlySet<DiagnosisCode> = new Set([
  'mcp.closed-during-handshake',
  'process.exited',
]);
/** An error that speaks of the handshake came of it; a server with any other crash would crash again. */
const ABOUT_HANDSHAKE = /server\/discover|initiali[sz]e/i;

function mayComeOfDiscover({ code, evidence }: Diagnosis): boolean {
  if (code === 'process.crashed') return evidence.some(({ value }) => ABOUT_HANDSHAKE.test(value));
  return UNEXPLAINED.has(code);
}

/** One attempt to start a server: from its definition to an open session, or to the reason why not. */
export class LaunchRun {
  readonly definition: LaunchDefinition;
  /** Told of each further line on stdout that is no message. */
  onNoise: () => void = () => {};
  readonly #services: LaunchServices;
  readonly #observer: LaunchObserver;
  readonly #stop = new AbortController();
  readonly #deadline: Deadline;
  readonly #tracker: StepTracker;
  readonly #steps: LaunchSteps;
  readonly #sequence: LaunchSequence;
  #ending: Promise<void> | undefined;
  #over = false;
  #ended = false;

  /**
   * @param id unique within the proxy's life.
   * @param earlier the last session of the server's run before
   */
  constructor(
    id: string,
    definition: LaunchDefinition,
    services: LaunchServices,
    observer: LaunchObserver,
    earlier?: InspectorSession,
  ) {
    this.definition = definition;
    this.#services = services;
    this.#observer = observer;
    this.#deadline = new Deadline(definition.readyTimeout, services.clock);
    this.#tracker = new StepTracker(id, stepsOf(definition), this.#deadline, () =>
      observer.changed(),
    );
    const common = { definition, services, tracker: this.#tracker, deadline: this.#deadline };
    this.#steps = new LaunchSteps({
      ...common,
      id,
      earlier,
      recorder: services.recorder(definition.id),
      stop: this.#stop.signal,
      onLine: (line) => observer.line(line),
      onNoise: () => this.onNoise(),
      onTimeout: (step, detail, facts) => this.#park(step, detail, facts),
    });
    this.#sequence = new LaunchSequence(this.#steps, common);
  }

  get snapshot(): Launch {
    return this.#tracker.snapshot();
  }

  get step(): LaunchStep {
    return this.#tracker.current;
  }

  get process(): ServerProcess | undefined {
    return this.#steps.attempt.server;
  }

  /** With the port filled in, once it is known. */
  get url(): string | undefined {
    return this.#steps.url;
  }

  /** The first lines on stdout that were no messages. */
  get noise(): readonly string[] {
    return this.#steps.sessions.noise;
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
    const end = await this.#follow(this.#sequence.reach());
    this.#steps.letOthersBoot();
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
  reopen(): Promise<InspectorSession> {
    return this.#steps.sessions.reopen();
  }

  /**
   * Opens a session besides the one that there is, which the caller closes. Not over stdio.
   * @param previous one that is over, in whose place it comes
   * @throws StepFailure, Stopped
   */
  openAnother(previous?: InspectorSession): Promise<InspectorSession> {
    return this.#steps.sessions.openAnother(previous);
  }

  /**
   * Stops at any moment: closes the session, ends the tree, frees the port. Idempotent, never rejects.
   * @param why told to those whose calls are under way
   */
  end(why?: string): Promise<void> {
    this.#ending ??= this.#end(why);
    return this.#ending;
  }

  async #end(why: string | undefined): Promise<void> {
    this.#stop.abort();
    await this.#steps.end(why);
    this.#services.restRecorder(this.definition.id);
    this.#ended = true;
  }

  /** The time is over. Says so, and goes on only if there is more of it within a minute. */
  async #park(step: StepId, detail: string, facts: Partial<LaunchFacts>): Promise<void> {
    const { live } = this.#steps.attempt;
    const diagnosis = await this.#diagnose(
      new StepFailure(step, detail, { ...facts, timedOut: true }),
    );
    if (live.aborted) return;
    if (this.#deadline.isOver) {
      this.#steps.letOthersBoot();
      this.#tracker.fail(step, detail);
      this.#observer.timedOut(diagnosis);
      await this.#parked(live);
      if (live.aborted) return;
      if (this.#deadline.isOver) throw new GaveUp(diagnosis);
      this.#observer.resumed();
    }
    this.#tracker.begin(step);
  }

  async #parked(live: AbortSignal): Promise<void> {
    const over = new AbortController();
    const endTimer = this.#services.clock.after(PARK_MS, () => over.abort());
    await this.#deadline.extended(AbortSignal.any([live, over.signal]));
    endTimer();
  }

  async #follow(reaching: Promise<InspectorSession>): Promise<LaunchEnd> {
    try {
      return { kind: 'ready', session: await reaching };
    } catch (error) {
      return this.#explain(error);
    }
  }

  async #explain(error: unknown): Promise<LaunchEnd> {
    if (error instanceof GaveUp) return { kind: 'failed', diagnosis: error.diagnosis };
    if (error instanceof Stopped || this.#stop.signal.aborted) return { kind: 'stopped' };
    const failure =
      error instanceof StepFailure ? error : new StepFailure(this.step.id, String(error), {});
    const diagnosis = await this.#diagnose(failure);
    if (this.#stop.signal.aborted) return { kind: 'stopped' };
    if (this.#sequence.mayBeLegacy && mayComeOfDiscover(diagnosis)) {
      return this.#follow(this.#sequence.reachLegacy());
    }
    // The exit is seen while a later step waits; it is shown there only if it came of that step.
    const exited = this.process?.exit !== undefined && !diagnosis.code.startsWith('mcp.');
    this.#tracker.fail(exited ? 'process' : failure.step, failure.detail);
    return { kind: 'failed', diagnosis };
  }

  #diagnose(failure: StepFailure): Promise<Diagnosis> {
    const { attempt, prepared, url, sessions } = this.#steps;
    const { noise, era } = sessions;
    const { server, port, chosenBy } = attempt;
    return diagnoseFailure(
      {
        definition: { ...this.definition, era },
        startedAt: this.#tracker.startedAt,
        limitMs: this.#deadline.limitMs,
        url,
        port: port === undefined ? undefined : { number: port, chosenBy: chosenBy ?? 'auto' },
        command: prepared?.command,
        environment: prepared?.environment,
        server,
        noise,
        listening: () => attempt.listening(),
      },
      failure,
      this.#stop.signal,
    );
  }
}
