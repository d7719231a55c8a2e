import path from 'node:path';
import type { ServerId } from '../../shared/model/server';
import type { Engine } from '../engine';
import type { ConnectedClients } from './connectedClients';
import { tapFolder } from './spool/tapFolder';
import { type ConfiguredAt, sameFile, TapInbox } from './spool/tapInbox';

export interface EngineTaps {
  /** Replaces what was told before; what the engine has launched is known anyway. */
  configured(servers: readonly (ConfiguredAt & { readonly serverId: ServerId })[]): void;
  close(): Promise<void>;
}

/** Takes over into the log of an engine what the taps of its servers see. Must be closed before the engine. */
export function takeTaps(
  engine: Engine,
  options: {
    /** Of this proxy. */
    readonly storagePath: string;
    /** Is told which taps run. */
    readonly clients?: ConnectedClients;
    log(level: 'info' | 'warn' | 'error', message: string): void;
  },
): EngineTaps {
  let servers: Parameters<EngineTaps['configured']>[0] = [];
  const isMeant = (a: ConfiguredAt, b: ConfiguredAt) => a.name === b.name && sameFile(a.uri, b.uri);
  const identify = (place: ConfiguredAt) => {
    const known = servers.find((server) => isMeant(server, place));
    if (known) return known.serverId;
    for (const { definition } of engine.servers()) {
      const { id, name, source } = definition;
      if (source.uri !== undefined && isMeant({ name, uri: source.uri }, place)) return id;
    }
    return undefined;
  };
  const inbox = new TapInbox({
    folder: tapFolder(),
    bookmarks: path.join(options.storagePath, 'taps.json'),
    identify,
    recorder: (serverId) => engine.traffic.recorder(serverId),
    clients: options.clients,
    log: options.log,
  });
  return {
    configured: (told) => {
      servers = told;
      inbox.look();
    },
    close: () => inbox.close(),
  };
}
