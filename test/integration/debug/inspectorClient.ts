import { once } from 'node:events';
import { onTestFinished } from 'vitest';

/** Speaks to the inspector of a Node program, as a debugger does. */
export async function attachTo(websocketAddress: string) {
  const socket = new WebSocket(websocketAddress);
  onTestFinished(() => socket.close());
  await once(socket, 'open');
  const answers = new Map<number, (result: unknown) => void>();
  let ids = 0;
  const listeners = new Set<(method: string, params: unknown) => void>();
  socket.addEventListener('message', ({ data }) => {
    const { id, result, method, params } = JSON.parse(String(data));
    if (id === undefined) for (const listen of listeners) listen(method, params);
    else answers.get(id)?.(result);
  });
  return {
    send: (method: string, params: object = {}) =>
      new Promise<unknown>((resolve) => {
        answers.set(++ids, resolve);
        socket.send(JSON.stringify({ id: ids, method, params }));
      }),
    event: (name: string) =>
      new Promise<unknown>((resolve) => {
        const listen = (method: string, params: unknown) => {
          if (method !== name) return;
          listeners.delete(listen);
          resolve(params);
        };
        listeners.add(listen);
      }),
    close: () => socket.close(),
  };
}
