import type { IncomingMessage } from 'node:http';
import { refuseForeign, refuseWithoutToken } from './guard';

export type Route =
  | { readonly to: 'health' }
  /** The endpoint of a server, by its name or id. */
  | {
      readonly to: 'server';
      readonly name: string;
      readonly endpoint: 'mcp' | 'sse';
      readonly query: string;
    }
  /** Where the client of an open event stream sends its messages. */
  | { readonly to: 'messages'; readonly stream: string; readonly query: string }
  | { readonly to: 'nowhere'; readonly status: number; readonly reason: string };

const SERVER_PATH = /^\/servers\/([^/]+)\/(mcp|sse)$/;
const MESSAGES_PATH = /^\/servers\/[^/]+\/messages\/([\w-]+)$/;

/**
 * Where a request is to go, once it may. The path is read as it was written: nothing in it is resolved or
 * decoded but the name of the server, which is only looked up.
 */
export function routeOf(request: IncomingMessage, port: number, token: string): Route {
  const { url = '', method } = request;
  const foreign = refuseForeign(request, port);
  if (foreign) return { to: 'nowhere', ...foreign };
  const [path, query] = splitQuery(url);
  if (path === '/health' && method === 'GET') return { to: 'health' };
  const unknown = refuseWithoutToken(request, query, token);
  if (unknown) return { to: 'nowhere', ...unknown };
  const stream = MESSAGES_PATH.exec(path)?.[1];
  if (stream !== undefined) return { to: 'messages', stream, query };
  const found = SERVER_PATH.exec(path);
  const name = found && decoded(found[1]!);
  if (!found || name === null || name === undefined) {
    return { to: 'nowhere', status: 404, reason: 'There is nothing here' };
  }
  return { to: 'server', name, endpoint: found[2] as 'mcp' | 'sse', query };
}

function splitQuery(url: string): [path: string, query: string] {
  const at = url.indexOf('?');
  return at === -1 ? [url, ''] : [url.slice(0, at), url.slice(at + 1)];
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
