import { t } from '@vscode/l10n';
import type { ConnectAttempt, ListeningSocket } from '../diagnosis/facts';
import { httpProbe } from '../probe/httpProbe';
import { StepFailure } from './healthGate';

/** Looking is a matter of reading /proc on Linux, and of running a program elsewhere. */
const FIRST_LOOK_MS = process.platform === 'linux' ? 300 : 1_000;
const LAST_LOOK_MS = 3_000;
/** A server may open several sockets one after the other: what it has must stand still this long. */
const FAMILY_STABLE_MS = 750;
const PORT_STABLE_MS = 2_000;
/** What an MCP endpoint may answer to a GET that accepts an event stream. */
const MCP_STATUS = new Set([200, 400, 401, 405, 406]);

export interface SocketWatchOptions {
  readonly url: string;
  readonly signal: AbortSignal;
  /** What the processes of the launch listen on. */
  listening(): Promise<readonly ListeningSocket[]>;
}

/**
 * Sees a server that is up, but not where it is looked for, long before its time is over: on the right port of
 * another address family, or on another port that answers as an MCP server would.
 */
export class SocketWatch {
  readonly #options: SocketWatchOptions;
  #lookedAt = performance.now();
  #pause = FIRST_LOOK_MS;
  #seen = '';
  #seenSince = 0;

  constructor(options: SocketWatchOptions) {
    this.#options = options;
  }

  /** Looks, if it is time to. @returns why waiting on is in vain. */
  async look(attempts: readonly ConnectAttempt[]): Promise<StepFailure | undefined> {
    const now = performance.now();
    if (now - this.#lookedAt < this.#pause) return undefined;
    this.#lookedAt = now;
    this.#pause = Math.min(this.#pause * 1.5, LAST_LOOK_MS);
    const sockets = await this.#options.listening();
    const seen = sockets
      .map(({ address, port }) => `${address} ${port}`)
      .sort()
      .join();
    if (seen !== this.#seen) {
      this.#seen = seen;
      this.#seenSince = now;
    }
    return this.#judge(sockets, now - this.#seenSince, attempts);
  }

  async #judge(
    sockets: readonly ListeningSocket[],
    stableMs: number,
    attempts: readonly ConnectAttempt[],
  ): Promise<StepFailure | undefined> {
    const { port: expected, protocol } = new URL(this.#options.url);
    const port = Number(expected || (protocol === 'https:' ? 443 : 80));
    const facts = { attempts, listening: sockets };
    const unreachable = sockets.find((socket) => socket.port === port);
    if (unreachable && stableMs >= FAMILY_STABLE_MS) {
      return new StepFailure('tcp', t('listens on {0} only', unreachable.address), facts);
    }
    if (unreachable || stableMs < PORT_STABLE_MS) return undefined;
    for (const socket of sockets) {
      if (await this.#answers(socket)) {
        return new StepFailure('tcp', t('listens on port {0} instead', socket.port), facts);
      }
    }
    return undefined;
  }

  async #answers({ address, port }: ListeningSocket): Promise<boolean> {
    const url = new URL(this.#options.url);
    url.hostname = hostOf(address);
    url.port = String(port);
    const result = await httpProbe(
      url.href,
      {},
      { signal: this.#options.signal, timeoutMs: 1_000 },
    );
    return result.kind === 'answered' && MCP_STATUS.has(result.exchange.status);
  }
}

/** Where a socket bound to `address` can be reached from this machine. */
function hostOf(address: string): string {
  if (address === '0.0.0.0') return '127.0.0.1';
  if (address === '::') return '[::1]';
  return address.includes(':') ? `[${address}]` : address;
}
