/** Beyond it, names have no number of their own: a server could make up any number of methods. */
const MAX_NAMES = 4_096;

export const NO_NAME = 0;
/** One of those that have no number. */
export const OTHER_NAME = 0xffff;

/** Numbers for names, so that an entry needs two bytes for one. */
export class NameTable {
  readonly #numbers = new Map<string, number>();

  /** Gives a number to a name that has none yet. */
  add(name: string | undefined): number {
    if (name === undefined) return NO_NAME;
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    if (this.#numbers.size >= MAX_NAMES) return OTHER_NAME;
    const number = this.#numbers.size + 1;
    this.#numbers.set(name, number);
    return number;
  }

  /** `OTHER_NAME` for a name that may be among those without a number. */
  numberOf(name: string): number | undefined {
    const number = this.#numbers.get(name);
    return number === undefined && this.#numbers.size >= MAX_NAMES ? OTHER_NAME : number;
  }

  /** In the order in which they were first seen. */
  get all(): readonly string[] {
    return [...this.#numbers.keys()];
  }
}

/** The names in a log. */
export class LogNames {
  readonly methods = new NameTable();
  readonly sessions = new NameTable();
  readonly servers = new NameTable();
}
