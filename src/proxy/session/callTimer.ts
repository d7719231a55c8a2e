import { t } from '@vscode/l10n';
import { ServerClock } from '../clock/serverClock';

export interface CallLimits {
  /** How long an answer may take, in ms; absent or 0: as long as it likes. */
  readonly timeout?: number | undefined;
  /** Each notification of progress begins the time anew. */
  readonly resetTimeoutOnProgress?: boolean | undefined;
  /** In ms; ends it whatever progress there is. Absent or 0: no such limit. */
  readonly maxTotalTimeout?: number | undefined;
}

/** The time that the answer to one request may take. */
export class CallTimer {
  readonly #limits: CallLimits;
  readonly #onExpire: (message: string) => void;
  readonly #clock: ServerClock;
  #endTimer: (() => void) | undefined;
  #endTotal: (() => void) | undefined;

  /** Begins at once. @param onExpire called once at most, with what to say of it */
  constructor(limits: CallLimits, onExpire: (message: string) => void, clock = new ServerClock()) {
    this.#limits = limits;
    this.#onExpire = onExpire;
    this.#clock = clock;
    this.#begin();
    const { maxTotalTimeout: total } = limits;
    if (total) {
      const expire = () => this.#expire(t('No answer within {0} ms in all', total));
      this.#endTotal = clock.after(total, expire);
    }
  }

  progressed(): void {
    if (!this.#endTimer || !this.#limits.resetTimeoutOnProgress) return;
    this.#endTimer();
    this.#begin();
  }

  stop(): void {
    this.#endTimer?.();
    this.#endTotal?.();
    this.#endTimer = undefined;
  }

  #begin(): void {
    const { timeout, resetTimeoutOnProgress } = this.#limits;
    if (!timeout) return;
    const expire = () =>
      this.#expire(
        resetTimeoutOnProgress
          ? t('No answer or progress within {0} ms', timeout)
          : t('No answer within {0} ms', timeout),
      );
    this.#endTimer = this.#clock.after(timeout, expire);
  }

  #expire(message: string): void {
    this.stop();
    this.#onExpire(message);
  }
}
