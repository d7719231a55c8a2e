import type { LaunchDefinition } from '../shared/model/server';
import type { Deadline } from './gate/deadline';
import { type GateOptions, passGate } from './gate/healthGate';
import { SocketWatch } from './gate/socketWatch';
import type { StepTracker } from './gate/stepTracker';
import type { WakeUp } from './gate/wakeUp';
import type { LaunchAttempt } from './launchAttempt';

export interface LaunchGateOptions {
  readonly definition: Exclude<LaunchDefinition, { kind: 'stdio' }>;
  /** With the port filled in. */
  readonly url: string;
  readonly attempt: LaunchAttempt;
  readonly tracker: StepTracker;
  readonly deadline: Deadline;
  readonly wakeUp: WakeUp;
  readonly onTimeout: GateOptions['onTimeout'];
  /** @throws the reason why nothing is left to wait for */
  checkAlive(): Promise<void>;
}

/**
 * The `tcp`, `tls` and `http` steps of a launch. After it, what answers is known to be our server where we
 * launched it, and it has not got a single MCP message.
 * @returns the URL at which it answers
 * @throws StepFailure, PortLost, or what `checkAlive` and `onTimeout` throw
 */
export async function passLaunchGate(options: LaunchGateOptions): Promise<string | undefined> {
  const { definition, url, attempt, tracker, deadline, wakeUp, onTimeout } = options;
  const { server, live } = attempt;
  const watch = new SocketWatch({ url, signal: live, listening: () => attempt.listening() });
  let owned: Promise<void> = Promise.resolve();
  const reachable = await passGate({
    url,
    headers: definition.headers,
    trustedFingerprint: definition.trustedCertificate,
    tracker,
    deadline,
    signal: live,
    awaited: server !== undefined || (definition.kind === 'remote' && definition.awaited === true),
    wakeUp,
    onTimeout,
    // Looked up while the server is asked for its first answer, and waited for before its first message.
    onConnected: () => {
      owned = attempt.checkOwner();
      owned.catch(() => {});
    },
    onRefused: async (attempts) => (await attempt.stumbled()) ?? watch.look(attempts),
  });
  await options.checkAlive();
  await owned;
  return reachable;
}
