import { isReady } from '../../shared/model/state';
import type { Engine } from '../engine';
import { portOwner } from '../ports/portOwner';
import { type Listener, type ListenerOptions, startListener } from './listener';
import type { RelayTarget } from './relay';

/**
 * Binds the port on which other MCP clients reach the servers of an engine, and lists it as ours.
 * @throws the socket's error when no port at all can be bound
 */
export async function listenForEngine(
  engine: Engine,
  options: Pick<ListenerOptions, 'preferredPort' | 'token' | 'log'>,
): Promise<Listener> {
  const listener = await startListener({
    ...options,
    lookup: (name) => relayTarget(engine, name),
    ownerOf: async (port) => {
      const owner = await portOwner(port, '', engine.table);
      if (!owner) return undefined;
      const program = owner.program ?? 'a program';
      const ours = owner.relation === 'stranger' ? '' : ', of Portcullis in another window';
      return `${program} (pid ${owner.pid}${ours})`;
    },
  });
  engine.listOwnPort(listener.port);
  return listener;
}

function relayTarget(engine: Engine, name: string): RelayTarget | undefined {
  for (const { definition, state, url } of engine.servers()) {
    if (definition.kind === 'stdio' || !url || !isReady(state)) continue;
    if (definition.id !== name && definition.name !== name) continue;
    const { headers, transport, trustedCertificate } = definition;
    const recorder = engine.traffic.recorder(definition.id);
    const tokens = engine.tokensOf(definition.id);
    return { url, headers, transport, trustedCertificate, tokens, recorder };
  }
  return undefined;
}
