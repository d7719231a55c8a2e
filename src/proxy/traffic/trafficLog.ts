import type { Event } from 'vscode-jsonrpc';
import type { ServerId } from '../../shared/model/server';
import type { TrafficEntry, TrafficFilter, TrafficWindow } from '../../shared/model/traffic';
import type { TrafficRecorder } from './trafficRecorder';

export interface TrafficLogOptions {
  /** Made if it is missing. Holds a folder for each server. */
  readonly folder: string;
  /** Called once when the folder cannot be written; recording goes on in memory, with the recent entries only. */
  onProblem(message: string): void;
}

/** Everything that passed, for each server, as it was on the wire. */
export interface TrafficLog {
  recorder(serverId: ServerId): TrafficRecorder;
  /** A negative `from` counts from the end. */
  window(
    serverId: ServerId,
    filter: TrafficFilter,
    from: number,
    count: number,
  ): Promise<TrafficWindow>;
  /** Undefined when there is no such entry any more. */
  entry(serverId: ServerId, seq: number): Promise<TrafficEntry | undefined>;
  clear(serverId: ServerId): void;
  /** At most every 50 ms for a server. */
  readonly onDidChange: Event<{ readonly serverId: ServerId; readonly total: number }>;
  /** Writes down what is not yet on disk. */
  close(): void;
}

export function openTrafficLog(options: TrafficLogOptions): TrafficLog {
  throw new Error(options.folder);
}
