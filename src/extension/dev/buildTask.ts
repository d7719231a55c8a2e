import { type Task, type Terminal, tasks, type WorkspaceFolder, window } from 'vscode';
import { DisposableStore } from '../util/disposableStore';
import type { BuildOutcome } from './restartLoop';
import { TaskRun } from './taskRun';

/** A task of the person's that builds a server, and the terminal in which it ran last. */
export class BuildTask {
  #terminal: Terminal | undefined;

  /**
   * @param folder tasks of this name in it come first
   * @param mayRun asked before anything is run
   */
  constructor(
    readonly name: string,
    private readonly folder: WorkspaceFolder | undefined,
    private readonly mayRun: () => Promise<boolean>,
  ) {}

  /** Runs it, and waits for its end. One that goes on in the background is started if need be, and not waited for. */
  async run(): Promise<BuildOutcome> {
    const task = await this.#find();
    if (task === undefined) return { kind: 'taskMissing', task: this.name };
    if (!(await this.mayRun())) return { kind: 'buildFailed', task: this.name };
    if (!task.isBackground) return this.#execute(task);
    if (!tasks.taskExecutions.some((execution) => execution.task.name === task.name)) {
      await tasks.executeTask(task);
    }
    return { kind: 'built' };
  }

  /** Brings the terminal of the last run to the front. False: there is none. */
  showTerminal(): boolean {
    if (this.#terminal === undefined || this.#terminal.exitStatus !== undefined) return false;
    this.#terminal.show();
    return true;
  }

  /** By its label, or with where it comes from: `npm: build`. */
  async #find(): Promise<Task | undefined> {
    const named = (await tasks.fetchTasks()).filter(
      ({ name, source, definition }) =>
        name === this.name || `${source}: ${name}` === this.name || definition.label === this.name,
    );
    return (
      named.find(({ scope }) => scope === this.folder || isFolder(scope, this.folder)) ?? named[0]
    );
  }

  async #execute(task: Task): Promise<BuildOutcome> {
    const store = new DisposableStore();
    try {
      const run = store.add(new TaskRun((processId) => void this.#remember(processId)));
      const exitCode = await run.execute(task);
      if (exitCode === 0) return { kind: 'built' };
      return {
        kind: 'buildFailed',
        task: this.name,
        ...(exitCode === undefined ? {} : { exitCode }),
      };
    } finally {
      store.dispose();
    }
  }

  async #remember(processId: number): Promise<void> {
    for (const terminal of window.terminals) {
      if ((await terminal.processId) === processId) this.#terminal = terminal;
    }
  }
}

function isFolder(scope: Task['scope'], folder: WorkspaceFolder | undefined): boolean {
  return (
    typeof scope === 'object' &&
    folder !== undefined &&
    scope.uri.toString() === folder.uri.toString()
  );
}
