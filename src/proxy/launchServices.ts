import type { Debuggee } from '../shared/model/debuggee';
import type { Offers } from '../shared/model/server';
import type { ServerClock } from './clock/serverClock';
import type { LaunchTable } from './ports/launchTable';
import type { TreeRoot } from './process/processTree';
import type { SpawnSlots } from './process/spawnSlots';
import type { openSession } from './session/openSession';
import type { TrafficRecorder } from './traffic/trafficRecorder';

/** What all launches of one server share. */
export interface LaunchServices extends EngineServices {
  readonly clock: ServerClock;
}

/** What all launches of one engine share. */
export interface EngineServices {
  readonly table: LaunchTable;
  readonly slots: SpawnSlots;
  /** The PATH on which commands are looked for, once it is known. */
  readonly searchPath: Promise<string>;
  /** The beginning of every launch mark. */
  readonly markPrefix: string;
  readonly openSession: typeof openSession;
  /** What servers are offered whose definition does not say otherwise. */
  readonly offers: Offers;
  /** Ends what we leave when we are killed. */
  readonly guardian?: { watch(root: TreeRoot): void; forget(root: TreeRoot): void } | undefined;
  /** How often an HTTP server of ours is looked at once it is ready, in ms. */
  readonly livenessMs: number;
  /** A program of a server waits for a debugger. */
  debuggee(serverId: string, debuggee: Debuggee): void;
  recorder(serverId: string): TrafficRecorder;
  /** Nothing more is to be recorded for now. */
  restRecorder(serverId: string): void;
}
