import { AsyncLocalStorage } from 'node:async_hooks';

interface Replay {
  /** Of the request that is repeated. */
  readonly seq: number;
  readonly method: string;
}

const replays = new AsyncLocalStorage<Replay>();

/** Whatever `act` sends by this method, now or later, repeats the request at `seq`. */
export function replaying<T>(seq: number, method: string, act: () => T): T {
  return replays.run({ seq, method }, act);
}

/** The request that is repeated by the one that is being sent, if it is one. */
export function replayedBy(method: string): number | undefined {
  const replay = replays.getStore();
  return replay?.method === method ? replay.seq : undefined;
}
