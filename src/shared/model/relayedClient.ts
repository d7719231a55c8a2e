import type { ServerId } from './server';

/** Another MCP client that speaks to a server through Portcullis. */
export interface RelayedClient {
  /** As it calls itself. */
  readonly name: string;
  /** HTTP through the relay, or stdio through `portcullis tap`. */
  readonly via: 'relay' | 'tap';
  /** How many sessions it has, where that can be told: over HTTP of the modern era there are none. */
  readonly sessions: number;
  /** When it first spoke, in epoch ms. */
  readonly since: number;
}

/** All clients of one server that are there now; none: they have left. */
export interface RelayedClients {
  readonly serverId: ServerId;
  readonly clients: readonly RelayedClient[];
}
