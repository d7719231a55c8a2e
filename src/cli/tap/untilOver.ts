import type { ServerProcess } from '../../proxy/process/serverProcess';
import type { TapStreams } from './tapStreams';

/** A server that goes on in silence for so long after its input has ended does not mean to leave, in ms. */
const LEAVE_MS = 5_000;
const LOOK_EVERY_MS = 250;
const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/** Why there is nothing more to pass on: the server has ended by itself, or the client has left. */
export type TapOver = 'exited' | 'left';

/**
 * Waits until the server has ended, or has to. A client leaves by a signal, by reading no more, or by closing our
 * stdin: then the server, whose stdin is closed by that, has the time to finish and to leave by itself.
 */
export async function untilOver(server: ServerProcess, streams: TapStreams): Promise<TapOver> {
  const left = Promise.race([signalled(server), streams.outputLost, overstayed(streams)]);
  return Promise.race([
    server.stopped.then(() => 'exited' as const),
    left.then(() => 'left' as const),
  ]);
}

/** The server gets the signal as it would without us; who ignores it is ended nevertheless. */
function signalled(server: ServerProcess): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of SIGNALS) {
      process.on(signal, () => {
        server.signal(signal);
        resolve();
      });
    }
  });
}

async function overstayed(streams: TapStreams): Promise<void> {
  const parent = process.ppid;
  await streams.inputEnded;
  const endedAt = performance.now();
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      const quietMs = Math.min(performance.now() - endedAt, streams.silentMs);
      // Nobody is there any more for whom it could finish.
      const isAlone = process.ppid !== parent;
      if (!isAlone && quietMs < LEAVE_MS) return;
      clearInterval(timer);
      resolve();
    }, LOOK_EVERY_MS);
    timer.unref();
  });
}
