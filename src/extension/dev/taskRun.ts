import { type Disposable, type Task, type TaskExecution, tasks } from 'vscode';
import { DisposableStore } from '../util/disposableStore';

/** One run of a task, from its start to its exit code. */
export class TaskRun implements Disposable {
  readonly #store = new DisposableStore();
  readonly #ended = Promise.withResolvers<void>();
  readonly #started = new Set<TaskExecution>();
  readonly #codes = new Map<TaskExecution, number | undefined>();
  readonly #over = new Set<TaskExecution>();
  #execution: TaskExecution | undefined;

  /** @param onProcess told of the process of the task, and of those of the tasks that it depends on */
  constructor(onProcess: (processId: number) => void) {
    this.#store.add(
      tasks.onDidStartTaskProcess(({ execution, processId }) => {
        this.#started.add(execution);
        onProcess(processId);
      }),
    );
    this.#store.add(
      tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
        this.#codes.set(execution, exitCode);
        this.#look();
      }),
    );
    this.#store.add(
      tasks.onDidEndTask(({ execution }) => {
        this.#over.add(execution);
        this.#look();
      }),
    );
  }

  /** Undefined: it was stopped. One that has no process of its own ends as those that it depends on. */
  async execute(task: Task): Promise<number | undefined> {
    this.#execution = await tasks.executeTask(task);
    // A short one may be over before VS Code has said that it began.
    this.#look();
    await this.#ended.promise;
    if (this.#codes.has(this.#execution)) return this.#codes.get(this.#execution);
    const codes = [...this.#codes.values()];
    return codes.find((code) => code !== 0) ?? (codes.includes(undefined) ? undefined : 0);
  }

  dispose(): void {
    this.#store.dispose();
  }

  #look(): void {
    const own = this.#execution;
    if (own === undefined) return;
    const hasNoProcess = this.#over.has(own) && !this.#started.has(own);
    if (this.#codes.has(own) || hasNoProcess) this.#ended.resolve();
  }
}
