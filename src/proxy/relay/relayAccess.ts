import type { RelayAccess } from '../../shared/contracts/proxyContract';
import type { ServerId } from '../../shared/model/server';
import type { Engine } from '../engine';
import { TOKEN_HEADER } from './guard';
import type { Listener } from './listener';

/**
 * How another MCP client reaches a server through the relay, whether it is ready or not; undefined for one
 * over stdio, which `portcullis tap` wraps.
 */
export function relayAccess(
  engine: Engine,
  { port, token }: Pick<Listener, 'port' | 'token'>,
  serverId: ServerId,
): RelayAccess | undefined {
  const definition = engine.server(serverId)?.definition;
  if (!definition || definition.kind === 'stdio') return undefined;
  const { name, transport } = definition;
  const namesakes = [...engine.servers()].filter((other) => other.definition.name === name);
  const path = encodeURIComponent(namesakes.length > 1 ? serverId : name);
  const endpoint = transport === 'sse' ? 'sse' : 'mcp';
  return {
    transport,
    url: `http://127.0.0.1:${port}/servers/${path}/${endpoint}`,
    headers: { [TOKEN_HEADER]: token },
  };
}
