import type { Implementation, Root } from '@modelcontextprotocol/client';
import type { ServerId } from '../../shared/model/server';
import type { TrafficRecorder } from '../traffic/trafficRecorder';
import type { InspectorSession } from './inspectorSession';
import { HandshakeError, type SessionTarget } from './sessionTarget';

export interface OpenSessionOptions {
  readonly serverId: ServerId;
  readonly target: SessionTarget;
  readonly era: 'auto' | 'legacy' | 'modern';
  /** What `roots/list` answers. */
  readonly roots: readonly Root[];
  readonly recorder: TrafficRecorder;
  /** Aborts the handshake. Has no effect on the session once it is open. */
  readonly signal: AbortSignal;
  /** The time that the handshake may take, in ms; 30 s if absent, 0: no limit of its own. */
  readonly timeoutMs?: number;
  readonly clientInfo?: Implementation;
  /** A line on stdout that is no JSON-RPC message; recorded already. */
  onNoise(line: string): void;
}

/**
 * Carries out the MCP handshake, `server/discover` or `initialize` with `notifications/initialized`,
 * and nothing else: lists are asked for by `session.start()`.
 * @throws HandshakeError
 */
export async function openSession(options: OpenSessionOptions): Promise<InspectorSession> {
  throw new HandshakeError({ kind: 'aborted' }, { cause: options });
}
