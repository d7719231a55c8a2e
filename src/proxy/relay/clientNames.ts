import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { isObject } from '../transport/jsonRpc';

const MAX_CLIENTS = 1000;
const CLIENT_INFO = 'io.modelcontextprotocol/clientInfo';

/** Who speaks in an exchange; its name may become known while it lasts. */
export interface Speaker {
  /** As the client calls itself. */
  name: string | undefined;
  /** Tells apart what the server asks of clients that have the same name. */
  readonly session: string | undefined;
}

/** What clients call themselves, by the MCP session that they have, and by their connection without one. */
export class ClientNames {
  readonly #bySession = new Map<string, string>();
  readonly #bySocket = new WeakMap<Socket, string>();

  speakerOf(request: IncomingMessage): Speaker {
    const session = sessionOf(request);
    const known = session === undefined ? undefined : this.#bySession.get(session);
    return { name: known ?? this.#bySocket.get(request.socket), session };
  }

  /** Remembers the name for the requests that follow in this session, or on this connection. */
  learn(name: string, request: IncomingMessage, answer?: IncomingMessage): void {
    this.#bySocket.set(request.socket, name);
    const session = answer && sessionOf(answer);
    if (session === undefined) return;
    this.#bySession.delete(session);
    this.#bySession.set(session, name);
    const [oldest] = this.#bySession.keys();
    if (this.#bySession.size > MAX_CLIENTS) this.#bySession.delete(oldest!);
  }
}

function sessionOf({ headers }: IncomingMessage): string | undefined {
  const session = headers['mcp-session-id'];
  return typeof session === 'string' ? session : undefined;
}

/**
 * What a client calls itself in a message of its own: in `initialize` of the legacy era, in the envelope of
 * every request of the modern one. Undefined in any other.
 */
export function clientNameIn(message: unknown): string | undefined {
  const first: unknown = Array.isArray(message) ? message[0] : message;
  if (!isObject(first) || !isObject(first.params)) return undefined;
  const { clientInfo, _meta } = first.params;
  const info = isObject(_meta) && isObject(_meta[CLIENT_INFO]) ? _meta[CLIENT_INFO] : clientInfo;
  return isObject(info) && typeof info.name === 'string' ? info.name : undefined;
}
