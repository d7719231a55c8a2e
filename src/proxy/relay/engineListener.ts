import { isActive, isReady, type ServerState } from '../../shared/model/state';
import type { Engine } from '../engine';
import { portOwner } from '../ports/portOwner';
import type { ConnectedClients } from './connectedClients';
import { type Listener, type ListenerOptions, startListener } from './listener';
import type { RelayTarget, Unready } from './relay';

/**
 * Binds the port on which other MCP clients reach the servers of an engine, and lists it as ours.
 * @throws the socket's error when no port at all can be bound
 */
export async function listenForEngine(
  engine: Engine,
  options: Pick<ListenerOptions, 'preferredPort' | 'token' | 'log'> & {
    /** Is told who comes and goes. */
    readonly clients?: ConnectedClients;
  },
): Promise<Listener> {
  const listener = await startListener({
    ...options,
    lookup: (name) => relayTarget(engine, name, options.clients),
    ownerOf: async (port) => {
      const owner = await portOwner(port, '', engine.table);
      if (!owner) return undefined;
      const program = owner.program ?? 'a program';
      const ours = owner.relation === 'stranger' ? '' : ', of Portcullis in another window';
      return `${program} (pid ${owner.pid}${ours})`;
    },
  });
  engine.listOwnPort(listener.port);
  engine.onDidChangeServer(({ id, state }) => {
    if (!isActive(state)) options.clients?.disconnect(id);
  });
  return listener;
}

function relayTarget(
  engine: Engine,
  name: string,
  clients: ConnectedClients | undefined,
): RelayTarget | Unready | undefined {
  let unready: Unready | undefined;
  for (const { definition, state, url } of engine.servers()) {
    if (definition.kind === 'stdio') continue;
    if (definition.id !== name && definition.name !== name) continue;
    if (!url || !isReady(state)) {
      unready ??= { unready: whyUnready(definition.name, state) };
      continue;
    }
    const { headers, transport, trustedCertificate } = definition;
    const recorder = engine.traffic.recorder(definition.id);
    const tokens = engine.tokensOf(definition.id);
    const presence = clients?.presence(definition.id);
    return { url, headers, transport, trustedCertificate, tokens, recorder, presence };
  }
  return unready;
}

function whyUnready(name: string, state: ServerState): string {
  switch (state.status) {
    case 'failed': {
      const { code, title, explanation } = state.diagnosis;
      return `${name} is not ready. ${title} (${code}): ${explanation}`;
    }
    case 'idle':
    case 'stopped':
    case 'stopping':
      return `${name} is not running. Start it in Portcullis.`;
    default:
      return `${name} is starting. Try again soon.`;
  }
}
