import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TrafficRecorder } from '../traffic/trafficRecorder';
import { forward, refuse } from './forward';
import { refuseForeign, refuseWithoutToken } from './guard';
import { ClientNames, RelayTap } from './relayTap';

const HOST = '127.0.0.1';
const MAX_HEADERS = 32 * 1024;
const MAX_BODY = 256 * 1024 * 1024;

/** An HTTP server that the relay may reach. */
export interface RelayTarget {
  readonly url: string;
  /** Added to every request, over what the client sent. */
  readonly headers: Readonly<Record<string, string>>;
  readonly recorder: TrafficRecorder;
}

export interface ListenerOptions {
  /** Used if free; otherwise another. 0: any. */
  readonly preferredPort: number;
  /** A server that is ready, by the name of its entry or by its id; undefined: unknown, or not ready. */
  lookup(name: string): RelayTarget | undefined;
  log(level: 'info' | 'warn' | 'error', message: string): void;
  /** Names the program that holds a port, for `preferredPortOwner`. */
  ownerOf?(port: number): Promise<string | undefined>;
  /** The largest body of a request that is passed on, in bytes. */
  readonly maxBody?: number;
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
 * Binds the proxy's own port on 127.0.0.1, where other MCP clients reach HTTP servers that are ready at
 * `/servers/NAME/mcp`. Binding is the test of the port: nobody can take it between a check and its use.
 * @throws the socket's error when no port at all can be bound
 */
export async function startListener(options: ListenerOptions): Promise<Listener> {
  const token = options.token ?? randomBytes(32).toString('base64url');
  const server = createServer({ maxHeaderSize: MAX_HEADERS });
  const preferredPortOwner = await bind(server, options);
  const { port } = server.address() as AddressInfo;
  const relay = createRelay(options, port, token);
  server.on('request', relay);
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

type Route =
  | { readonly to: 'health' }
  | { readonly to: 'server'; readonly url: URL; readonly target: RelayTarget }
  | { readonly to: 'nowhere'; readonly status: number; readonly reason: string };

function createRelay(options: ListenerOptions, port: number, token: string) {
  const names = new ClientNames();
  const { maxBody = MAX_BODY } = options;
  let exchanges = 0;
  return (request: IncomingMessage, response: ServerResponse): void => {
    const route = routeOf(request, port, token, options);
    if (route.to === 'nowhere') {
      refuse(response, route.status, route.reason);
    } else if (route.to === 'health') {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ name: 'portcullis', pid: process.pid }));
    } else {
      const { url, target } = route;
      const tap = new RelayTap(target.recorder, names, `relay ${exchanges++}`, request);
      forward(request, response, { url, target, token, maxBody, tap });
    }
  };
}

function routeOf(
  request: IncomingMessage,
  port: number,
  token: string,
  { lookup }: ListenerOptions,
): Route {
  const foreign = refuseForeign(request, port);
  if (foreign) return { to: 'nowhere', ...foreign };
  const url = parseUrl(request.url, port);
  if (!url) return { to: 'nowhere', status: 400, reason: 'The URL cannot be read' };
  if (url.pathname === '/health' && request.method === 'GET') return { to: 'health' };
  const unknown = refuseWithoutToken(request, url, token);
  if (unknown) return { to: 'nowhere', ...unknown };
  const name = serverName(url.pathname);
  if (name === undefined) return { to: 'nowhere', status: 404, reason: 'There is nothing here' };
  const target = lookup(name);
  if (!target) return { to: 'nowhere', status: 404, reason: `${name} is not ready` };
  return { to: 'server', url, target };
}

function parseUrl(path: string | undefined, port: number): URL | undefined {
  return URL.parse(path ?? '', `http://${HOST}:${port}`) ?? undefined;
}

function serverName(pathname: string): string | undefined {
  const encoded = /^\/servers\/([^/]+)\/mcp$/.exec(pathname)?.[1];
  try {
    return encoded === undefined ? undefined : decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
}
