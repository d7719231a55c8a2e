import type { ServerId } from '../../shared/model/server';
import { type CallRecord, isOpen } from '../../shared/model/session';
import type { ProxySupervisor } from '../supervisor/proxySupervisor';
import type { ResourceContents } from './resourceContents';

/** In ms. An editor that opens shows nothing until then. */
const TIMEOUT = 60_000;

/**
 * Reads a resource through the server's session; the read is one of the Inspector's calls like any other.
 * @throws Error with what the server answered instead, or why it could not be asked
 */
export async function readResource(
  supervisor: ProxySupervisor,
  serverId: ServerId,
  uri: string,
): Promise<readonly ResourceContents[]> {
  const { promise: record, resolve, reject } = Promise.withResolvers<CallRecord>();
  // It may end before it is known by its id.
  const ended = new Map<string, CallRecord>();
  let id: string | undefined;
  const settle = () => {
    const own = id === undefined ? undefined : ended.get(id);
    if (own) resolve(own);
  };
  const listeners = [
    supervisor.notifications.on('inspector/callChanged', (one) => {
      if (one.serverId !== serverId || isOpen(one)) return;
      ended.set(one.id, one);
      settle();
    }),
    supervisor.onDidStart(() => reject(new Error('The proxy stopped before it had answered.'))),
  ];
  try {
    const call = await supervisor.request('inspector/call', {
      serverId,
      method: 'resources/read',
      params: { uri },
      timeout: TIMEOUT,
    });
    id = call.id;
    if (!isOpen(call)) return contentsOf(call);
    settle();
    return contentsOf(await record);
  } finally {
    for (const listener of listeners) listener.dispose();
  }
}

/**
 * The contents that a call of `resources/read` came back with.
 * @throws Error if it failed
 */
export function contentsOf({ result, error, status }: CallRecord): readonly ResourceContents[] {
  if (status !== 'succeeded') throw new Error(error?.message ?? 'The server did not answer.');
  const { contents } = (result ?? {}) as { contents?: unknown };
  if (!Array.isArray(contents)) return [];
  return contents.filter(
    (one: unknown): one is ResourceContents => typeof one === 'object' && one !== null,
  );
}
