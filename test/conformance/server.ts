// Servers as the conformance suite meets them: each started by an engine, and reached directly and through
// the relay, which records what passes as it does for any client.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Engine } from '../../src/proxy/engine';
import { listenForEngine } from '../../src/proxy/relay/engineListener';
import { relayAccess } from '../../src/proxy/relay/relayAccess';
import type { LaunchDefinition } from '../../src/shared/model/server';
import type { ServerSnapshot } from '../../src/shared/model/state';

/** The server that must pass everything, and one of the legacy era that was not written for the suite. */
export type ServerName = 'everythingModern' | 'server-everything';

const PROGRAMS: Readonly<Record<ServerName, readonly string[]>> = {
  everythingModern: ['test/fixtures/servers/everythingModern/server.mjs'],
  // It binds every interface and has no option for it; a test stays on loopback.
  'server-everything': [
    '--import',
    './examples/workspace/servers/loopbackOnly.mjs',
    'node_modules/@modelcontextprotocol/server-everything/dist/index.js',
    'streamableHttp',
  ],
};

/** A server that runs, and both ways to it. */
export interface Routes {
  readonly direct: string;
  /** With the token in it: the suite sends no headers of ours. */
  readonly relayed: string;
  /** The methods that the traffic log has seen. */
  recorded(): readonly string[];
  /** Ends the server and the relay. Resolves when nothing is left. */
  close(): Promise<void>;
}

/**
 * Starts a server behind the gate, with the relay before it.
 * @param root the folder of the project
 * @throws when the server does not get ready
 */
export async function openRoutes(name: ServerName, root: string): Promise<Routes> {
  const folder = await mkdtemp(path.join(tmpdir(), 'portcullis-conformance-'));
  const engine = new Engine({ storagePath: folder, log: () => {} });
  const listener = await listenForEngine(engine, { preferredPort: 0, log: () => {} });
  const close = async () => {
    await Promise.all([engine.close(), listener.close()]);
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    const definition = definitionOf(name, root);
    await ready(engine, definition);
    const relayed = new URL(relayAccess(engine, listener, definition.id)!.url);
    relayed.searchParams.set('token', listener.token);
    return {
      direct: engine.server(definition.id)!.url!,
      relayed: relayed.href,
      recorded: () => engine.traffic.facets(definition.id).methods,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function definitionOf(name: ServerName, root: string): LaunchDefinition {
  return {
    id: `conformance/${name}`,
    name,
    kind: 'launchedHttp',
    url: 'http://127.0.0.1:${port}/mcp',
    run: {
      command: process.execPath,
      args: [...PROGRAMS[name]],
      cwd: root,
      env: { PORT: '${port}' },
    },
    transport: 'http',
    headers: {},
    port: 'auto',
    readyTimeout: 30_000,
    era: 'auto',
    roots: [],
    source: { label: 'conformance' },
    problems: [],
  };
}

function ready(engine: Engine, definition: LaunchDefinition): Promise<ServerSnapshot> {
  return new Promise((resolve, reject) => {
    const subscription = engine.onDidChangeServer((snapshot) => {
      const { state } = snapshot;
      if (state.status === 'failed') reject(new Error(state.diagnosis.title));
      else if (state.status === 'ready') resolve(snapshot);
      else return;
      subscription.dispose();
    });
    engine.start(definition).catch(reject);
  });
}
