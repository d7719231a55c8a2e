export interface CallLimits {
  /** How long an answer may take, in ms; absent or 0: as long as it likes. */
  readonly timeout?: number | undefined;
  /** Each notification of progress begins the time anew. */
  readonly resetTimeoutOnProgress?: boolean | undefined;
  /** In ms; ends it whatever progress there is. Absent or 0: no such limit. */
  readonly maxTotalTimeout?: number | undefined;
}

/** The longest delay that a timer takes. */
const MAX_DELAY_MS = 2 ** 31 - 1;

/** The time that the answer to one request may take. */
export class CallTimer {
  readonly #limits: CallLimits;
  readonly #onExpire: (message: string) => void;
  #timer: NodeJS.Timeout | undefined;
  #total: NodeJS.Timeout | undefined;

  /** Begins at once. @param onExpire called once at most, with what to say of it */
  constructor(limits: CallLimits, onExpire: (message: string) => void) {
    this.#limits = limits;
    this.#onExpire = onExpire;
    this.#begin();
    const { maxTotalTimeout: total } = limits;
    if (total) {
      const expire = () => this.#expire(`No answer within ${total} ms in all`);
      this.#total = setTimeout(expire, Math.min(total, MAX_DELAY_MS));
    }
  }

  progressed(): void {
    if (!this.#timer || !this.#limits.resetTimeoutOnProgress) return;
    clearTimeout(this.#timer);
    this.#begin();
  }

  stop(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#total);
    this.#timer = undefined;
  }

  #begin(): void {
    const { timeout, resetTimeoutOnProgress } = this.#limits;
    if (!timeout) return;
    const what = resetTimeoutOnProgress ? 'answer or progress' : 'answer';
    const expire = () => this.#expire(`No ${what} within ${timeout} ms`);
    this.#timer = setTimeout(expire, Math.min(timeout, MAX_DELAY_MS));
  }

  #expire(message: string): void {
    this.stop();
    this.#onExpire(message);
  }
}
