import path from 'node:path';
import { root } from '../../../scripts/support/paths.mjs';

const EVERYTHING = path.join(
  root,
  'node_modules/@modelcontextprotocol/server-everything/dist/index.js',
);
const LOOPBACK_ONLY = path.join(root, 'examples/workspace/servers/loopbackOnly.mjs');
/** A small server of the tests' own. */
export const fixture = (name: string) => path.join(root, 'test/fixtures/servers', name);

/** An entry of `portcullis.servers` for a Streamable HTTP server that takes its port from PORT. */
export function launchedHttp(args: readonly string[], env: Record<string, string> = {}) {
  return {
    type: 'http',
    url: 'http://127.0.0.1:${port}/mcp',
    command: 'node',
    args,
    env: { PORT: '${port}', ...env },
    port: 'auto',
  };
}

export const everythingStdio = { command: 'node', args: [EVERYTHING, 'stdio'] };
/** server-everything binds every interface and has no option for it; a test stays on loopback. */
export const everythingHttp = launchedHttp([
  '--import',
  LOOPBACK_ONLY,
  EVERYTHING,
  'streamableHttp',
]);

/** The files of a workspace with servers in `.vscode/mcp.json` and in the setting of our own. */
export function workspaceOf(
  servers: Record<string, object>,
  launched: Record<string, object> = {},
): Record<string, object> {
  return {
    '.vscode/mcp.json': { servers },
    '.vscode/settings.json': { 'portcullis.servers': launched },
  };
}
