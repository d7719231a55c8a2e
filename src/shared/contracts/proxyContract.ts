import * as v from 'valibot';
import type { Debuggee } from '../model/debuggee';
import type { RelayedClients } from '../model/relayedClient';
import { LaunchDefinitionSchema, type ServerId } from '../model/server';
import type { ServerSnapshot } from '../model/state';
import { notification, request } from '../rpc/contract';
import { catalogRequests } from './catalogContract';
import { inspectorNotifications, inspectorRequests } from './inspectorContract';
import { TrafficLimitsSchema, trafficRequests } from './trafficContract';

/** Where the proxy is reachable. */
export interface ProxyInfo {
  readonly pid: number;
  /** On 127.0.0.1. */
  readonly port: number;
  /** Set when the preferred port was taken: by whom. */
  readonly preferredPortOwner?: string;
}

/** How another MCP client on this machine reaches a server through the relay. */
export interface RelayAccess {
  readonly transport: 'http' | 'sse';
  readonly url: string;
  /** They hold the token of the relay: a secret. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Extension host → proxy (requests), proxy → extension host (notifications). */
export const proxyContract = {
  requests: {
    ...inspectorRequests,
    ...catalogRequests,
    ...trafficRequests,
    /** Must come first: binds the proxy's port. */
    'proxy/initialize': request<ProxyInfo>()(
      v.object({
        /** Used if free; otherwise another. 0: any. */
        preferredPort: v.number(),
        /** Folder for the traffic log. */
        storagePath: v.string(),
        /** How much traffic is kept. Default: 128 MiB, 30 days. */
        traffic: v.optional(TrafficLimitsSchema),
        /** Folder for the table of launches, which all windows share. Default: `storagePath`. */
        sharedPath: v.optional(v.string()),
        /** That other clients of the relay must show. Default: a random one. */
        token: v.optional(v.string()),
      }),
    ),
    'proxy/shutdown': request<null>()(v.object({})),
    /** Answers when the launch has begun; its course comes as `server/changed`. Restarts what already runs. */
    'server/start': request<null>()(
      v.object({
        definition: LaunchDefinitionSchema,
        /** Why what runs is restarted, in a few words: told to whoever waits for it. */
        reason: v.optional(v.string()),
      }),
    ),
    /** Answers when its process is gone and its port is free. Idempotent. */
    'server/stop': request<null>()(v.object({ serverId: v.string() })),
    /** Stops it, and keeps nothing of it: neither what it said nor that it was there. */
    'server/forget': request<null>()(v.object({ serverId: v.string() })),
    /** Moves the deadline of the running launch. */
    'server/keepWaiting': request<null>()(v.object({ serverId: v.string(), ms: v.number() })),
    /** A debugger holds the server, or lets it go on: meanwhile all its time-outs stand still. */
    'server/suspendTimeouts': request<null>()(
      v.object({ serverId: v.string(), suspended: v.boolean() }),
    ),
    /** Has the person sign in to a server that wants it. False when they did not want to. */
    'server/signIn': request<boolean>()(v.object({ serverId: v.string() })),
    /** Whoever was to sign in will not. No effect when nobody is waited for. */
    'server/cancelSignIn': request<null>()(v.object({ serverId: v.string() })),
    /** Sign-ins were forgotten, or others are kept by now: reads them again when they are needed. */
    'signIn/changed': request<null>()(v.object({})),
    'server/list': request<readonly ServerSnapshot[]>()(v.object({})),
    /**
     * Tells of all servers that are configured in files, started or not: what `portcullis tap` sees of one goes
     * into its log. Replaces what was told before.
     */
    'relay/configured': request<null>()(
      v.object({
        servers: v.array(
          v.object({
            serverId: v.string(),
            /** In the file. */
            name: v.string(),
            /** Of the file. */
            uri: v.string(),
          }),
        ),
      }),
    ),
    /** Null for a server that is not reached over HTTP, and for one that was never started. */
    'relay/access': request<RelayAccess | null>()(v.object({ serverId: v.string() })),
    /** Stops a process that the person chose to stop, if it still is the one that started then. */
    'process/stop': request<null>()(
      v.object({ pid: v.number(), startedAt: v.optional(v.number()) }),
    ),
  },
  notifications: {
    ...inspectorNotifications,
    'server/changed': notification<ServerSnapshot>(),
    /** Other clients of a server have come or gone. */
    'relay/clientsChanged': notification<RelayedClients>(),
    /** A program of a server that is started under a debugger waits for it. */
    'server/debuggee': notification<{ serverId: ServerId; debuggee: Debuggee }>(),
    'proxy/log': notification<{ level: 'info' | 'warn' | 'error'; message: string }>(),
  },
} as const;

export type ProxyContract = typeof proxyContract;
