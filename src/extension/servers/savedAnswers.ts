import type { Memento } from 'vscode';
import type { SavedAnswer } from '../../shared/model/answering';

const KEY = 'savedAnswers';

/** Answers that a person wants to give again, kept with the workspace. */
export class SavedAnswers {
  constructor(private readonly state: Memento) {}

  /** By name. */
  of(method: string): readonly SavedAnswer[] {
    return this.#all
      .filter((answer) => answer.method === method)
      .sort((a, b) => a.name.localeCompare(b.name));
  }

  /** Takes the place of one with the same name. */
  async save(answer: SavedAnswer): Promise<void> {
    await this.#store([...this.#without(answer), answer]);
  }

  async remove(answer: Pick<SavedAnswer, 'method' | 'name'>): Promise<void> {
    await this.#store(this.#without(answer));
  }

  get #all(): readonly SavedAnswer[] {
    return this.state.get<readonly SavedAnswer[]>(KEY, []);
  }

  #without({ method, name }: Pick<SavedAnswer, 'method' | 'name'>): readonly SavedAnswer[] {
    return this.#all.filter((one) => one.method !== method || one.name !== name);
  }

  async #store(answers: readonly SavedAnswer[]): Promise<void> {
    await this.state.update(KEY, answers);
  }
}
