import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { startListener } from '../../../src/proxy/relay/listener';
import {
  MemoryRecorder,
  MODERN,
  ROOT,
  reference,
  startEverything,
  startModernHttp,
  startNode,
} from '../session/support';

/** How a client reaches a server. */
export type Way =
  | { readonly kind: 'http' | 'sse'; readonly url: string }
  | {
      readonly kind: 'stdio';
      readonly command: string;
      readonly args: readonly string[];
      readonly env: Readonly<Record<string, string>>;
    };

/** The same server, directly and through us. */
export interface Route {
  readonly direct: Way;
  readonly through: Way;
  /** What was recorded of it in this process: by the relay only. */
  readonly recorder: MemoryRecorder;
}

/** Both ways to a server over HTTP. */
async function relayed(kind: 'http' | 'sse', url: string): Promise<Route> {
  const recorder = new MemoryRecorder();
  const target = { url, headers: {}, transport: kind, recorder };
  const listener = await startListener({
    preferredPort: 0,
    log: () => {},
    lookup: (name) => (name === 'server' ? target : undefined),
  });
  onTestFinished(() => listener.close());
  const endpoint = kind === 'sse' ? 'sse' : 'mcp';
  const through = `http://127.0.0.1:${listener.port}/servers/server/${endpoint}?token=${listener.token}`;
  return { direct: { kind, url }, through: { kind, url: through }, recorder };
}

/** Both ways to a server over stdio. */
function tapped(script: string, args: readonly string[]): Route {
  const folder = mkdtempSync(path.join(tmpdir(), 'portcullis-route-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'mcp.json');
  const entry = { command: process.execPath, args };
  writeFileSync(file, JSON.stringify({ servers: { server: entry } }));
  const env = { PORTCULLIS_HOME: path.join(folder, 'home') };
  return {
    direct: { kind: 'stdio', ...entry, env },
    through: {
      kind: 'stdio',
      command: process.execPath,
      args: [script, 'tap', '--config', file, '--server', 'server'],
      env,
    },
    recorder: new MemoryRecorder(),
  };
}

const CHANGING = path.join(ROOT, 'test/fixtures/servers/everythingModern/server.mjs');

/** To a server whose lists change, and which says so. */
export const changingRoutes = (
  script: () => string,
): Readonly<Record<string, () => Promise<Route>>> => ({
  HTTP: async () => {
    const server = startNode(CHANGING, [], { PORT: '0' });
    const [, port] = await server.stderr(/^listening (\d+)$/);
    return relayed('http', `http://127.0.0.1:${port}/mcp`);
  },
  stdio: async () => tapped(script(), [CHANGING, '--stdio']),
});

/** @param script the command line, built */
export const routes = (script: () => string): Readonly<Record<string, () => Promise<Route>>> => ({
  'everything over HTTP': async () =>
    relayed('http', (await startEverything('streamableHttp')).url),
  'everything over HTTP+SSE': async () => relayed('sse', (await startEverything('sse')).url),
  'everything over stdio': async () => tapped(script(), [reference('everything'), 'stdio']),
  'a server of both eras over HTTP': async () => relayed('http', (await startModernHttp()).url),
  'a server of both eras over stdio': async () => tapped(script(), [MODERN, 'stdio']),
});
