import { createServer, type Server } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** Binds and holds; whoever connects meanwhile is hung up on. @throws the errno of the bind. */
export function bind(port: number, host: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', reject);
    // Exclusive has no meaning outside of a cluster, but says what is meant.
    server.listen({ port, host, exclusive: true }, () => {
      server.off('error', reject);
      resolve(server);
    });
  });
}

export function close(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}

/** This machine has no such address: IPv6 is switched off. */
const ABSENT = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL']);
/** Binding to the wildcard finds programs on any interface, which macOS would let us bind beside. */
const OTHERS = ['0.0.0.0', '::', '::1'];

/**
 * Takes `port` on 127.0.0.1 if it is free on the wildcard addresses and on ::1 as well, so that a server may
 * bind any of them.
 * @throws the errno of the bind that failed.
 */
export async function take(port: number): Promise<Server> {
  for (const host of OTHERS) {
    try {
      await close(await bind(port, host));
    } catch (error) {
      if (!ABSENT.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
    }
  }
  return bind(port, '127.0.0.1');
}

/** A dying server's sockets are closed with it, but not in the same instant. */
const FREE_WITHIN_MS = 500;

/** Waits until `port` can be bound again. @returns whether it can. */
export async function untilPortFree(port: number): Promise<boolean> {
  const end = performance.now() + FREE_WITHIN_MS;
  do {
    try {
      await close(await take(port));
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') return true;
      await delay(10);
    }
  } while (performance.now() < end);
  return false;
}
