import type { PendingRequest } from '../../shared/model/pendingRequest';
import type { SessionId } from '../../shared/model/session';
import { isActive, type ServerSnapshot } from '../../shared/model/state';
import type { Inspector } from './inspector';
import { type ServerModel, withRequest, withTask } from './serverModel';

/**
 * Keeps what the server asks of the person, and its tasks, in the model: those of all its sessions.
 * @returns what fetches all of them, and fails if they cannot be had
 */
export function followRequests(
  inspector: Pick<Inspector, 'ask' | 'events' | 'model' | 'serverId'>,
): () => Promise<void> {
  const { events, model } = inspector;
  const load = async () => {
    const { serverId } = inspector;
    const others = model.get().server?.otherSessions ?? [];
    const sessions = [{ serverId }, ...others.map(({ id }) => ({ serverId, sessionId: id }))];
    await Promise.all(
      sessions.map(async (session) => {
        const [requests, tasks] = await Promise.all([
          inspector.ask('inspector/pendingRequests', session),
          inspector.ask('inspector/tasks', session),
        ]);
        model.update((state) => ({
          ...state,
          requests: requests.reduce(withRequest, state.requests),
          tasks: tasks.reduce(withTask, state.tasks),
        }));
      }),
    );
  };
  let session: SessionId | undefined;
  events.on('inspector/pendingRequestChanged', (record) =>
    model.update((state) => ({ ...state, requests: withRequest(state.requests, record) })),
  );
  events.on('inspector/taskChanged', (record) =>
    model.update((state) => ({ ...state, tasks: withTask(state.tasks, record) })),
  );
  events.on('panel/serverChanged', (server) => {
    model.update((state) => withoutDead(state, server));
    const opened = server.session !== undefined && server.session.id !== session;
    session = server.session?.id;
    // What goes wrong is told by the lists, which are fetched at the same moment.
    if (opened) void load().catch(() => {});
  });
  return load;
}

/** Nobody is left to be answered: the process of its sessions is gone, perhaps without a word. */
function withoutDead(state: ServerModel, server: ServerSnapshot): ServerModel {
  const waits = ({ status }: PendingRequest) => status === 'pending';
  if (isActive(server.state) || !state.requests.some(waits)) return state;
  const endedAt = Date.now();
  const requests = state.requests.map((one) =>
    waits(one) ? { ...one, status: 'lost' as const, endedAt } : one,
  );
  return { ...state, requests };
}
