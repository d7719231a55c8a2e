import * as v from 'valibot';
import { request } from '../rpc/contract';

const server = { serverId: v.string(), serverUrl: v.string() };

/** Proxy → extension host: what only the window can do. */
export const hostContract = {
  requests: {
    /** The sign-in to a server as it was written, null if there is none. */
    'signIn/read': request<string | null>()(v.object(server)),
    /** Keeps it in VS Code's secret storage; null forgets it. */
    'signIn/write': request<null>()(v.object({ ...server, value: v.nullable(v.string()) })),
    /** The address by which the person's browser reaches one of this machine. */
    'browser/reach': request<string>()(v.object({ url: v.string() })),
    /** Asks the person, and opens the page where they sign in to a server. False if they do not want to. */
    'browser/signIn': request<boolean>()(v.object({ ...server, url: v.string() })),
  },
  notifications: {},
} as const;

export type HostContract = typeof hostContract;
