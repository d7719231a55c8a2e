import type { TrafficRecorder } from '../traffic/trafficRecorder';

/** An HTTP server that the relay may reach. */
export interface RelayTarget {
  readonly url: string;
  /** Added to every request, over what the client sent. */
  readonly headers: Readonly<Record<string, string>>;
  readonly recorder: TrafficRecorder;
}

export interface ListenerOptions {
  /** Used if free; otherwise another. 0: any. */
  readonly preferredPort: number;
  /** A server that is ready, by the name of its entry or by its id; undefined: unknown, or not ready. */
  lookup(name: string): RelayTarget | undefined;
  log(level: 'info' | 'warn' | 'error', message: string): void;
  /** Names the program that holds a port, for `preferredPortOwner`. */
  ownerOf?(port: number): Promise<string | undefined>;
}

export interface Listener {
  /** On 127.0.0.1. */
  readonly port: number;
  /** Needed for everything but `GET /health`: `Authorization: Bearer …`, or `?token=…`. */
  readonly token: string;
  /** Set when the preferred port was taken: by whom. */
  readonly preferredPortOwner?: string;
  /** Ends what passes through it, and frees the port. Idempotent. */
  close(): Promise<void>;
}

/** Binds the proxy's own port on 127.0.0.1. */
export async function startListener(options: ListenerOptions): Promise<Listener> {
  throw new Error(`not bound: ${options.preferredPort}`);
}
