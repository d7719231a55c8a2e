import type { ProbeOptions } from './probeResult';
import { handshake } from './tlsProbe';

const HELLO_TIMEOUT_MS = 1_000;

/** Whether the port of a URL answers a TLS hello, trusted or not. */
export async function speaksTls(url: string, options: ProbeOptions = {}): Promise<boolean> {
  const secure = new URL(url);
  const port = secure.port || '80';
  const result = await handshake(`https://${secure.hostname}:${port}/`, {
    signal: options.signal,
    timeoutMs: Math.min(options.timeoutMs ?? HELLO_TIMEOUT_MS, HELLO_TIMEOUT_MS),
  });
  if (result.kind === 'trusted') return true;
  return result.kind === 'refused' && result.tls.fingerprint256 !== undefined;
}
