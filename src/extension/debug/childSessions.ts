import { type DebugConfiguration, type DebugSession, debug } from 'vscode';

/** A debugger that does not answer must not keep a server from being stopped. */
const LEAVE_MS = 1_000;

/** The debug sessions below that of a server: of its programs, or of a launch configuration of the person's. */
export class ChildSessions {
  readonly #running = new Set<DebugSession>();

  constructor(private readonly parent: DebugSession) {}

  /** False: no debugger came. */
  async start(configuration: DebugConfiguration): Promise<boolean> {
    return debug.startDebugging(this.parent.workspaceFolder, configuration, {
      parentSession: this.parent,
      lifecycleManagedByParent: true,
      compact: true,
      suppressSaveBeforeStart: true,
    });
  }

  started(session: DebugSession): void {
    if (session.parentSession === this.parent) this.#running.add(session);
  }

  /** @returns whether it is one of these, and nobody has told it to leave */
  ended(session: DebugSession): boolean {
    return this.#running.delete(session);
  }

  /** Has the debuggers leave, so that a server that is held can end in good order. */
  async leave(terminateDebuggee: boolean): Promise<void> {
    const children = [...this.#running];
    this.#running.clear();
    const leaving = children.map((child) =>
      child.customRequest('disconnect', { terminateDebuggee }),
    );
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise((resolve) => {
      timer = setTimeout(resolve, LEAVE_MS);
    });
    await Promise.race([Promise.allSettled(leaving), late]);
    clearTimeout(timer);
  }
}
