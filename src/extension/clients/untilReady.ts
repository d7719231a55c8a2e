import { type CancellationToken, l10n } from 'vscode';
import type { ServerId } from '../../shared/model/server';
import { isReady } from '../../shared/model/state';
import type { ServerRegistry } from '../servers/serverRegistry';

/**
 * Settles when a server that is being started is ready.
 * @throws with the cause when it fails, is stopped, or nobody waits any more.
 */
export function untilReady(
  registry: ServerRegistry,
  id: ServerId,
  cancellation?: CancellationToken,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const subscriptions = [
      registry.onDidChange(look),
      cancellation?.onCancellationRequested(() => end(new Error(l10n.t('Cancelled.')))),
    ];
    function end(error?: Error): void {
      for (const subscription of subscriptions) subscription?.dispose();
      if (error === undefined) resolve();
      else reject(error);
    }
    function look(): void {
      const server = registry.get(id);
      const state = server?.snapshot.state ?? { status: 'stopped' };
      if (isReady(state)) end();
      else if (state.status === 'failed') {
        end(new Error(`${server?.name ?? id}: ${state.diagnosis.title}`));
      } else if (state.status === 'stopped' || state.status === 'idle') {
        end(new Error(l10n.t('{0} was not started.', server?.name ?? id)));
      }
    }
    look();
  });
}
