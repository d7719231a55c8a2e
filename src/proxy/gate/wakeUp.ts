/** A pause that something worth looking at cuts short: a server that prints a line may be ready now. */
export class WakeUp {
  #ring: (() => void) | undefined;
  #rang = false;

  /** Ends the pause that runs, or else the next one. */
  wake(): void {
    this.#rang = true;
    this.#ring?.();
  }

  /** Until `ms` have passed or someone wakes us, but not less than `leastMs`; at once upon the signal. */
  async pause(ms: number, leastMs: number, signal: AbortSignal): Promise<void> {
    await this.#sleep(Math.min(leastMs, ms), signal);
    if (!this.#rang) {
      await new Promise<void>((resolve) => {
        this.#ring = resolve;
        void this.#sleep(ms - leastMs, signal).then(resolve);
      });
      this.#ring = undefined;
    }
    this.#rang = false;
  }

  #sleep(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal.aborted || ms <= 0) return resolve();
      const settle = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', settle);
        resolve();
      };
      const timer = setTimeout(settle, ms);
      signal.addEventListener('abort', settle, { once: true });
    });
  }
}
