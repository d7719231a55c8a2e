import { randomBytes } from 'node:crypto';
import type { Speaker } from './clientNames';
import type { Destination } from './forward';
import { TOKEN_PARAMETER } from './guard';
import type { RelayTarget } from './relay';

/** Where the messages of a stream's client go. */
export type MessageEndpoint =
  | { readonly kind: 'open'; readonly to: Destination }
  /** The server named an address that clients must not follow. */
  | { readonly kind: 'refused'; readonly reason: string };

/** The event stream of one client of an HTTP+SSE server (MCP 2024-11-05), while it is open. */
export interface OldStream {
  readonly id: string;
  readonly target: RelayTarget;
  readonly speaker: Speaker;
  /** Set when the server has named it. */
  endpoint?: MessageEndpoint;
}

/** The open ones: a client can send messages only where the server of its own stream has told it to. */
export class OldStreams {
  readonly #streams = new Map<string, OldStream>();
  readonly #token: string;

  constructor(token: string) {
    this.#token = token;
  }

  open(target: RelayTarget): OldStream {
    // It takes part in keeping one client's session from another, as the id of a session does.
    const id = randomBytes(16).toString('base64url');
    const stream = { id, target, speaker: { name: undefined, session: `stream ${id}` } };
    this.#streams.set(id, stream);
    return stream;
  }

  of(id: string): OldStream | undefined {
    return this.#streams.get(id);
  }

  close({ id }: OldStream): void {
    this.#streams.delete(id);
  }

  /** Takes the endpoint that the server names. @returns the one for its client, below our own address. */
  rewrite(stream: OldStream, name: string, endpoint: string): string {
    stream.endpoint = endpointOf(stream.target, endpoint);
    return `/servers/${encodeURIComponent(name)}/messages/${stream.id}?${TOKEN_PARAMETER}=${this.#token}`;
  }
}

/** Names by which a server calls the machine that it shares with us. */
const LOOPBACK: ReadonlySet<string> = new Set([
  'localhost',
  '127.0.0.1',
  '[::1]',
  '0.0.0.0',
  '[::]',
]);

/** Clients refuse an endpoint of another origin, and so must who sends messages, and secrets, for them. */
function endpointOf(target: RelayTarget, endpoint: string): MessageEndpoint {
  const base = new URL(target.url);
  const named = URL.parse(endpoint, target.url);
  if (!named) return { kind: 'refused', reason: `The server named no URL: ${endpoint}` };
  if (!isSameOrigin(named, base)) {
    const reason = `The server named an endpoint of another origin, ${named.origin}, to which clients send nothing`;
    return { kind: 'refused', reason };
  }
  // By the name at which the server was found to answer.
  const url = new URL(`${named.pathname}${named.search}`, base).href;
  return { kind: 'open', to: { ...target, url } };
}

function isSameOrigin(a: URL, b: URL): boolean {
  if (a.origin === b.origin) return true;
  const isLocal = LOOPBACK.has(a.hostname) && LOOPBACK.has(b.hostname);
  return isLocal && a.protocol === b.protocol && a.port === b.port;
}
