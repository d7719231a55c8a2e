import { commands, type Disposable, EventEmitter, type Memento } from 'vscode';
import { CONTEXT_KEYS } from '../ids';

const GROUPED = 'tree.grouped';
const SHOWS_HIDDEN = 'tree.showsHidden';

/** How a person wants to see the tree; remembered, and told to the menus. */
export class TreeOptions implements Disposable {
  readonly #changed = new EventEmitter<void>();
  readonly onDidChange = this.#changed.event;

  /** @param person what holds in every workspace @param workspace what holds in this one */
  constructor(
    private readonly person: Memento,
    private readonly workspace: Memento,
  ) {
    this.#tell();
  }

  /** Servers stand below their sources. */
  get isGrouped(): boolean {
    return this.person.get(GROUPED, false);
  }

  get showsHidden(): boolean {
    return this.workspace.get(SHOWS_HIDDEN, false);
  }

  async group(isGrouped: boolean): Promise<void> {
    await this.person.update(GROUPED, isGrouped);
    this.#tell();
  }

  async showHidden(isShown: boolean): Promise<void> {
    await this.workspace.update(SHOWS_HIDDEN, isShown);
    this.#tell();
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #tell(): void {
    void commands.executeCommand('setContext', CONTEXT_KEYS.isGrouped, this.isGrouped);
    void commands.executeCommand('setContext', CONTEXT_KEYS.showsHidden, this.showsHidden);
    this.#changed.fire();
  }
}
