import type { Engine } from '../engine';
import type { InspectorSession } from '../session/inspectorSession';
import type { CatalogHistory } from './catalogHistory';

/** Has the history take note of what every server offers, as soon as it has listed all of it, and from then on. */
export function followCatalogs(
  engine: Pick<Engine, 'server' | 'onDidOpenSession'>,
  history: CatalogHistory,
): void {
  const look = (session: InspectorSession) => {
    // Other sessions of the server are asked the same.
    if (engine.server(session.serverId)?.session !== session) return;
    const { id, counts } = session.summary;
    // Without counts, the first lists are not complete yet.
    if (counts !== undefined) void history.record(session.serverId, id, session.catalog);
  };
  engine.onDidOpenSession((session) => {
    session.onDidChangeCatalog(() => look(session));
    session.onDidChangeSummary(() => look(session));
  });
}
