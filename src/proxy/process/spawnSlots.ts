import { availableParallelism } from 'node:os';

/** A server that sleeps while it boots takes no processor: after this long the next one may start beside it. */
const HOLD_MS = 1_000;

/**
 * How many servers boot at the same time. A few start at once; of two hundred, each gets its processor when it
 * is its turn, and its time to get ready is counted from there.
 */
export class SpawnSlots {
  readonly #waiting: (() => void)[] = [];
  #free: number;
  #turn: Promise<void> = Promise.resolve();

  constructor(slots = Math.max(16, 8 * availableParallelism())) {
    this.#free = slots;
  }

  /** @returns what gives the slot back; it comes back by itself after 1 s. Undefined upon the signal. */
  async take(signal: AbortSignal): Promise<(() => void) | undefined> {
    if (signal.aborted) return undefined;
    if (this.#free > 0) this.#free--;
    else if (!(await this.#wait(signal))) return undefined;
    await this.#nextTurn();
    if (signal.aborted) {
      this.#giveBack();
      return undefined;
    }
    let held = true;
    const giveBack = () => {
      clearTimeout(timer);
      if (held) this.#giveBack();
      held = false;
    };
    const timer = setTimeout(giveBack, HOLD_MS);
    timer.unref();
    return giveBack;
  }

  /** A spawn blocks this process for as long as the fork takes: in between, it attends to everything else. */
  #nextTurn(): Promise<void> {
    this.#turn = this.#turn.then(() => new Promise((resolve) => setImmediate(resolve)));
    return this.#turn;
  }

  #giveBack(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#free++;
  }

  /** @returns whether a slot was got, rather than the signal. */
  #wait(signal: AbortSignal): Promise<boolean> {
    return new Promise((resolve) => {
      const get = () => {
        signal.removeEventListener('abort', leave);
        resolve(true);
      };
      const leave = () => {
        this.#waiting.splice(this.#waiting.indexOf(get), 1);
        resolve(false);
      };
      this.#waiting.push(get);
      signal.addEventListener('abort', leave, { once: true });
    });
  }
}
