/** What becomes of the stream on which a server of the legacy era says what nobody has asked for. */
export type StreamNews =
  | { readonly kind: 'broken'; readonly message: string }
  | { readonly kind: 'restored' }
  /** It is not opened again by itself any more. */
  | { readonly kind: 'givenUp' };

/** Tells when that stream breaks, and when it is back; of HTTP requests, it is the GETs. */
export class StreamWatch {
  readonly #onNews: (news: StreamNews) => void;
  readonly #gets = new Set<string>();
  #isBroken = false;
  #isGivenUp = false;

  constructor(onNews: (news: StreamNews) => void) {
    this.#onNews = onNews;
  }

  get isGivenUp(): boolean {
    return this.#isGivenUp;
  }

  /** @param id of the HTTP request, here and below */
  requested(id: string, method: string): void {
    if (method === 'GET') this.#gets.add(id);
  }

  answered(id: string, status: number): void {
    if (!this.#gets.has(id)) return;
    if (status !== 200) this.#gets.delete(id);
    else if (this.#isBroken) {
      this.#isBroken = false;
      this.#isGivenUp = false;
      this.#onNews({ kind: 'restored' });
    }
  }

  /** @param error undefined: the server closed it in order, as many do with an idle one. */
  ended(id: string, error: unknown): void {
    if (!this.#gets.delete(id) || error === undefined || this.#isBroken) return;
    this.#isBroken = true;
    const message = error instanceof Error ? error.message : String(error);
    this.#onNews({ kind: 'broken', message });
  }

  givenUp(): void {
    if (!this.#isBroken || this.#isGivenUp) return;
    this.#isGivenUp = true;
    this.#onNews({ kind: 'givenUp' });
  }
}
