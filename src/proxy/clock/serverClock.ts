/** The longest delay that a timer takes. */
const MAX_DELAY_MS = 2 ** 31 - 1;

export interface ClockTimerOptions {
  /** Does not keep the process alive. */
  readonly unref?: boolean;
  /** The clock goes on after it stood still. @param at when the time will be over now, epoch ms */
  readonly onMoved?: (at: number) => void;
}

/**
 * The time that a server is given. It stands still while a debugger holds the server: nothing that is waited
 * for runs out meanwhile, and afterwards each wait has as much time left as it had before.
 */
export class ServerClock {
  readonly #timers = new Set<ClockTimer>();
  #lostMs = 0;
  #heldAt: number | undefined;

  get isHeld(): boolean {
    return this.#heldAt !== undefined;
  }

  /** Ms; only differences mean anything. */
  now(): number {
    return (this.#heldAt ?? Date.now()) - this.#lostMs;
  }

  /** What epoch ms a time of `now()` is, if the clock is not held (again) until then. */
  epochOf(time: number): number {
    return Date.now() + (time - this.now());
  }

  /** Idempotent. */
  hold(): void {
    if (this.#heldAt !== undefined) return;
    this.#heldAt = Date.now();
    for (const timer of this.#timers) timer.hold();
  }

  /** Idempotent. */
  release(): void {
    if (this.#heldAt === undefined) return;
    this.#lostMs += Date.now() - this.#heldAt;
    this.#heldAt = undefined;
    for (const timer of this.#timers) timer.release();
  }

  /** Calls `act` once, after `ms` of this clock. @returns what takes that back; idempotent */
  after(ms: number, act: () => void, options: ClockTimerOptions = {}): () => void {
    const timer = new ClockTimer(
      this,
      ms,
      () => {
        this.#timers.delete(timer);
        act();
      },
      options,
    );
    this.#timers.add(timer);
    if (!this.isHeld) timer.release();
    return () => {
      this.#timers.delete(timer);
      timer.hold();
    };
  }
}

/** A timer that can be halted. */
class ClockTimer {
  readonly #clock: ServerClock;
  readonly #act: () => void;
  readonly #options: ClockTimerOptions;
  readonly #over: number;
  #timer: NodeJS.Timeout | undefined;
  #wasHeld = false;

  constructor(clock: ServerClock, ms: number, act: () => void, options: ClockTimerOptions) {
    this.#clock = clock;
    this.#act = act;
    this.#options = options;
    this.#over = clock.now() + ms;
  }

  hold(): void {
    clearTimeout(this.#timer);
    this.#wasHeld = true;
  }

  release(): void {
    const left = Math.max(this.#over - this.#clock.now(), 0);
    this.#timer = setTimeout(this.#act, Math.min(left, MAX_DELAY_MS));
    if (this.#options.unref) this.#timer.unref();
    if (this.#wasHeld) this.#options.onMoved?.(this.#clock.epochOf(this.#over));
  }
}
