import { lookup } from 'node:dns/promises';
import { connect, isIP, type Socket } from 'node:net';
import type { ConnectAttempt } from '../diagnosis/facts';
import { onAbort } from './onAbort';
import type { ProbeOptions, TcpProbeResult } from './probeResult';

const CONNECT_TIMEOUT_MS = 5_000;
/** How long the other addresses may still answer once one has connected: only for the record. */
const GRACE_MS = 50;

interface Address {
  readonly address: string;
  readonly family: 4 | 6;
}

/**
 * Connects once to every address of `host` at the same time and hangs up. `localhost` is tried as
 * 127.0.0.1 and as ::1, whatever the resolver says. Never rejects.
 * An address that does not answer within `timeoutMs` (5 s) counts as ETIMEDOUT.
 */
export async function tcpProbe(
  host: string,
  port: number,
  options: ProbeOptions = {},
): Promise<TcpProbeResult> {
  const bare = host.replace(/^\[|\]$/g, '');
  const found = await orAborted(resolveHost(bare), options.signal);
  if (found === 'aborted') return { step: 'tcp', attempts: [], aborted: true };
  if (!Array.isArray(found)) {
    return {
      step: 'tcp',
      attempts: [],
      dnsError: { code: found.code, host: bare },
      aborted: false,
    };
  }
  const attempts = await connectAll(found, port, options);
  const connected = attempts.find((attempt) => attempt.error === undefined);
  return {
    step: 'tcp',
    attempts,
    ...(connected ? { connected } : {}),
    aborted: !connected && options.signal?.aborted === true,
  };
}

async function resolveHost(host: string): Promise<Address[] | { code: string }> {
  const family = isIP(host);
  if (family !== 0) return [{ address: host, family: family as 4 | 6 }];
  if (isLocalhost(host)) {
    return [
      { address: '127.0.0.1', family: 4 },
      { address: '::1', family: 6 },
    ];
  }
  try {
    const found = await lookup(host, { all: true, order: 'verbatim' });
    return found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }));
  } catch (error) {
    return { code: (error as NodeJS.ErrnoException).code ?? 'ENOTFOUND' };
  }
}

/** RFC 6761: `localhost` and every name under it mean this machine. */
export function isLocalhost(host: string): boolean {
  return /^(?:.+\.)?localhost\.?$/i.test(host);
}

/** A lookup cannot be cancelled, but need not be waited for. */
function orAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T | 'aborted'> {
  return new Promise((resolve, reject) => {
    const forget = onAbort(signal, () => resolve('aborted'));
    work.then(resolve, reject).finally(forget);
  });
}

/** Settles when all have answered, or shortly after the first connection. */
async function connectAll(
  addresses: readonly Address[],
  port: number,
  options: ProbeOptions,
): Promise<ConnectAttempt[]> {
  const rest = new AbortController();
  const forget = onAbort(options.signal, () => rest.abort());
  const timeoutMs = options.timeoutMs ?? CONNECT_TIMEOUT_MS;
  let grace: NodeJS.Timeout | undefined;
  const attempts = await Promise.all(
    addresses.map(async (address) => {
      const attempt = await connectOnce(address, port, timeoutMs, rest.signal);
      if (attempt.error === undefined) grace ??= setTimeout(() => rest.abort(), GRACE_MS);
      return attempt;
    }),
  );
  clearTimeout(grace);
  forget();
  // What we cut off ourselves tells nothing about the address.
  return attempts.filter((attempt) => attempt.error !== 'ABORTED');
}

function connectOnce(
  { address, family }: Address,
  port: number,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<ConnectAttempt> {
  return new Promise((resolve) => {
    const begun = performance.now();
    const socket = connect({ host: address, port, family });
    const settle = (error?: string) => {
      clearTimeout(timer);
      forget();
      socket.destroy();
      const ms = performance.now() - begun;
      resolve({ address, family, port, ...(error === undefined ? {} : { error }), ms });
    };
    const timer = setTimeout(() => settle('ETIMEDOUT'), timeoutMs);
    socket.once('connect', () => settle(isOwnEnd(socket) ? 'ECONNREFUSED' : undefined));
    // Stays: an error after destroy must not be thrown.
    socket.on('error', (error: NodeJS.ErrnoException) => settle(error.code ?? error.message));
    const forget = onAbort(signal, () => settle('ABORTED'));
  });
}

/**
 * Where nobody listens on a port of the range that outgoing connections take theirs from, the system may give
 * that very port to our end: TCP then connects the socket to itself (simultaneous open, RFC 9293 §3.5).
 */
function isOwnEnd(socket: Socket): boolean {
  return socket.localPort === socket.remotePort && socket.localAddress === socket.remoteAddress;
}
