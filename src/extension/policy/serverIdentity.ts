import type { ServerEntry } from '../../shared/config/serverEntry';
import type { LaunchDefinition } from '../../shared/model/server';
import type { ServerIdentity } from './serverLists';

/** By what the lists of a policy know a server: as it is written in an entry, or as it is launched. */
export function identityOf(server: ServerEntry | LaunchDefinition): ServerIdentity {
  return {
    name: server.name,
    ...(server.kind !== 'stdio' && { url: server.url }),
    ...(server.kind !== 'remote' && { command: [server.run.command, ...server.run.args] }),
  };
}
