import type { catalogRequests } from '../../shared/contracts/catalogContract';
import type { ProxyContract } from '../../shared/contracts/proxyContract';
import type { RequestHandlers } from '../../shared/rpc/peer';
import type { CatalogHistory } from './catalogHistory';

/** Answers what the Inspector asks of the history. @param live throws while there is none */
export function catalogHandlers(
  live: () => CatalogHistory,
): Pick<RequestHandlers<ProxyContract>, keyof typeof catalogRequests> {
  return {
    'inspector/catalogSnapshots': ({ serverId }) => live().snapshots(serverId),
    'inspector/catalogChanges': ({ serverId, since }) => live().changes(serverId, since),
    'inspector/takeCatalogSnapshot': ({ serverId, label }) => live().take(serverId, label),
    'inspector/removeCatalogSnapshot': async ({ serverId, id }) => {
      await live().remove(serverId, id);
      return null;
    },
  };
}
