import type { Alternative } from '../diagnosis/facts';
import { type AskOptions, askEndpoint } from './askEndpoint';
import { isLocalhost } from './tcpProbe';

const USUAL_PATHS = ['/mcp', '/sse', '/', '/mcp/', '/api/mcp', '/mcp/sse', '/v1/mcp', '/api/sse'];

export interface FoundEndpoints {
  /** The likeliest first. */
  readonly found: readonly Alternative[];
  readonly tried: readonly string[];
}

/** Looks for MCP endpoints at the URL itself (over the other transport) and at the usual paths of its host. */
export async function findEndpoints(url: string, options: AskOptions): Promise<FoundEndpoints> {
  const candidates = candidateUrls(url);
  const asked = await Promise.all(
    candidates.map((candidate) =>
      askEndpoint(candidate, { ...options, mayPost: mayPost(candidate) }),
    ),
  );
  return {
    found: asked.filter((found) => found !== undefined),
    tried: candidates.filter((_url, index) => asked[index] === undefined),
  };
}

/** The URL itself, the same with and without a slash at its end, and the usual paths. */
export function candidateUrls(url: string): string[] {
  const given = new URL(url);
  const slash = new URL(given);
  slash.pathname = given.pathname.endsWith('/')
    ? given.pathname.slice(0, -1)
    : `${given.pathname}/`;
  const usual = USUAL_PATHS.map((path) => {
    const candidate = new URL(path, given);
    candidate.search = given.search;
    return candidate.href;
  });
  return [...new Set([given.href, slash.href, ...usual])];
}

/** On this machine anywhere; elsewhere only where the path itself speaks of MCP. */
function mayPost(url: string): boolean {
  const { hostname, pathname } = new URL(url);
  return isLoopbackHost(hostname) || /mcp/i.test(pathname);
}

/** The name or address of a URL means this machine. */
export function isLoopbackHost(hostname: string): boolean {
  return isLocalhost(hostname) || /^127\./.test(hostname) || hostname === '[::1]';
}
