import type { DevState } from './dev';
import type { Diagnosis } from './diagnosis';
import type { Launch, StepId } from './launch';
import type { ServerId } from './server';
import type { SessionSummary } from './session';

/** The one truth about a server. Tree, status bar, context keys and panel are drawn from it. */
export type ServerState =
  | { readonly status: 'idle' }
  | {
      readonly status: 'checking' | 'starting' | 'probing';
      readonly step: StepId;
      readonly detail?: string;
    }
  | { readonly status: 'ready' }
  /** Ready, but something is wrong that does not stop its use. */
  | { readonly status: 'degraded'; readonly diagnosis: Diagnosis }
  | { readonly status: 'stopping' }
  | { readonly status: 'stopped' }
  | { readonly status: 'failed'; readonly diagnosis: Diagnosis };

export type ServerStatus = ServerState['status'];

export interface ProcessInfo {
  readonly pid: number;
  /** Epoch ms. */
  readonly startedAt: number;
  /** The command line as it was run. */
  readonly commandLine: string;
}

/** All that a view needs of one server, but for its lists and its traffic. */
export interface ServerSnapshot {
  readonly id: ServerId;
  readonly name: string;
  readonly state: ServerState;
  /** The running launch, or the last one. */
  readonly launch?: Launch;
  readonly process?: ProcessInfo;
  /** The URL that is really used, port filled in. */
  readonly url?: string;
  readonly session?: SessionSummary;
  /** Sessions that were opened besides; each is there as soon as it is fully open. */
  readonly otherSessions?: readonly SessionSummary[];
  /** How often it was started again since the proxy runs; absent: never. */
  readonly restarts?: number;
  /** It runs under a debugger. */
  readonly debugged?: true;
  /** A debugger holds it, as at a breakpoint: its time-outs stand still. */
  readonly held?: true;
  /** What is wrong without keeping the server from working. */
  readonly warnings: readonly Diagnosis[];
  /** Added by the extension host, for a server that was started in this window. */
  readonly dev?: DevState;
}

/** The server is up, on its way up, or on its way down. */
export function isActive(state: ServerState): boolean {
  return state.status !== 'idle' && state.status !== 'stopped' && state.status !== 'failed';
}

/** A session may be used. */
export function isReady(state: ServerState): boolean {
  return state.status === 'ready' || state.status === 'degraded';
}
