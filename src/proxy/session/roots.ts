import type { Root } from '@modelcontextprotocol/client';

/** What `roots/list` answers. May change while the session is open. */
export class Roots {
  #roots: readonly Root[];

  constructor(roots: readonly Root[]) {
    this.#roots = roots;
  }

  get all(): readonly Root[] {
    return this.#roots;
  }

  set(roots: readonly Root[]): void {
    this.#roots = roots;
  }

  /** The result of `roots/list`. */
  get result(): { roots: readonly Root[] } {
    return { roots: this.#roots };
  }
}
