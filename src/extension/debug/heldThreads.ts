import type { DebugAdapterTracker, DebugSession } from 'vscode';
import { StoppedThreads } from '../../shared/debug/stoppedThreads';

/** Whether any thread of any program of a server is stopped, at a breakpoint or otherwise. */
export class HeldThreads {
  readonly #threads = new Map<DebugSession, StoppedThreads>();
  readonly #onChange: (held: boolean) => void;
  #isHeld = false;

  /** @param onChange called upon changes only */
  constructor(onChange: (held: boolean) => void) {
    this.#onChange = onChange;
  }

  /** Listens to what a session and its debug adapter say to each other. */
  tracker(session: DebugSession): DebugAdapterTracker {
    const threads = new StoppedThreads();
    this.#threads.set(session, threads);
    const forget = () => this.forget(session);
    return {
      onWillReceiveMessage: (message) => {
        threads.sent(message);
        this.#tell();
      },
      onDidSendMessage: (message) => {
        threads.received(message);
        this.#tell();
      },
      onWillStopSession: forget,
      onExit: forget,
    };
  }

  /** The session is over. Idempotent. */
  forget(session: DebugSession): void {
    this.#threads.delete(session);
    this.#tell();
  }

  #tell(): void {
    const held = [...this.#threads.values()].some(({ isStopped }) => isStopped);
    if (held === this.#isHeld) return;
    this.#isHeld = held;
    this.#onChange(held);
  }
}
