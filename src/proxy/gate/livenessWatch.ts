import { httpProbe } from '../probe/httpProbe';
import { tcpProbe } from '../probe/tcpProbe';

/** A server that restarts itself is away for a moment: one miss says nothing. */
const MISSES = 2;
/** A call may take its time; after this long it is worth asking whether anything is answered at all. */
const SLOW_CALL_MS = 10_000;
const ANSWER_MS = 5_000;

export type LivenessProblem =
  | { readonly event: 'connectionLost'; readonly error: string }
  | { readonly event: 'unresponsive' };

export interface LivenessOptions {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly everyMs: number;
  /** Age of the oldest call that has no answer yet, in ms. */
  oldestCallMs(): number | undefined;
  /** A debugger holds the server: that it does not answer says nothing. */
  isHeld(): boolean;
  /** Undefined: all is well again. Called upon changes only. */
  onChange(problem: LivenessProblem | undefined): void;
}

/**
 * A light look at an HTTP server that was ready: one connection now and then, which most servers do not even
 * log; one GET when a call has been without an answer for long.
 */
export class LivenessWatch {
  readonly #options: LivenessOptions;
  readonly #ended = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #misses = 0;
  #told: LivenessProblem['event'] | undefined;

  constructor(options: LivenessOptions) {
    this.#options = options;
    this.#schedule();
  }

  /** Idempotent. */
  dispose(): void {
    this.#ended.abort();
    clearTimeout(this.#timer);
  }

  #schedule(): void {
    this.#timer = setTimeout(() => void this.#look(), this.#options.everyMs);
    this.#timer.unref();
  }

  async #look(): Promise<void> {
    const problem = await this.#probe();
    if (this.#ended.signal.aborted) return;
    if (this.#options.isHeld()) return this.#schedule();
    this.#misses = problem ? this.#misses + 1 : 0;
    if (!problem || this.#misses >= MISSES) this.#tell(problem);
    this.#schedule();
  }

  async #probe(): Promise<LivenessProblem | undefined> {
    const { url, headers, isHeld } = this.#options;
    if (isHeld()) return undefined;
    const { hostname, port, protocol } = new URL(url);
    const { signal } = this.#ended;
    const number = Number(port || (protocol === 'https:' ? 443 : 80));
    const { connected, attempts } = await tcpProbe(hostname, number, { signal });
    if (!connected) {
      return { event: 'connectionLost', error: attempts[0]?.error ?? 'unreachable' };
    }
    if ((this.#options.oldestCallMs() ?? 0) < SLOW_CALL_MS) return undefined;
    const answer = await httpProbe(url, headers, { signal, timeoutMs: ANSWER_MS });
    return answer.kind === 'silent' ? { event: 'unresponsive' } : undefined;
  }

  #tell(problem: LivenessProblem | undefined): void {
    if (problem?.event === this.#told) return;
    this.#told = problem?.event;
    this.#options.onChange(problem);
  }
}
