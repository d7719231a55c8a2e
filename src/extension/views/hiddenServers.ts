import { type Disposable, EventEmitter, type Memento } from 'vscode';
import type { ServerId } from '../../shared/model/server';

const HIDDEN = 'tree.hidden';

/** Servers that a person does not want to see in this workspace. A server that is gone stays hidden if it comes back. */
export class HiddenServers implements Disposable {
  readonly #changed = new EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  #ids: ReadonlySet<ServerId>;

  constructor(private readonly workspace: Memento) {
    this.#ids = new Set(workspace.get<readonly ServerId[]>(HIDDEN, []));
  }

  isHidden(id: ServerId): boolean {
    return this.#ids.has(id);
  }

  async hide(ids: readonly ServerId[]): Promise<void> {
    await this.#store(new Set([...this.#ids, ...ids]));
  }

  async unhide(ids: readonly ServerId[]): Promise<void> {
    const shown = new Set(ids);
    await this.#store(new Set([...this.#ids].filter((id) => !shown.has(id))));
  }

  dispose(): void {
    this.#changed.dispose();
  }

  async #store(ids: ReadonlySet<ServerId>): Promise<void> {
    this.#ids = ids;
    this.#changed.fire();
    await this.workspace.update(HIDDEN, [...ids]);
  }
}
