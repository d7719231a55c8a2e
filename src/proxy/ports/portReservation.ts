import type { Server } from 'node:net';
import getPort, { portNumbers } from 'get-port';
import { close, take } from './tryBind';

/**
 * Where ports are chosen. Below the ranges from which systems take the local ports of outgoing connections
 * (32768 on Linux, 49152 on macOS and Windows): from one of those, a connection could take the port between
 * our release and the server's bind, and a probe of a port that is not open yet could even connect to itself.
 */
const FIRST = 20_000;
const LAST = 32_000;
const STRETCH = 200;
const TRIES = 20;

/** Ports that this process holds, or has released for a server that has not ended yet. */
const taken = new Set<number>();

/** Thrown when a port cannot be had. `code` is the errno of our own bind. */
export class PortUnavailable extends Error {
  override readonly name = 'PortUnavailable';
  constructor(
    readonly port: number,
    readonly code: string,
  ) {
    super(`Port ${port} cannot be bound: ${code}`);
  }
}

/** A port that nobody else gets: first held by a bound socket, then promised to one server. */
export class PortReservation {
  readonly port: number;
  #socket: Server | undefined;
  #ended = false;

  private constructor(port: number, socket: Server) {
    this.port = port;
    this.#socket = socket;
    taken.add(port);
  }

  /** @throws PortUnavailable */
  static async fixed(port: number): Promise<PortReservation> {
    if (taken.has(port)) throw new PortUnavailable(port, 'EADDRINUSE');
    // Promised before the first wait, or two servers with one port would both find it free.
    taken.add(port);
    try {
      return new PortReservation(port, await take(port));
    } catch (error) {
      taken.delete(port);
      throw new PortUnavailable(port, (error as NodeJS.ErrnoException).code ?? 'UNKNOWN');
    }
  }

  /** Any free port, not one of `exclude`. @throws PortUnavailable after 20 losses in a row. */
  static async any(exclude: Iterable<number> = []): Promise<PortReservation> {
    const excluded = new Set(exclude);
    let port = 0;
    for (let attempt = 0; attempt < TRIES; attempt++) {
      port = await findFreePort(excluded);
      excluded.add(port);
      try {
        return await PortReservation.fixed(port);
      } catch {
        // Taken between the look and the bind: another one.
      }
    }
    throw new PortUnavailable(port, 'EADDRINUSE');
  }

  /** Lets go of the socket, right before the server binds. The port stays promised. */
  async release(): Promise<void> {
    const socket = this.#socket;
    this.#socket = undefined;
    if (socket) await close(socket);
  }

  /** The port may be given to anyone again. Idempotent. */
  async end(): Promise<void> {
    if (this.#ended) return;
    this.#ended = true;
    await this.release();
    taken.delete(this.port);
  }
}

/** A port that is free now, not held for anybody. */
export async function findFreePort(exclude: Iterable<number> = []): Promise<number> {
  // Each window starts somewhere else, so that they seldom meet.
  const from = FIRST + Math.floor(Math.random() * (LAST - FIRST - STRETCH));
  return getPort({
    port: portNumbers(from, from + STRETCH),
    host: '127.0.0.1',
    exclude: [...exclude, ...taken],
  });
}
