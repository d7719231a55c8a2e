import { t } from '@vscode/l10n';
import type { Diagnosis } from '../shared/model/diagnosis';
import type { LaunchDefinition } from '../shared/model/server';
import type { SessionId } from '../shared/model/session';
import { isReady, type ServerSnapshot, type ServerState } from '../shared/model/state';
import type { OutputLine } from '../shared/model/traffic';
import { ServerClock } from './clock/serverClock';
import { warnings } from './diagnosis/warnings';
import { LaunchRun } from './launch';
import type { LaunchObserver } from './launchOutcome';
import type { EngineServices, LaunchServices } from './launchServices';
import { activityOf, isOnItsWay, snapshotOf } from './managedServerSnapshot';
import { ManagedServerWatch, type RunFailure } from './managedServerWatch';
import { OtherSessions } from './otherSessions';
import { OutputLines } from './process/outputLines';
import { RestartPolicy } from './restartPolicy';
import type { InspectorSession } from './session/inspectorSession';

/** A session that lasts no longer than this is not opened once more. */
const REOPEN_AFTER_MS = 10_000;

export interface ServerObserver {
  changed(snapshot: ServerSnapshot): void;
  line(line: OutputLine): void;
  /** A session is open; lists are not fetched yet. */
  opened(session: InspectorSession): void;
}

/** One server over all its launches. At most one launch runs at a time. */
export class ManagedServer {
  readonly output: OutputLines;
  readonly #clock = new ServerClock();
  readonly #services: LaunchServices;
  readonly #observer: ServerObserver;
  #definition: LaunchDefinition;
  #state: ServerState = { status: 'idle' };
  #launch: LaunchRun | undefined;
  /** The open session, or the last one: what it remembers can still be read. */
  #session: InspectorSession | undefined;
  #warnings: readonly Diagnosis[] = [];
  /** This launch has had a second session. */
  #reopened = false;
  #restarts = new RestartPolicy();
  #starts = 0;
  #restartTimer: NodeJS.Timeout | undefined;
  /** Over the server while it is ready. */
  #watch: ManagedServerWatch | undefined;
  readonly #others: OtherSessions;
  /** Starts and stops follow one another. */
  #queue: Promise<void> = Promise.resolve();

  constructor(definition: LaunchDefinition, services: EngineServices, observer: ServerObserver) {
    this.#definition = definition;
    this.#services = { ...services, clock: this.#clock };
    this.#observer = observer;
    this.output = new OutputLines((line) => observer.line(line));
    this.#others = new OtherSessions({
      services: this.#services,
      launch: () => this.#launch,
      newLaunchId,
      line: (line) => this.output.add(line.stream, line.text),
      opened: (session) => observer.opened(session),
      changed: () => this.#tell(),
    });
  }

  get definition(): LaunchDefinition {
    return this.#definition;
  }

  get state(): ServerState {
    return this.#state;
  }

  get session(): InspectorSession | undefined {
    return this.#session;
  }

  /** One of several, by its id; undefined: the one that was opened when the server got ready. */
  sessionOf(id: SessionId | undefined): InspectorSession | undefined {
    return id === undefined || id === this.#session?.id ? this.#session : this.#others.get(id);
  }

  /**
   * Opens a session besides the one that there is.
   * @throws Error when the server is not ready, or that says why it could not be opened
   */
  async openSession(): Promise<InspectorSession> {
    const { definition, state } = this;
    if (!isReady(state)) throw new Error(t('{0} is not ready.', definition.name));
    return this.#others.open(definition);
  }

  /** Closes one that was opened so. @throws Error when there is none of that id */
  closeSession(id: SessionId): Promise<void> {
    return this.#others.close(id);
  }

  /** Opens a new session in place of the first one. @throws Error when the server is not ready */
  async reconnect(): Promise<void> {
    const launch = this.#launch;
    if (!launch || !isReady(this.#state))
      throw new Error(t('{0} is not ready.', this.#definition.name));
    // Over stdio a process has one session in its life.
    if (this.#definition.kind === 'stdio') return this.start(this.#definition);
    this.#watch?.dispose();
    this.#become({ status: 'probing', step: 'mcp' });
    await this.#session?.close();
    void launch.reopen().then(
      (session) => this.#if(launch, () => this.#ready(launch, session)),
      // A launch says what is wrong with the server.
      () => this.#if(launch, () => void this.start(this.#definition)),
    );
  }

  /** The URL that is really used. */
  get url(): string | undefined {
    return this.#launch?.url;
  }

  snapshot(): ServerSnapshot {
    return snapshotOf({
      definition: this.#definition,
      state: this.#state,
      warnings: this.#warnings,
      launch: this.#launch,
      session: this.#session,
      otherSessions: this.#others.summaries,
      restarts: Math.max(0, this.#starts - 1),
      isHeld: this.#clock.isHeld,
    });
  }

  /**
   * Begins a launch, after stopping what runs. Resolves when it has begun.
   * @param reason why what runs is restarted, in a few words
   */
  start(definition: LaunchDefinition, reason?: string): Promise<void> {
    this.#restarts = new RestartPolicy();
    return this.#restart(definition, reason);
  }

  #restart(definition: LaunchDefinition, reason?: string): Promise<void> {
    clearTimeout(this.#restartTimer);
    return this.#enqueue(async () => {
      await this.#endLaunch(
        reason === undefined
          ? t('The server was restarted')
          : t('The server was restarted: {0}', reason),
      );
      this.#definition = definition;
      this.#begin(newLaunchId());
    });
  }

  /** Resolves when the process is gone and its port is free. */
  stop(): Promise<void> {
    clearTimeout(this.#restartTimer);
    return this.#enqueue(async () => {
      const wasUp = this.#launch !== undefined;
      await this.#endLaunch(t('The server was stopped'));
      if (wasUp || this.#state.status !== 'idle') this.#become({ status: 'stopped' });
    });
  }

  /** Moves the deadline of the launch that runs, or goes on with one whose time was over. */
  async keepWaiting(ms: number): Promise<void> {
    if (this.#launch?.isWaiting) return this.#launch.keepWaiting(ms);
    if (this.#state.status !== 'failed') return;
    // It was given up: the wait begins anew, and is longer.
    const { readyTimeout } = this.#definition;
    await this.start({ ...this.#definition, readyTimeout: readyTimeout + ms });
  }

  /** A debugger holds the server, or lets it go on: meanwhile all its time-outs stand still. */
  hold(held: boolean): void {
    if (held === this.#clock.isHeld) return;
    if (held) this.#clock.hold();
    else this.#clock.release();
    this.#tell();
  }

  #enqueue(work: () => Promise<void>): Promise<void> {
    const done = this.#queue.then(work);
    this.#queue = done.catch(() => {});
    return done;
  }

  /** @param why told to those whose calls are under way */
  async #endLaunch(why: string): Promise<void> {
    const launch = this.#launch;
    this.#watch?.dispose();
    // No debugger holds what comes next.
    this.#clock.release();
    if (!launch || launch.isEnded) return;
    this.#become({ status: 'stopping' });
    await Promise.all([this.#others.closeAll(why), launch.end(why)]);
  }

  #begin(id: string): void {
    const observer: LaunchObserver = {
      changed: () => this.#progress(launch),
      line: (line) => this.output.add(line.stream, line.text),
      timedOut: (diagnosis) =>
        this.#if(launch, () => this.#become({ status: 'failed', diagnosis })),
      resumed: () => this.#if(launch, () => this.#become(activityOf(launch))),
    };
    const launch: LaunchRun = new LaunchRun(
      id,
      this.#definition,
      this.#services,
      observer,
      this.#session,
    );
    this.#launch = launch;
    this.#starts++;
    this.#warnings = [];
    this.#reopened = false;
    this.#become({ status: 'checking', step: 'config' });
    void this.#follow(launch);
  }

  async #follow(launch: LaunchRun): Promise<void> {
    const end = await launch.run();
    if (end.kind === 'ready') this.#if(launch, () => this.#ready(launch, end.session));
    else if (end.kind === 'failed') {
      this.#if(launch, () => this.#become({ status: 'failed', diagnosis: end.diagnosis }));
      await launch.end();
      this.#if(launch, () => this.#tell());
    }
  }

  #ready(launch: LaunchRun, session: InspectorSession): void {
    this.#session = session;
    session.onDidChangeSummary(() => this.#if(launch, () => this.#tell()));
    launch.onNoise = () => this.#if(launch, () => this.#review(launch));
    this.#watch = new ManagedServerWatch({
      launch,
      session,
      livenessMs: this.#services.livenessMs,
      clock: this.#clock,
      onFailed: (failure) => this.#fail(launch, failure),
      onDegraded: (diagnosis) =>
        this.#become(diagnosis ? { status: 'degraded', diagnosis } : { status: 'ready' }),
    });
    this.#observer.opened(session);
    this.#become({ status: 'ready' });
    this.#review(launch);
    void session.start();
  }

  #fail(launch: LaunchRun, failure: RunFailure): void {
    // A server that forgets every new session at once is not asked for ever.
    const again = this.#reopened && failure.upMs < REOPEN_AFTER_MS;
    if (failure.event === 'sessionLost' && !again) void this.#reopen(launch, failure);
    else this.#giveUp(launch, failure);
  }

  /** What the old session held is gone; the server itself is well. */
  async #reopen(launch: LaunchRun, failure: RunFailure): Promise<void> {
    this.#reopened = true;
    this.#become({ status: 'degraded', diagnosis: failure.diagnose() });
    try {
      const session = await launch.reopen();
      this.#if(launch, () => this.#ready(launch, session));
    } catch {
      this.#if(launch, () => this.#giveUp(launch, failure));
    }
  }

  #giveUp(launch: LaunchRun, failure: RunFailure): void {
    this.#clock.release();
    const wanted = this.#definition.restartOnCrash && failure.event === 'exited';
    const decision = wanted ? this.#restarts.afterCrash(failure.upMs) : undefined;
    const gaveUpAfter = decision?.restart === false ? decision.gaveUpAfter : undefined;
    this.#become({ status: 'failed', diagnosis: failure.diagnose(gaveUpAfter) });
    void this.#enqueue(async () => {
      await Promise.all([this.#others.closeAll(), launch.end()]);
    });
    if (!decision?.restart) return;
    const { delayMs, next } = decision;
    this.#restartTimer = setTimeout(() => {
      this.#restarts = next;
      void this.#restart(this.#definition);
    }, delayMs);
  }

  /** Noise may come at any time: it harms other clients though not us. */
  #review(launch: LaunchRun): void {
    const found = warnings({ definition: this.#definition, noise: launch.noise });
    if (found.length === 0 && this.#warnings.length === 0) return;
    this.#warnings = found;
    this.#tell();
  }

  #progress(launch: LaunchRun): void {
    this.#if(launch, () => {
      if (isOnItsWay(this.#state)) this.#become(activityOf(launch));
      else this.#tell();
    });
  }

  /** What an earlier launch still has to say does not count. */
  #if(launch: LaunchRun, act: () => void): void {
    if (launch === this.#launch && this.#state.status !== 'stopping') act();
  }

  #become(state: ServerState): void {
    this.#state = state;
    this.#tell();
  }

  #tell(): void {
    this.#observer.changed(this.snapshot());
  }
}

let launches = 0;

function newLaunchId(): string {
  return `${++launches}`;
}
