import type { Disposable } from 'vscode';
import type { ServerId } from '../../shared/model/server';
import type { ProcessNode } from './treeNode';

const LOOK_EVERY_MS = 2_000;

/** Looks at processes again and again while somebody sees what is known of them. */
export class ProcessWatch implements Disposable {
  readonly #expanded = new Map<ServerId, ProcessNode>();
  #isVisible = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly look: (processes: readonly ProcessNode[]) => void) {}

  expand(process: ProcessNode): void {
    this.#expanded.set(process.serverId, process);
    this.#update();
  }

  collapse({ serverId }: ProcessNode): void {
    this.#expanded.delete(serverId);
    this.#update();
  }

  setVisible(isVisible: boolean): void {
    this.#isVisible = isVisible;
    this.#update();
  }

  dispose(): void {
    clearInterval(this.#timer);
    this.#expanded.clear();
  }

  #update(): void {
    const isWatched = this.#isVisible && this.#expanded.size > 0;
    if (isWatched === (this.#timer !== undefined)) return;
    clearInterval(this.#timer);
    this.#timer = isWatched
      ? setInterval(() => this.look([...this.#expanded.values()]), LOOK_EVERY_MS)
      : undefined;
  }
}
