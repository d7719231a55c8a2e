import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  Client,
  type ClientOptions,
  StreamableHTTPClientTransport,
} from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { Engine } from '../../src/proxy/engine';
import type { InspectorSession } from '../../src/proxy/session/inspectorSession';
import { openSession } from '../../src/proxy/session/openSession';
import type { LaunchDefinition, ServerId } from '../../src/shared/model/server';
import type { ServerSnapshot } from '../../src/shared/model/state';

/** `events`: over HTTP, where each answer comes in an event stream, as it does from the SDK's own servers. */
export type Kind = 'stdio' | 'http' | 'events';
/** The scripts run from the root of the project. */
const SERVER = path.resolve('test/bench/server.mjs');
/** How the server is started over stdio. */
export const STDIO = { command: process.execPath, args: [SERVER, 'stdio'] };

/** An engine with a folder of its own, as the proxy has it: everything that passes is recorded. */
export class Setting {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'portcullis-bench-'));
  readonly engine = new Engine({ storagePath: path.join(this.folder, 'engine'), log: () => {} });

  async close(): Promise<void> {
    await this.engine.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** @throws when the server fails */
  until(id: ServerId, matches: (snapshot: ServerSnapshot) => boolean): Promise<ServerSnapshot> {
    return new Promise((resolve, reject) => {
      const subscription = this.engine.onDidChangeServer((snapshot) => {
        const { state } = snapshot;
        if (snapshot.id !== id) return;
        if (state.status === 'failed') reject(new Error(state.diagnosis.title));
        else if (matches(snapshot)) resolve(snapshot);
        else return;
        subscription.dispose();
      });
    });
  }

  /** Starts it. Resolves when its tools are listed. */
  async start(definition: LaunchDefinition): Promise<InspectorSession> {
    const listed = this.until(definition.id, ({ session }) => session?.counts !== undefined);
    await this.engine.start(definition);
    await listed;
    return this.engine.server(definition.id)!.session!;
  }
}

const common = (id: string) => ({
  id,
  name: id,
  readyTimeout: 30_000,
  era: 'auto' as const,
  roots: [],
  source: { label: 'bench' },
  problems: [],
});

/** The server of the bench, started by us. */
export function launched(kind: Kind, env: Record<string, string> = {}): LaunchDefinition {
  const cwd = process.cwd();
  if (kind === 'stdio') return { ...common(kind), kind, run: { ...STDIO, cwd, env } };
  const url = 'http://127.0.0.1:${port}/mcp';
  const http = { url, headers: {}, transport: 'http', port: 'auto' } as const;
  const events = kind === 'events' ? { EVENTS: '1' } : {};
  const run = { ...STDIO, args: [SERVER, 'http'], cwd, env: { ...env, ...events } };
  return { ...common(kind), kind: 'launchedHttp', run, ...http };
}

/** A server that runs already. */
export function running(url: string): LaunchDefinition {
  return { ...common('running'), kind: 'remote', url, headers: {}, transport: 'http' };
}

/** A session alone, without the gate before it: from the connection to the lists. Everything is recorded. */
export async function openListed({ engine }: Setting, url: string): Promise<InspectorSession> {
  const session = await openSession({
    serverId: 'session',
    target: { kind: 'http', url, headers: {} },
    era: 'auto',
    roots: [],
    recorder: engine.traffic.recorder('session'),
    signal: new AbortController().signal,
    onNoise: () => {},
  });
  await session.start();
  return session;
}

/** The official client as it is, with its own transports. */
export async function connectBare(
  kind: Kind,
  url: string,
  stdio: { command: string; args: string[]; env?: Record<string, string> } = STDIO,
  options: ClientOptions = {},
): Promise<Client> {
  const client = new Client({ name: 'bare', version: '1.0.0' }, options);
  const transport =
    kind === 'stdio'
      ? new StdioClientTransport(stdio)
      : new StreamableHTTPClientTransport(new URL(url));
  await client.connect(transport);
  return client;
}
