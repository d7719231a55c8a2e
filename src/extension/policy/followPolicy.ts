import type { Disposable } from 'vscode';
import { isActive } from '../../shared/model/state';
import type { ServerController } from '../servers/serverController';
import type { ServerRegistry } from '../servers/serverRegistry';
import type { LaunchGate } from './launchGate';
import type { McpPolicy } from './mcpPolicy';

interface Services {
  readonly registry: ServerRegistry;
  readonly controller: Pick<ServerController, 'launched' | 'stop'>;
  readonly gate: Pick<LaunchGate, 'refusal'>;
}

/**
 * Stops what runs when a policy comes to forbid it, and lets go of the failures of a policy that has changed.
 * @param onError what is told of a server that could not be stopped
 */
export function followPolicy(
  policy: Pick<McpPolicy, 'onDidChange'>,
  { registry, controller, gate }: Services,
  onError: (error: unknown) => void,
): Disposable {
  return policy.onDidChange(() => {
    for (const { id, snapshot } of registry.servers) {
      const { state } = snapshot;
      if (state.status === 'failed' && state.diagnosis.code === 'config.denied-by-policy') {
        registry.setState(id, { status: 'idle' });
      }
      const definition = controller.launched(id);
      const diagnosis = definition && isActive(state) ? gate.refusal(definition) : undefined;
      if (diagnosis === undefined) continue;
      controller
        .stop(id)
        .then(() => registry.setState(id, { status: 'failed', diagnosis }))
        .catch(onError);
    }
  });
}
