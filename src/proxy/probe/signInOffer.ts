import type { LaunchFacts } from '../diagnosis/facts';
import type { HttpExchange } from '../session/sessionTarget';
import { type HttpProbeOptions, httpExchange } from './httpExchange';

const WELL_KNOWN = '/.well-known/oauth-protected-resource';

/** Reads the metadata with which a 401 offers sign-in: RFC 9728 §3, MCP 2025-06-18 Authorization. */
export async function signInOffer(
  answer: HttpExchange,
  options: HttpProbeOptions & { readonly timeoutMs: number },
): Promise<LaunchFacts['oauth']> {
  for (const url of metadataUrls(answer)) {
    const result = await httpExchange(url, { accept: 'application/json' }, options);
    if (result.kind !== 'answered' || result.exchange.status !== 200) continue;
    const authorizationServers = readServers(result.exchange.bodyHead);
    if (authorizationServers) return { resourceMetadata: url, authorizationServers };
  }
  return undefined;
}

/** Where the challenge says, else where it has to be. Only on the server's own host. */
export function metadataUrls({ url, headers }: HttpExchange): string[] {
  const { origin, pathname } = new URL(url);
  const named = /resource_metadata="?([^",\s]+)/.exec(headers['www-authenticate'] ?? '')?.[1];
  const own = named && URL.canParse(named) && new URL(named).origin === origin ? [named] : [];
  const suffix = pathname === '/' ? '' : pathname;
  return [...new Set([...own, `${origin}${WELL_KNOWN}${suffix}`, `${origin}${WELL_KNOWN}`])];
}

function readServers(body: string): string[] | undefined {
  try {
    const metadata: unknown = JSON.parse(body);
    if (typeof metadata !== 'object' || metadata === null) return undefined;
    const { authorization_servers: servers } = metadata as Record<string, unknown>;
    return Array.isArray(servers) ? servers.map(String) : [];
  } catch {
    return undefined;
  }
}
