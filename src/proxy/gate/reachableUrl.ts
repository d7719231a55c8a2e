import { lookup } from 'node:dns/promises';
import type { ConnectAttempt } from '../diagnosis/facts';
import { isLocalhost } from '../probe/tcpProbe';

/**
 * A URL that leads to where a connection was made. `localhost` means both loopback addresses (RFC 6761), but
 * what the system's resolver makes of it may lack the one on which the server listens; then that address stands
 * in for the name.
 */
export async function reachableUrl(url: string, connected: ConnectAttempt): Promise<string> {
  const { hostname } = new URL(url);
  if (!isLocalhost(hostname)) return url;
  const known = await lookup(hostname, { all: true }).catch(() => []);
  if (known.some(({ address }) => address === connected.address)) return url;
  const reachable = new URL(url);
  reachable.hostname = connected.family === 6 ? `[${connected.address}]` : connected.address;
  return reachable.href;
}
