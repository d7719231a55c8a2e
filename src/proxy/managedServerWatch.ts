import { setTimeout as delay } from 'node:timers/promises';
import type { Disposable } from 'vscode-jsonrpc';
import type { Diagnosis } from '../shared/model/diagnosis';
import type { ServerClock } from './clock/serverClock';
import { diagnoseRun } from './diagnosis/diagnoseRun';
import type { RunFacts } from './diagnosis/facts';
import { LivenessWatch } from './gate/livenessWatch';
import type { LaunchRun } from './launch';
import { missingFiles } from './probe/missingFiles';
import type { InspectorSession, SessionEnd } from './session/inspectorSession';

/** A broken pipe is noticed before the exit that broke it. */
const EXIT_NEWS_MS = 250;

type RunEvent = Pick<RunFacts, 'event' | 'exit' | 'error' | 'oldestCall' | 'gaveUpAfter'>;

/** A server that was ready, and is not any more. */
export interface RunFailure {
  readonly event: RunFacts['event'];
  /** How long it had been ready, in ms. */
  readonly upMs: number;
  /** @param gaveUpAfter crashes after which it is not restarted by itself any more */
  diagnose(gaveUpAfter?: number): Diagnosis;
}

export interface WatchOptions {
  readonly launch: LaunchRun;
  readonly session: InspectorSession;
  readonly livenessMs: number;
  readonly clock: ServerClock;
  /** It is not ready any more. Called once at most. */
  onFailed(failure: RunFailure): void;
  /** Something is wrong, but may pass; undefined: it has passed. */
  onDegraded(diagnosis: Diagnosis | undefined): void;
}

/** Watches over a server that is ready: its process, its connection, and whether it still answers. */
export class ManagedServerWatch {
  readonly #options: WatchOptions;
  readonly #readyAt = Date.now();
  readonly #subscription: Disposable;
  #liveness: LivenessWatch | undefined;
  #over = false;

  constructor(options: WatchOptions) {
    this.#options = options;
    const { launch, session } = options;
    this.#subscription = session.onDidEnd((end) => void this.#onSessionEnd(end));
    void launch.process?.stopped.then(({ code, signal, intended }) => {
      if (!intended) this.#fail({ event: 'exited', exit: { code, signal } });
    });
    this.#watchLiveness();
  }

  /** Nothing is told any more. Idempotent. */
  dispose(): void {
    this.#over = true;
    this.#subscription.dispose();
    this.#liveness?.dispose();
  }

  async #onSessionEnd(end: SessionEnd): Promise<void> {
    if (end.kind === 'closed') return;
    const timer = delay(EXIT_NEWS_MS, undefined, { ref: false });
    const stopped = this.#options.launch.process?.stopped;
    await Promise.race(stopped ? [stopped, timer] : [timer]);
    const event = end.kind === 'sessionLost' ? 'sessionLost' : 'connectionLost';
    this.#fail({ event, error: end.message });
  }

  /** Only servers of ours: what somebody else runs is not to be knocked at unasked. */
  #watchLiveness(): void {
    const { launch, session, livenessMs, clock, onDegraded } = this.#options;
    const { definition, url } = launch;
    if (definition.kind !== 'launchedHttp' || url === undefined) return;
    this.#liveness = new LivenessWatch({
      url,
      headers: definition.headers,
      everyMs: livenessMs,
      isHeld: () => clock.isHeld,
      oldestCallMs: () => oldestCall(session)?.ageMs,
      onChange: (problem) => {
        const oldest = problem?.event === 'unresponsive' ? oldestCall(session) : undefined;
        const more = oldest ? { oldestCall: oldest } : {};
        onDegraded(problem && this.#diagnose({ ...problem, ...more }));
      },
    });
  }

  #fail(what: RunEvent): void {
    if (this.#over) return;
    this.dispose();
    this.#options.onFailed({
      event: what.event,
      upMs: Date.now() - this.#readyAt,
      diagnose: (gaveUpAfter) =>
        this.#diagnose(gaveUpAfter === undefined ? what : { ...what, gaveUpAfter }),
    });
  }

  #diagnose(what: RunEvent): Diagnosis {
    const { launch } = this.#options;
    const stderr = launch.process?.output.texts('stderr') ?? [];
    return diagnoseRun({
      definition: launch.definition,
      platform: process.platform,
      upMs: Date.now() - this.#readyAt,
      ...(launch.url === undefined ? {} : { url: launch.url }),
      stderr,
      missingFiles: missingFiles(stderr, launch.definition),
      stdout: launch.process?.output.texts('stdout') ?? [],
      ...what,
    });
  }
}

/** The call that has been without an answer for longest. */
function oldestCall(session: InspectorSession): RunFacts['oldestCall'] {
  const call = session.calls().find(({ status }) => status === 'running');
  return call && { method: call.method, ageMs: Date.now() - call.startedAt };
}
