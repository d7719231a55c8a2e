import type { ServerId } from '../../shared/model/server';
import type { Engine } from '../engine';
import type { CatalogHistory } from './catalogHistory';

/** Has the history take note of what every server offers, as soon as it has listed all of it, and from then on. */
export function followCatalogs(
  engine: Pick<Engine, 'server' | 'onDidChangeServer' | 'onDidChangeCatalog'>,
  history: CatalogHistory,
): void {
  const seen = new Map<ServerId, string>();
  const look = (serverId: ServerId) => {
    const session = engine.server(serverId)?.session;
    // Without counts the first lists are not complete yet.
    if (!session || session.end || session.summary.counts === undefined) return;
    const { revision } = session.catalog;
    const state = `${session.summary.id} ${revision}`;
    if (seen.get(serverId) === state) return;
    seen.set(serverId, state);
    void history.record(serverId, session.summary.id, session.catalog);
  };
  engine.onDidChangeServer(({ id }) => look(id));
  engine.onDidChangeCatalog(({ serverId }) => look(serverId));
}
