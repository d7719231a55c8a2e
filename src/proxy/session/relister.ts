const FIRST_WAIT_MS = 20;
const LONGEST_WAIT_MS = 5000;
/** After this time without a change the waits begin small again. */
const CALM_MS = 10_000;

/**
 * Runs a listing when it is asked for, and soon after each change; never two at once. The waits grow while
 * changes keep coming: a server that announces a change whenever it is listed must not keep us busy.
 */
export class Relister {
  readonly #list: () => Promise<void>;
  #running: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #waitMs = FIRST_WAIT_MS;
  #lastChange = 0;
  #stopped = false;

  /** @param list never rejects. */
  constructor(list: () => Promise<void>) {
    this.#list = list;
  }

  /** Resolves after a listing that began now or later. */
  async run(): Promise<void> {
    await this.#running;
    // Whoever else waited may have begun one already, later than this was asked for.
    this.#running ??= this.#list().finally(() => {
      this.#running = undefined;
    });
    await this.#running;
  }

  changed(): void {
    if (this.#stopped) return;
    const now = Date.now();
    this.#waitMs =
      now - this.#lastChange > CALM_MS
        ? FIRST_WAIT_MS
        : Math.min(this.#waitMs * 2, LONGEST_WAIT_MS);
    this.#lastChange = now;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.run();
    }, this.#waitMs);
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
