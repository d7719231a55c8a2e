import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type RequestOptions,
  request,
  type ServerResponse,
} from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import {
  type Listener,
  type ListenerOptions,
  startListener,
} from '../../../../src/proxy/relay/listener';
import type { RelayTarget } from '../../../../src/proxy/relay/relay';
import type { HttpOrigin, MessageOrigin } from '../../../../src/proxy/traffic/trafficRecorder';
import type { HttpFact } from '../../../../src/shared/model/httpFact';

export type Handler = (request: IncomingMessage, response: ServerResponse) => unknown;

export async function serve(handler: Handler): Promise<string> {
  const server = createServer(handler);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/real/path?fixed=1`;
}

export interface Recorded extends MessageOrigin {
  readonly direction: string;
  readonly raw: string;
}

export async function start(
  handler: Handler,
  options: Partial<ListenerOptions> = {},
  target: Partial<RelayTarget> = {},
) {
  const url = await serve(handler);
  const recorded: Recorded[] = [];
  const facts: (HttpFact & HttpOrigin)[] = [];
  const recorder = {
    message: (direction: string, raw: string, origin?: MessageOrigin) => {
      recorded.push({ direction, raw, ...origin });
    },
    noise: () => {},
    stderr: () => {},
    http: (fact: HttpFact, origin: HttpOrigin) => void facts.push({ ...fact, ...origin }),
  };
  const listener = await startListener({
    preferredPort: 0,
    log: () => {},
    lookup: (name) =>
      name === 'my server'
        ? { url, headers: { 'X-Added': 'yes' }, recorder, ...target }
        : undefined,
    ...options,
  });
  onTestFinished(() => listener.close());
  return { listener, recorded, facts, url };
}

export const PATH = '/servers/my%20server/mcp';

/** Sends a request on a connection of its own. */
export function ask(listener: Listener, options: RequestOptions & { body?: string } = {}) {
  const { body, ...rest } = options;
  const sent = request({
    host: '127.0.0.1',
    port: listener.port,
    path: `${PATH}?token=${listener.token}`,
    agent: false,
    ...rest,
  });
  const answered = once(sent, 'response').then(([response]) => response as IncomingMessage);
  sent.end(body);
  return { sent, answered };
}

export const statusOf = async (listener: Listener, options: RequestOptions) => {
  const response = await ask(listener, options).answered;
  response.resume();
  return response.statusCode;
};

/** Writes bytes on a connection of its own, and reads until the other side closes it. */
export async function raw(listener: Listener, bytes: string): Promise<string> {
  const socket = connect({ host: '127.0.0.1', port: listener.port });
  socket.on('error', () => {});
  socket.write(bytes);
  return text(socket);
}
