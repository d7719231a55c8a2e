import type { Fault } from '../fault';
import type { World } from '../world';
import { missing } from './missing';

const URL_OF_PORT = 'http://127.0.0.1:$' + '{port}';
const PORT = '$' + '{port}';

async function remote(world: World, program: string, path: string, type = 'http') {
  const { port } = await world.start(program);
  return { type, url: `http://127.0.0.1:${port}${path}` };
}

export const httpFaults: readonly Fault[] = [
  {
    code: 'http.wrong-path',
    name: 'a remote server',
    step: 'mcp',
    entry: async (world) => {
      const entry = await remote(world, 'healthyHttp.mjs', '/mpc');
      world.expect(entry.url.replace('/mpc', '/mcp'));
      return entry;
    },
    fixes: ['usePath'],
  },
  {
    code: 'http.wrong-path',
    name: 'a server that we launch',
    step: 'mcp',
    entry: (world) => world.run('healthyHttp.mjs', { url: `${URL_OF_PORT}/`, env: { PORT } }),
    evidence: /\/mcp$/,
    fixes: ['usePath'],
  },
  {
    code: 'http.not-found',
    name: 'MCP nowhere',
    step: 'mcp',
    entry: (world) => remote(world, 'http.not-found.mjs', '/mcp'),
    evidence: /\/sse, \//,
  },
  {
    code: 'http.sse-endpoint',
    name: 'configured as Streamable HTTP',
    step: 'mcp',
    entry: (world) => remote(world, 'http.sse-endpoint.mjs', '/sse'),
    evidence: 'http',
    fixes: ['useTransport'],
  },
  {
    code: 'http.streamable-endpoint',
    name: 'configured as HTTP+SSE',
    step: 'mcp',
    entry: (world) => remote(world, 'healthyHttp.mjs', '/mcp', 'sse'),
    evidence: 'sse',
    fixes: ['useTransport'],
  },
  {
    code: 'http.not-mcp',
    name: 'a web page',
    step: 'mcp',
    entry: (world) => remote(world, 'http.not-mcp.mjs', '/'),
    evidence: 'My garden',
    fixes: [
      {
        id: 'openEntry',
        after: async ({ edit }, world) =>
          edit(['url'], (await remote(world, 'healthyHttp.mjs', '/mcp')).url),
      },
    ],
  },
  {
    code: 'http.not-mcp',
    name: 'python -m http.server',
    step: 'mcp',
    entry: (world) => remote(world, 'http.not-mcp.py', '/'),
    evidence: '501',
    unless: () => missing('python3'),
  },
  {
    code: 'http.not-http',
    name: 'an SSH server',
    step: 'http',
    entry: (world) => remote(world, 'http.not-http.mjs', '/mcp'),
    evidence: /SSH-2\.0/,
  },
  {
    code: 'http.no-response',
    name: 'silence',
    step: 'http',
    entry: async (world) => ({
      ...(await remote(world, 'http.no-response.py', '/mcp')),
      readyTimeout: 1_000,
    }),
    evidence: /\/mcp$/,
    unless: () => missing('python3'),
  },
  {
    code: 'http.unauthorized',
    name: 'with sign-in on offer',
    step: 'mcp',
    entry: (world) => remote(world, 'http.unauthorized.mjs', '/mcp'),
    evidence: 'https://sign-in.example',
    fixes: [{ id: 'setToken', value: 'Bearer right' }],
  },
  {
    code: 'http.unauthorized',
    name: 'a person is willing to sign in',
    step: 'mcp',
    entry: async (world) => {
      const entry = await remote(world, '../servers/oauthServer.mjs', '/mcp');
      world.expect(new URL(entry.url).origin);
      return entry;
    },
    fixes: ['signIn'],
  },
  {
    code: 'http.forbidden',
    name: 'a scope is missing',
    step: 'mcp',
    entry: (world) => remote(world, 'http.forbidden.mjs', '/mcp'),
    evidence: /weather:read/,
    fixes: [{ id: 'setToken', value: 'Bearer right' }],
  },
  {
    code: 'http.forbidden',
    name: 'a person is willing to consent',
    step: 'mcp',
    entry: (world) => remote(world, 'http.forbidden.consent.mjs', '/mcp'),
    evidence: /insufficient_scope/,
    fixes: ['signIn'],
  },
  {
    code: 'http.host-rejected',
    name: 'knows localhost only',
    step: 'mcp',
    entry: async (world) => {
      const entry = await remote(world, 'http.host-rejected.mjs', '/mcp');
      world.expect(new URL(entry.url).host);
      return entry;
    },
    fixes: ['useHost'],
  },
  {
    code: 'http.redirect',
    name: 'to another path',
    step: 'mcp',
    entry: (world) => remote(world, 'http.redirect.mjs', '/mcp'),
    evidence: /\/v2\/mcp$/,
    fixes: ['useTarget'],
  },
  {
    code: 'http.server-error',
    name: '500',
    step: 'mcp',
    entry: (world) => remote(world, 'http.server-error.mjs', '/mcp'),
    evidence: 'Traceback: no such city',
  },
];
