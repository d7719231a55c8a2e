import { ServerClock } from '../clock/serverClock';

/** The end of a wait, which can be moved while it runs, and after it has passed. */
export class Deadline {
  readonly #clock: ServerClock;
  #limitMs: number;
  /** By the clock. */
  #startedAt: number;
  readonly #moved = new Set<() => void>();

  /** @param limitMs counted from now, or from the last `restart()`. */
  constructor(limitMs: number, clock = new ServerClock()) {
    this.#clock = clock;
    this.#limitMs = limitMs;
    this.#startedAt = clock.now();
  }

  /** The clock begins anew: what came before was no waiting for the server. */
  restart(): void {
    this.#startedAt = this.#clock.now();
    this.#tell();
  }

  /** `ms` more, from now if the time was over already. */
  extend(ms: number): void {
    const base = Math.max(this.#end, this.#clock.now());
    this.#limitMs = base + ms - this.#startedAt;
    this.#tell();
  }

  /** Epoch ms; later if the clock is held until then. */
  get at(): number {
    return this.#clock.epochOf(this.#end);
  }

  /** In ms; all extensions counted. */
  get limitMs(): number {
    return this.#limitMs;
  }

  get remainingMs(): number {
    return Math.max(this.#end - this.#clock.now(), 0);
  }

  get isOver(): boolean {
    return this.remainingMs === 0;
  }

  get #end(): number {
    return this.#startedAt + this.#limitMs;
  }

  /** Resolves when the time is over, however often it is moved until then, or upon the signal. */
  async over(signal: AbortSignal): Promise<void> {
    while (!this.isOver && !signal.aborted) await this.#pause(this.remainingMs, signal);
  }

  /** Resolves when there is time again, or upon the signal. */
  async extended(signal: AbortSignal): Promise<void> {
    while (this.isOver && !signal.aborted) await this.#pause(undefined, signal);
  }

  /** Until `ms` have passed, the deadline was moved, or the signal. */
  #pause(ms: number | undefined, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const settle = () => {
        endTimer?.();
        this.#moved.delete(settle);
        signal.removeEventListener('abort', settle);
        resolve();
      };
      const endTimer = ms === undefined ? undefined : this.#clock.after(ms, settle);
      this.#moved.add(settle);
      signal.addEventListener('abort', settle, { once: true });
    });
  }

  #tell(): void {
    for (const settle of [...this.#moved]) settle();
  }
}
