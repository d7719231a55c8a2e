import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TrafficRecorder } from '../traffic/trafficRecorder';
import { ClientNames } from './clientNames';
import type { Presence } from './connectedClients';
import { type Destination, type ForwardOptions, forward } from './forward';
import { OldStreams } from './oldStreams';
import { refuse } from './refuse';
import { RelayTap, type RelayTapOptions } from './relayTap';
import { type Route, routeOf } from './route';

const MAX_BODY = 256 * 1024 * 1024;

/** A server that the relay may reach. */
export interface RelayTarget extends Destination {
  /** `sse`: the older HTTP+SSE. Default: Streamable HTTP. */
  readonly transport?: 'http' | 'sse';
  readonly recorder: TrafficRecorder;
  /** Is told who comes and goes. */
  readonly presence?: Presence | undefined;
}

/** A server that is known, but not to be reached now. */
export interface Unready {
  /** Why, in words for whoever reads the client's errors. */
  readonly unready: string;
}

export interface RelayOptions {
  /** A server by the name of its entry or by its id; undefined: there is none. */
  lookup(name: string): RelayTarget | Unready | undefined;
  /** The largest body of a request that is passed on, in bytes. */
  readonly maxBody?: number;
}

/** Where a request goes, and who says it. */
type Passage = Pick<ForwardOptions, 'to' | 'query' | 'rewriteEndpoint'> &
  Pick<RelayTapOptions, 'recorder' | 'speaker' | 'isOldStream'> &
  Pick<RelayTarget, 'presence'>;

interface Refusal {
  readonly status: number;
  readonly reason: string;
}

/** Answers the requests that come to one listener. */
export class Relay {
  readonly #options: RelayOptions;
  readonly #port: number;
  readonly #token: string;
  readonly #names = new ClientNames();
  readonly #streams: OldStreams;
  #exchanges = 0;

  constructor(options: RelayOptions, port: number, token: string) {
    this.#options = options;
    this.#port = port;
    this.#token = token;
    this.#streams = new OldStreams(token);
  }

  handle(request: IncomingMessage, response: ServerResponse): void {
    const route = routeOf(request, this.#port, this.#token);
    if (route.to === 'health') {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ name: 'portcullis', pid: process.pid }));
      return;
    }
    const passage =
      route.to === 'server'
        ? this.#toServer(request, response, route)
        : route.to === 'messages'
          ? this.#toMessages(route)
          : route;
    if ('reason' in passage) refuse(request, response, passage.status, passage.reason);
    else this.#forward(request, response, passage);
  }

  #toServer(
    request: IncomingMessage,
    response: ServerResponse,
    { name, endpoint, query }: Route & { to: 'server' },
  ): Passage | Refusal {
    const target = this.#options.lookup(name);
    if (!target) return { status: 404, reason: `There is no server ${name} here` };
    // To clients, 404 is a lost session, or a server of the older transport: they would try the wrong thing.
    if ('unready' in target) return { status: 503, reason: target.unready };
    const isOld = target.transport === 'sse';
    if (endpoint === 'sse' && !isOld) {
      const reason = `${name} speaks Streamable HTTP, at /servers/${encodeURIComponent(name)}/mcp`;
      return { status: 404, reason };
    }
    const { recorder, presence } = target;
    if (!isOld || request.method !== 'GET') {
      return { to: target, query, recorder, presence, speaker: this.#names.speakerOf(request) };
    }
    const stream = this.#streams.open(target);
    const { speaker } = stream;
    response.once('close', () => this.#streams.close(stream));
    const rewriteEndpoint = (named: string) => this.#streams.rewrite(stream, name, named);
    return { to: target, query, recorder, presence, speaker, isOldStream: true, rewriteEndpoint };
  }

  #toMessages({ stream: id, query }: Route & { to: 'messages' }): Passage | Refusal {
    const stream = this.#streams.of(id);
    if (!stream?.endpoint) {
      return { status: 404, reason: 'The event stream of these messages is closed' };
    }
    const { endpoint, speaker, target } = stream;
    if (endpoint.kind === 'refused') return { status: 502, reason: endpoint.reason };
    const { recorder, presence } = target;
    return { to: endpoint.to, query, recorder, presence, speaker, isOldStream: true };
  }

  #forward(request: IncomingMessage, response: ServerResponse, passage: Passage): void {
    const { recorder, presence, speaker, isOldStream = false, ...rest } = passage;
    const exchange = `relay ${this.#exchanges++}`;
    const visit = presence?.enter(speaker);
    const onNamed = () => visit?.named();
    const names = this.#names;
    const tap = new RelayTap({ recorder, names, speaker, exchange, isOldStream, onNamed });
    const isStream = passage.rewriteEndpoint !== undefined;
    // With DELETE a client ends its session (MCP 2025-11-25), also where the server will not have that.
    response.once('close', () => visit?.leave(isStream || request.method === 'DELETE'));
    const { maxBody = MAX_BODY } = this.#options;
    forward(request, response, { ...rest, token: this.#token, maxBody, tap });
  }
}
