import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { refusal } from './refuse';
import { Relay, type RelayOptions } from './relay';

const HOST = '127.0.0.1';
const MAX_HEADERS = 32 * 1024;

export interface ListenerOptions extends RelayOptions {
  /** Used if free; otherwise another. 0: any. */
  readonly preferredPort: number;
  log(level: 'info' | 'warn' | 'error', message: string): void;
  /** Names the program that holds a port, for `preferredPortOwner`. */
  ownerOf?(port: number): Promise<string | undefined>;
  /** Default: a random one. */
  readonly token?: string | undefined;
}

export interface Listener {
  /** On 127.0.0.1. */
  readonly port: number;
  /**
   * Needed for everything but `GET /health`: as `?token=…`, in the header `X-Portcullis-Token`, or as
   * `Authorization: Bearer …`.
   */
  readonly token: string;
  /** Set when the preferred port was taken: by whom. */
  readonly preferredPortOwner?: string;
  /** Ends what passes through it, and frees the port. Idempotent. */
  close(): Promise<void>;
}

/**
 * Binds the proxy's own port on 127.0.0.1, where other MCP clients reach servers that are ready: at
 * `/servers/NAME/mcp` those that speak Streamable HTTP, at `/servers/NAME/sse` the older ones.
 * Binding is the test of the port: nobody can take it between a check and its use.
 * @throws the socket's error when no port at all can be bound
 */
export async function startListener(options: ListenerOptions): Promise<Listener> {
  const token = options.token ?? randomBytes(32).toString('base64url');
  // A large body may take its time; the headers have 60 s.
  const server = createServer({ maxHeaderSize: MAX_HEADERS, requestTimeout: 0 });
  const preferredPortOwner = await bind(server, options);
  const { port } = server.address() as AddressInfo;
  const relay = new Relay(options, port, token);
  server.on('request', (request, response) => relay.handle(request, response));
  server.on('clientError', answerBadRequest);
  server.on('error', (error) => options.log('error', `The proxy's listener: ${error.message}`));
  let closing: Promise<void> | undefined;
  return {
    port,
    token,
    ...(preferredPortOwner !== undefined && { preferredPortOwner }),
    close: () => {
      closing ??= closeServer(server);
      return closing;
    },
  };
}

/** Resolves with who holds the preferred port, if it was not to be had. */
async function bind(server: Server, options: ListenerOptions): Promise<string | undefined> {
  const { preferredPort, ownerOf, log } = options;
  try {
    await listen(server, preferredPort);
    return undefined;
  } catch (error) {
    if (preferredPort === 0) throw error;
    const { code = 'error' } = error as NodeJS.ErrnoException;
    const owner = (await ownerOf?.(preferredPort).catch(() => undefined)) ?? `unknown (${code})`;
    await listen(server, 0);
    log('info', `Port ${preferredPort} is taken: ${owner}`);
    return owner;
  }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: HOST, port, exclusive: true }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** What was no HTTP that can be read: its sender is told why, if there still is one. */
function answerBadRequest(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  socket.end(badRequest(error.code), () => socket.destroy());
}

function badRequest(code: string | undefined): string {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW': {
      const reason = `The headers are larger than ${MAX_HEADERS} bytes`;
      return refusal(431, 'Request Header Fields Too Large', reason);
    }
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return refusal(408, 'Request Timeout', 'The headers did not come in time');
    default:
      return refusal(400, 'Bad Request', 'This is no valid HTTP request');
  }
}
