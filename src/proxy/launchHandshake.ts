import type { LaunchDefinition, Offers } from '../shared/model/server';
import type { ServerClock } from './clock/serverClock';
import type { Deadline } from './gate/deadline';
import { StepFailure } from './gate/healthGate';
import { handshakeFailure } from './launchEvidence';
import type { LaunchServices } from './launchServices';
import type { ServerProcess } from './process/serverProcess';
import type { InspectorSession } from './session/inspectorSession';
import type { SessionsBefore } from './session/openSession';
import type { SessionTarget } from './session/sessionTarget';
import type { TrafficRecorder } from './traffic/trafficRecorder';

/** Made once: nobody reads it, and its trace would cost time at each start. */
const OVER = new Error('The handshake is over');
const TRANSIENT = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE']);

export interface HandshakeOptions extends SessionsBefore {
  readonly definition: LaunchDefinition;
  /** With the port filled in; undefined for stdio. */
  readonly url: string | undefined;
  readonly server: ServerProcess | undefined;
  readonly signal: AbortSignal;
  readonly deadline: Deadline;
  readonly recorder: TrafficRecorder;
  readonly openSession: LaunchServices['openSession'];
  /** What the server is offered, where the definition does not say otherwise. */
  readonly offers: Offers;
  readonly clock: ServerClock;
  onNoise(line: string): void;
  /** The time is over, the handshake goes on. Resolves when there is more time; rejects to give up. */
  onTimeout(waitedMs: number): Promise<void>;
}

/**
 * The `mcp` step: the first MCP message that a server gets from us. Time that runs out does not break the
 * handshake off: a server must not see a second one on the same stream if the wait goes on.
 * @throws StepFailure, or what `onTimeout` throws
 */
export async function openLaunchSession(options: HandshakeOptions): Promise<InspectorSession> {
  const begun = performance.now();
  const cancel = new AbortController();
  const signal = AbortSignal.any([options.signal, cancel.signal]);
  let settled = false;
  const opening = open(options, signal).finally(() => {
    settled = true;
  });
  try {
    for (;;) {
      await Promise.race([opening, options.deadline.over(signal)]);
      if (settled || signal.aborted) return await opening;
      await options.onTimeout(performance.now() - begun);
    }
  } catch (error) {
    // Given up: what opens nevertheless in the same moment is nobody's.
    opening.then((session) => session.close()).catch(() => {});
    throw error;
  } finally {
    cancel.abort(OVER);
  }
}

async function open(options: HandshakeOptions, signal: AbortSignal): Promise<InspectorSession> {
  const { definition, offers, previous, earlier, recorder, clock, onNoise } = options;
  const { id: serverId, era, protocolVersion, roots, answerTimeout } = definition;
  const target = targetOf(options);
  try {
    return await options.openSession({
      serverId,
      target,
      era,
      protocolVersion,
      roots,
      offers: { ...offers, ...definition.offers },
      answerTimeout,
      previous,
      earlier,
      recorder,
      signal,
      timeoutMs: 0,
      clock,
      onNoise,
    });
  } catch (error) {
    throw handshakeFailure(error);
  }
}

function targetOf({ definition, url, server }: HandshakeOptions): SessionTarget {
  if (definition.kind === 'stdio') return { kind: 'stdio', ...server!.streams };
  const { transport: kind, headers, trustedCertificate } = definition;
  return { kind, url: url!, headers, trustedCertificate };
}

/** The connection broke while the server had got `server/discover`, and nothing else yet. */
export function endedUponDiscover(error: unknown): boolean {
  if (!(error instanceof StepFailure)) return false;
  const { handshake } = error.facts;
  const isBroken = handshake?.kind === 'closed' || handshake?.kind === 'network';
  return isBroken && handshake.method === 'server/discover';
}

/** A broken connection, as a server leaves it that is starting, or starting again. */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof StepFailure)) return false;
  const { handshake } = error.facts;
  return handshake?.kind === 'network' && TRANSIENT.has(handshake.code);
}
