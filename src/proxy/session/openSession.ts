import { randomUUID } from 'node:crypto';
import type { Implementation, Root } from '@modelcontextprotocol/client';
import { version } from '../../../package.json';
import type { ServerId } from '../../shared/model/server';
import type { TokenSource } from '../auth/authorizer';
import { ServerClock } from '../clock/serverClock';
import type { TrafficRecorder } from '../traffic/trafficRecorder';
import { HttpWire } from '../transport/httpWire';
import { StdioWire } from '../transport/stdioWire';
import type { StreamNews } from '../transport/streamWatch';
import type { Wire } from '../transport/wire';
import { Connection } from './connection';
import { handshake, toHandshakeError } from './handshake';
import type { Answering } from './inputRequests';
import { InspectorSession } from './inspectorSession';
import { noteStream } from './noteStream';
import { capabilitiesFor, type Offers, UNATTENDED_OFFERS } from './offers';
import { PendingRequests } from './pendingRequests';
import { type ClientIdentity, LEGACY_VERSIONS } from './protocol';
import { Roots } from './roots';
import { answerServerRequests } from './serverRequests';
import { SessionLink } from './sessionLink';
import { SessionLog } from './sessionLog';
import { HandshakeError, type SessionTarget } from './sessionTarget';

export interface SessionsBefore {
  /** A session that is over, in whose place this one comes. */
  readonly previous?: InspectorSession | undefined;
  /** The last one of the server's run before: what a person did in it stays known. */
  readonly earlier?: InspectorSession | undefined;
}

export interface OpenSessionOptions extends SessionsBefore {
  readonly serverId: ServerId;
  readonly target: SessionTarget;
  readonly era: 'auto' | 'legacy' | 'modern';
  /** The only version that will do, of that era; absent: any that we speak. */
  readonly protocolVersion?: string | undefined;
  /** What `roots/list` answers. */
  readonly roots: readonly Root[];
  readonly recorder: TrafficRecorder;
  /** What the server may ask of us; only the roots if absent. */
  readonly offers?: Offers | undefined;
  /** How long a person may take to answer the server, in ms; 10 min if absent, 0: as long as it takes. */
  readonly answerTimeout?: number | undefined;
  /** For a server that wants a token. The time of the handshake stands still while one is fetched. */
  readonly auth?: TokenSource;
  /** Aborts the handshake. Has no effect on the session once it is open. */
  readonly signal: AbortSignal;
  /** The time that the handshake may take, in ms; 30 s if absent, 0: no limit of its own. */
  readonly timeoutMs?: number;
  /** By which the time of the session's requests is measured. */
  readonly clock?: ServerClock | undefined;
  readonly clientInfo?: Implementation;
  /** A line on stdout that is no JSON-RPC message; recorded already. */
  onNoise(line: string): void;
}

const DEFAULT_ANSWER_TIMEOUT_MS = 600_000;
const DEFAULT_TIMEOUT_MS = 30_000;

/**
 * Carries out the MCP handshake, `server/discover` or `initialize` with `notifications/initialized`,
 * and nothing else: lists are asked for by `session.start()`. When it fails, what it opened is closed.
 * @throws HandshakeError
 */
export async function openSession(options: OpenSessionOptions): Promise<InspectorSession> {
  const id = randomUUID();
  const { serverId, previous, earlier, protocolVersion, clock = new ServerClock() } = options;
  const log = new SessionLog(previous?.log());
  let session: InspectorSession | undefined;
  const wire = openWire(options, id, (news) => {
    noteStream(news, log);
    // What the server told meanwhile was not heard.
    if (news.kind === 'restored') void session?.refresh();
  });
  const connection = new Connection(wire);
  log.follow(connection);
  const answering = answeringOf(options, id, clock);
  answerServerRequests(connection, answering);
  const client = identityOf(options, answering.offers);
  // The older transport is of a time before the modern era.
  const era = options.target.kind === 'sse' ? 'legacy' : options.era;
  const limit = limitOf(options);
  try {
    await within(wire.start(), limit.signal);
    const { signal } = limit;
    const negotiated = await handshake(connection, { era, protocolVersion, client, signal, clock });
    signal.throwIfAborted();
    const link = new SessionLink(connection, negotiated, client, clock);
    session = new InspectorSession({ id, serverId, link, answering, log, previous, earlier });
    return session;
  } catch (error) {
    void wire.close();
    throw toHandshakeError(error);
  } finally {
    limit.done();
  }
}

function identityOf(
  { clientInfo, era, protocolVersion }: OpenSessionOptions,
  offers: Offers,
): ClientIdentity {
  const pinned = era === 'legacy' ? protocolVersion : undefined;
  return {
    info: clientInfo ?? { name: 'portcullis', version },
    legacyVersion: pinned ?? LEGACY_VERSIONS[0]!,
    capabilitiesFor: (revision) => capabilitiesFor(offers, revision),
  };
}

/** Roots and answers outlive the session that they were given in, if another comes in its place. */
function answeringOf(
  options: OpenSessionOptions,
  sessionId: string,
  clock: ServerClock,
): Answering {
  const { serverId, roots, previous, earlier } = options;
  const { answerTimeout = DEFAULT_ANSWER_TIMEOUT_MS } = options;
  const before = (previous ?? earlier)?.pendingRequests();
  return {
    offers: options.offers ?? UNATTENDED_OFFERS,
    roots: new Roots(previous?.state.roots ?? roots),
    pending: new PendingRequests({ serverId, sessionId }, answerTimeout, before, clock),
  };
}

function openWire(
  options: OpenSessionOptions,
  sessionId: string,
  onStream: (news: StreamNews) => void,
): Wire {
  const { target, recorder, auth, onNoise } = options;
  return target.kind === 'stdio'
    ? new StdioWire({ ...target, recorder, sessionId, onNoise })
    : new HttpWire({ ...target, auth, recorder, sessionId, onNoise, onStream });
}

/** A signal that aborts with the HandshakeError to throw. */
function limitOf({ signal, auth, timeoutMs = DEFAULT_TIMEOUT_MS }: OpenSessionOptions) {
  const limit = new AbortController();
  const abort = () => limit.abort(new HandshakeError({ kind: 'aborted' }));
  let timer: NodeJS.Timeout | undefined;
  const expire = () => {
    if (auth?.renewing) void auth.renewing.then(wait, wait);
    else limit.abort(new HandshakeError({ kind: 'timeout', afterMs: timeoutMs }));
  };
  const wait = () => {
    if (timeoutMs > 0 && !over) timer = setTimeout(expire, timeoutMs);
  };
  let over = false;
  wait();
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort, { once: true });
  const done = () => {
    over = true;
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  };
  return { signal: limit.signal, done };
}

async function within<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = () => reject(signal.reason);
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
