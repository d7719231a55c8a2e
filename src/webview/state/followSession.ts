import type { SessionId } from '../../shared/model/session';
import type { Inspector } from './inspector';
import { withChanges, withLog } from './serverModel';

/**
 * Keeps what belongs to the session in the model: its state, its log, and what the server offers otherwise than
 * in its run before.
 * @returns what fetches all of it, and fails if the session cannot be asked
 */
export function followSession(
  inspector: Pick<Inspector, 'ask' | 'events' | 'model' | 'serverId'>,
): () => Promise<void> {
  const { events, model } = inspector;
  let session: SessionId | undefined;
  /** Other sessions of the server have a log of their own. */
  const isOurs = (sessionId: SessionId) =>
    sessionId === (model.get().server?.session?.id ?? sessionId);
  const loadChanges = async () => {
    // They only mark what is new: without them the lists are as good.
    const { changes } = await inspector
      .ask('inspector/catalogChanges', { serverId: inspector.serverId })
      .catch(() => ({ changes: [] }));
    model.update((state) => withChanges(state, changes));
  };
  const load = async () => {
    const { serverId } = inspector;
    const [log, sessionState] = await Promise.all([
      inspector.ask('inspector/log', { serverId }),
      inspector.ask('inspector/sessionState', { serverId }),
      loadChanges(),
    ]);
    model.update((state) => ({ ...state, sessionState, log: withLog([], log) }));
  };
  events.on('inspector/catalogChanged', () => void loadChanges());
  events.on('inspector/logAppended', ({ sessionId, entries }) => {
    if (!isOurs(sessionId)) return;
    model.update((state) => ({ ...state, log: withLog(state.log, entries) }));
  });
  events.on('inspector/sessionStateChanged', ({ state: sessionState }) => {
    if (isOurs(sessionState.sessionId)) model.update((state) => ({ ...state, sessionState }));
  });
  events.on('panel/serverChanged', (server) => {
    const opened = server.session !== undefined && server.session.id !== session;
    session = server.session?.id;
    // What goes wrong is told by the lists, which are fetched at the same moment.
    if (opened) void load().catch(() => {});
  });
  return load;
}
