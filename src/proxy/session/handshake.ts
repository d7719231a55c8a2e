import type { ServerClock } from '../clock/serverClock';
import { WireError } from '../transport/wireError';
import {
  classifyDiscovery,
  type DiscoveryOutcome,
  type DiscoveryVerdict,
  failureOfNoAnswer,
} from './classifyDiscovery';
import { type Connection, InvalidAnswerError } from './connection';
import { initialize } from './initialize';
import {
  type ClientIdentity,
  envelope,
  MODERN_VERSIONS,
  type Negotiated,
  withMeta,
} from './protocol';
import { HandshakeError, type HandshakeFailure } from './sessionTarget';

/**
 * Some legacy servers pass over what comes before `initialize`. After this time in silence they get that
 * too. Long enough for a server that is still booting, which would then answer in the wrong era.
 */
const SILENCE_MS = 3000;

export interface HandshakeOptions {
  readonly era: 'auto' | 'legacy' | 'modern';
  /** The only one that will do, of that era; absent: any that we speak. */
  readonly protocolVersion?: string | undefined;
  readonly client: ClientIdentity;
  readonly signal: AbortSignal;
  readonly clock: ServerClock;
}

/**
 * Finds the era of the server and shakes hands in it.
 * @throws HandshakeError, or the signal's reason
 */
export async function handshake(
  connection: Connection,
  options: HandshakeOptions,
): Promise<Negotiated> {
  try {
    return await negotiate(connection, options);
  } catch (error) {
    if (options.signal.aborted) throw options.signal.reason;
    throw toHandshakeError(error);
  }
}

async function negotiate(connection: Connection, options: HandshakeOptions): Promise<Negotiated> {
  const { era, client, signal, protocolVersion, clock } = options;
  const versions = protocolVersion === undefined ? undefined : [protocolVersion];
  if (era === 'legacy') return initialize(connection, client, signal, versions);
  const discovery = discover(connection, client, signal);
  if (era === 'modern') return accept(connection, await discovery);

  const verdict = connection.wire.answersEachRequest
    ? await discovery
    : await withinSilence(discovery, clock);
  if (verdict === undefined) return askBothWays(connection, options, discovery);
  if (verdict.kind === 'legacy') return initialize(connection, client, signal);
  return accept(connection, verdict);
}

/** The verdict, or undefined when the server stays silent. */
async function withinSilence(
  discovery: Promise<DiscoveryVerdict>,
  clock: ServerClock,
): Promise<DiscoveryVerdict | undefined> {
  const { promise: silence, resolve } = Promise.withResolvers<undefined>();
  const endPatience = clock.after(SILENCE_MS, () => resolve(undefined));
  try {
    return await Promise.race([discovery, silence]);
  } finally {
    endPatience();
  }
}

/** A server that answers `initialize` has chosen its era by that; one that refuses it may have been slow. */
async function askBothWays(
  connection: Connection,
  { client, signal }: HandshakeOptions,
  discovery: Promise<DiscoveryVerdict>,
): Promise<Negotiated> {
  let late: DiscoveryVerdict | undefined;
  discovery.then(
    (verdict) => {
      late = verdict;
    },
    () => {
      // The connection broke: `initialize` fails by the same.
    },
  );
  try {
    return await initialize(connection, client, signal);
  } catch (error) {
    // A server that leaves without an answer to either has left upon the first.
    if (connection.isClosed) late ??= await discovery.catch(() => undefined);
    if (late?.kind === 'modern') return accept(connection, late);
    throw connection.isClosed && late?.kind === 'failed' ? new HandshakeError(late.failure) : error;
  }
}

async function discover(
  connection: Connection,
  client: ClientIdentity,
  signal: AbortSignal,
): Promise<DiscoveryVerdict> {
  const ask = async (version: string): Promise<DiscoveryVerdict> => {
    let outcome: DiscoveryOutcome;
    try {
      const params = withMeta({}, envelope(client, version));
      outcome = {
        kind: 'answer',
        answer: await connection.request('server/discover', params, { signal }),
      };
    } catch (error) {
      outcome = { kind: 'thrown', error };
    }
    const verdict = classifyDiscovery(outcome);
    if (verdict === undefined && outcome.kind === 'thrown') throw outcome.error;
    return verdict as DiscoveryVerdict;
  };
  const verdict = await ask(MODERN_VERSIONS[0]!);
  // Once: a server that then refuses its own version has none.
  return verdict.kind === 'again' ? ask(verdict.version) : verdict;
}

function accept(connection: Connection, verdict: DiscoveryVerdict): Negotiated {
  if (verdict.kind !== 'modern') throw new HandshakeError(verdict.failure);
  connection.wire.setProtocolVersion(verdict.negotiated.protocolVersion);
  return verdict.negotiated;
}

export function toHandshakeError(error: unknown): HandshakeError {
  if (error instanceof HandshakeError) return error;
  return new HandshakeError(failureOf(error), { cause: error });
}

function failureOf(error: unknown): HandshakeFailure {
  if (error instanceof InvalidAnswerError) {
    return { kind: 'invalidMessage', problem: error.problem, raw: error.raw };
  }
  if (error instanceof WireError) {
    const { failure } = error;
    return failure.kind === 'noAnswer' ? failureOfNoAnswer(failure.exchange) : failure;
  }
  return { kind: 'network', code: 'unknown', message: String(error) };
}
