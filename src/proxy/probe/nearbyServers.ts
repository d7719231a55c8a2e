import type { Alternative } from '../diagnosis/facts';
import { type AskOptions, askEndpoint } from './askEndpoint';
import { tcpProbe } from './tcpProbe';

/** Where MCP servers and web servers in development usually listen. */
const USUAL_PORTS = [
  3000, 3001, 3002, 3333, 4000, 4200, 5000, 5173, 6277, 8000, 8001, 8080, 8081, 8123, 8787, 8888,
  9000,
];

/** MCP servers on other usual ports of this machine, at the same path. Only looked at, never written to. */
export async function nearbyServers(
  url: string,
  options: Omit<AskOptions, 'mayPost'>,
): Promise<Alternative[]> {
  const given = new URL(url);
  const wanted = Number(given.port || 80);
  const ports = [...new Set([wanted - 1, wanted + 1, ...USUAL_PORTS])];
  const asked = await Promise.all(
    ports
      .filter((port) => port > 0 && port <= 65_535 && port !== wanted)
      .map(async (port) => {
        const { connected } = await tcpProbe(given.hostname, port, options);
        if (!connected) return undefined;
        const candidate = new URL(given);
        candidate.port = String(port);
        // Credentials are for the server that was named, not for whoever else is on this machine.
        return askEndpoint(candidate.href, { ...options, headers: {}, mayPost: false });
      }),
  );
  return asked.filter((found) => found !== undefined);
}
