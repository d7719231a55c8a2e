import type { Diagnosis } from '../shared/model/diagnosis';
import type { StepId } from '../shared/model/launch';
import type { LaunchDefinition } from '../shared/model/server';
import type { SessionSummary } from '../shared/model/session';
import { isActive, type ServerSnapshot, type ServerState } from '../shared/model/state';
import type { LaunchRun } from './launch';
import type { InspectorSession } from './session/inspectorSession';

export interface SnapshotParts {
  readonly definition: LaunchDefinition;
  readonly state: ServerState;
  readonly warnings: readonly Diagnosis[];
  readonly launch: LaunchRun | undefined;
  readonly session: InspectorSession | undefined;
  readonly otherSessions: readonly SessionSummary[];
  readonly restarts: number;
  /** By a debugger. */
  readonly isHeld: boolean;
}

/** A server as it is shown: a session only while it can be used, a process only while it lives. */
export function snapshotOf(parts: SnapshotParts): ServerSnapshot {
  const { definition, state, warnings, launch, session, otherSessions, restarts, isHeld } = parts;
  const { id, name } = definition;
  const running = launch?.process;
  return {
    id,
    name,
    state,
    warnings,
    ...(launch ? { launch: launch.snapshot } : {}),
    ...(running && !running.exit ? { process: processInfo(running) } : {}),
    ...(launch?.url === undefined ? {} : { url: launch.url }),
    ...(session && isUp(state) ? { session: session.summary } : {}),
    ...(restarts > 0 ? { restarts } : {}),
    ...(definition.debug && isActive(state) ? { debugged: true as const } : {}),
    ...(isHeld ? { held: true as const } : {}),
    ...(otherSessions.length > 0 ? { otherSessions } : {}),
  };
}

function isUp({ status }: ServerState): boolean {
  return status === 'ready' || status === 'degraded';
}

function processInfo(
  of: NonNullable<LaunchRun['process']>,
): NonNullable<ServerSnapshot['process']> {
  const { pid, startedAt, commandLine } = of;
  return { pid, startedAt, commandLine };
}

const STATUS_OF = {
  config: 'checking',
  port: 'checking',
  process: 'starting',
  tcp: 'probing',
  tls: 'probing',
  http: 'probing',
  mcp: 'probing',
} as const satisfies Record<StepId, ServerState['status']>;

/** The state of a server whose launch is on its way. */
export function activityOf(launch: LaunchRun): ServerState {
  const { id, detail } = launch.step;
  return { status: STATUS_OF[id], step: id, ...(detail === undefined ? {} : { detail }) };
}

/** A launch that has not come to an end yet. */
export function isOnItsWay({ status }: ServerState): boolean {
  return status === 'checking' || status === 'starting' || status === 'probing';
}
