/** Streams stay open for hours, and whoever never ends must not pile up. */
const MAX_OPEN = 2_000;

export interface OpenExchange {
  /** Of the head of its request. */
  readonly seq: number;
  readonly time: number;
  readonly method: string;
  /** What comes next is all that comes. */
  readonly isLast?: boolean;
}

/** HTTP exchanges that may bring more. Those that were used last are kept. */
export class OpenExchanges {
  readonly #open = new Map<string, OpenExchange>();

  begin(http: string, exchange: OpenExchange): void {
    this.#open.set(http, exchange);
    if (this.#open.size <= MAX_OPEN) return;
    for (const oldest of this.#open.keys()) {
      this.#open.delete(oldest);
      break;
    }
  }

  of(http: string): OpenExchange | undefined {
    const exchange = this.#open.get(http);
    if (exchange && this.#open.size > MAX_OPEN / 2) {
      // The latest used stands last.
      this.#open.delete(http);
      this.#open.set(http, exchange);
    }
    return exchange;
  }

  /** Its answer is no stream: a message that comes is the last. */
  expectLast(http: string): void {
    const exchange = this.#open.get(http);
    if (exchange) this.#open.set(http, { ...exchange, isLast: true });
  }

  end(http: string): void {
    this.#open.delete(http);
  }

  clear(): void {
    this.#open.clear();
  }
}
