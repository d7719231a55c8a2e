import type { StepId } from '../../shared/model/launch';
import type { ConnectAttempt, LaunchFacts } from '../diagnosis/facts';
import { classifyProbe, type ProbeVerdict } from '../probe/classifyProbe';
import { httpProbe } from '../probe/httpProbe';
import type { ProbeResult } from '../probe/probeResult';
import { tcpProbe } from '../probe/tcpProbe';
import { tlsProbe } from '../probe/tlsProbe';
import { agentFor } from '../transport/httpRequest';
import { backoff } from './backoff';
import type { Deadline } from './deadline';
import { reachableUrl } from './reachableUrl';
import type { StepTracker } from './stepTracker';
import type { WakeUp } from './wakeUp';

export type GateStep = 'tcp' | 'tls' | 'http';
const PROBE_TIMEOUT_MS = { tcp: 5_000, tls: 5_000, http: 10_000 } as const;
/** A chatty server must not turn the wait into a storm of probes. */
const LEAST_PAUSE_MS = 25;

/** Thrown when a step of the launch cannot pass; `facts` is what is known beyond the launch itself. */
export class StepFailure extends Error {
  override readonly name = 'StepFailure';
  constructor(
    readonly step: StepId,
    readonly detail: string,
    readonly facts: Partial<LaunchFacts>,
  ) {
    super(`${step}: ${detail}`);
  }
}

export interface GateOptions {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly trustedFingerprint?: string | undefined;
  readonly tracker: StepTracker;
  readonly deadline: Deadline;
  /** Aborted by a stop, and by the exit of the process that is waited for. */
  readonly signal: AbortSignal;
  /** A process of ours that may still open its port is alive. */
  readonly awaited: boolean;
  readonly wakeUp: WakeUp;
  /** The time is over, waiting would have gone on. Resolves when there is more time, or upon the signal. */
  onTimeout(step: GateStep, detail: string, facts: Partial<LaunchFacts>): Promise<void>;
  /** Something listens. */
  onConnected(): void;
  /** Nothing listens yet: what speaks against waiting on? Asked once for each pause. */
  onRefused(attempts: readonly ConnectAttempt[]): Promise<StepFailure | undefined>;
}

/**
 * Proves that an HTTP server is ready to be spoken to, without one MCP message: a connection, TLS for https,
 * and any HTTP answer, in this order. Retries what waiting can cure, until the deadline.
 * @returns the URL at which it answers, which differs from the given one where the system's resolver does not
 * know all that `localhost` means; undefined when the signal was aborted.
 * @throws StepFailure
 */
export async function passGate(given: GateOptions): Promise<string | undefined> {
  let options = given;
  for (const step of ['tcp', 'tls', 'http'] as const) {
    if (!options.tracker.has(step)) continue;
    options.tracker.begin(step);
    const passed = await passStep(step, options);
    if (!passed) return undefined;
    if (passed.step === 'tcp' && passed.connected) {
      options.onConnected();
      options = { ...options, url: await reachableUrl(options.url, passed.connected) };
    }
  }
  return options.url;
}

/** @returns undefined when the signal was aborted. */
async function passStep(step: GateStep, options: GateOptions): Promise<ProbeResult | undefined> {
  const { tracker, signal, deadline } = options;
  const begun = performance.now();
  while (!signal.aborted) {
    tracker.attempt(step);
    const result = await probe(step, options);
    if (signal.aborted) return undefined;
    const verdict = classifyProbe(result, { awaited: options.awaited });
    if (verdict.verdict === 'aborted') return undefined;
    if (verdict.verdict === 'passed') {
      tracker.pass(step, verdict.detail);
      return result;
    }
    if (verdict.verdict === 'failed') throw new StepFailure(step, verdict.detail, verdict.facts);
    if (deadline.isOver) await options.onTimeout(step, verdict.detail, verdict.facts);
    else await waitOn(verdict, result, begun, options);
  }
  return undefined;
}

async function waitOn(
  verdict: ProbeVerdict & { verdict: 'retry' },
  result: ProbeResult,
  begun: number,
  options: GateOptions,
): Promise<void> {
  options.tracker.note(result.step, verdict.detail);
  if (result.step === 'tcp') {
    const failure = await options.onRefused(result.attempts);
    if (failure) throw failure;
  }
  const pause = Math.min(backoff(performance.now() - begun), options.deadline.remainingMs);
  await options.wakeUp.pause(pause, LEAST_PAUSE_MS, options.signal);
}

function probe(step: GateStep, options: GateOptions): Promise<ProbeResult> {
  const { url, headers, signal, deadline } = options;
  const { hostname, port, protocol } = new URL(url);
  const timeoutMs = Math.max(Math.min(PROBE_TIMEOUT_MS[step], deadline.remainingMs), 250);
  const trust = { trustedFingerprint: options.trustedFingerprint };
  if (step === 'tls') return tlsProbe(url, { signal, timeoutMs, ...trust });
  if (step === 'http') {
    // The session that comes next finds the connection still open.
    const agent = agentFor(protocol === 'https:', options.trustedFingerprint);
    return httpProbe(url, headers, { signal, timeoutMs, agent, ...trust });
  }
  const number = Number(port || (protocol === 'https:' ? 443 : 80));
  return tcpProbe(hostname, number, { signal, timeoutMs });
}
