import { execFileSync } from 'node:child_process';
import type { Fault } from '../fault';
import type { World } from '../world';
import { missing } from './missing';

const URL_OF_PORT = 'http://127.0.0.1:$' + '{port}/mcp';
const PORT = '$' + '{port}';

async function remote(world: World, program: string, readyTimeout = 10_000) {
  const { port } = await world.start(program);
  return { type: 'http', url: `http://${world.expect(`127.0.0.1:${port}`)}/mcp`, readyTimeout };
}

/** A network namespace of its own needs the rights of root, on Linux. */
function cannotUnshare(): string | undefined {
  try {
    execFileSync('unshare', ['--net', 'true'], { stdio: 'pipe' });
    return undefined;
  } catch {
    return 'no network namespace can be made';
  }
}

export const networkFaults: readonly Fault[] = [
  {
    code: 'net.refused',
    name: 'nothing there, but a server on the next port',
    step: 'tcp',
    entry: async (world) => {
      const { port } = await world.start('http.sse-endpoint.mjs');
      world.expect(`127.0.0.1:${port - 1}`);
      world.expect(`http://127.0.0.1:${port}/sse`);
      return { type: 'sse', url: `http://127.0.0.1:${port - 1}/sse` };
    },
    fixes: [
      'useNearby',
      {
        id: 'restart',
        before: async (world) => {
          const port = Number(world.expected[0]!.split(':')[1]);
          await world.start('http.sse-endpoint.mjs', { PORT: String(port) });
        },
      },
    ],
  },
  {
    code: 'net.refused-family',
    name: 'bound to ::1, asked for at 127.0.0.1',
    step: 'tcp',
    entry: async (world) => {
      const { port } = await world.start('healthy.ipv6.mjs');
      world.expect('ECONNREFUSED');
      return { type: 'http', url: `http://127.0.0.1:${port}/mcp` };
    },
    evidence: /^connected/,
    fixes: ['useAddress'],
  },
  {
    code: 'net.not-listening',
    name: 'Node, too slow for its limit',
    step: 'tcp',
    entry: (world) =>
      world.run('net.not-listening.mjs', {
        url: URL_OF_PORT,
        env: { PORT, BOOT_MS: '3500' },
        readyTimeout: 3_000,
      }),
    evidence: 'Loading the model …',
    fixes: ['moreTime'],
    slow: true,
  },
  {
    code: 'net.not-listening',
    name: 'Python, never',
    step: 'tcp',
    entry: (world) =>
      world.run('net.not-listening.py', { url: URL_OF_PORT, env: { PORT }, readyTimeout: 1_500 }),
    evidence: 'nothing',
    unless: () => missing('python3'),
    slow: true,
  },
  {
    code: 'net.timeout',
    name: 'a queue that is full',
    step: 'tcp',
    entry: (world) => remote(world, 'net.timeout.py', 1_000),
    evidence: 'ETIMEDOUT',
    unless: () => (process.platform === 'linux' ? missing('python3') : 'the queue is Linux’s'),
  },
  {
    code: 'net.unreachable',
    name: 'without a network',
    step: 'tcp',
    entry: () => ({ type: 'http', url: 'http://192.0.2.1:3000/mcp' }),
    evidence: 'ENETUNREACH',
    withoutNetwork: true,
    unless: cannotUnshare,
  },
  {
    code: 'net.reset',
    name: 'upon the first byte',
    step: 'http',
    entry: (world) => remote(world, 'net.reset.mjs'),
    evidence: 'ECONNRESET',
    fixes: [
      {
        id: 'restart',
        before: async (world) => {
          const port = world.expected[0]!.split(':')[1]!;
          await world.stopOthers();
          await world.start('healthyHttp.mjs', { PORT: port });
        },
      },
    ],
  },
  {
    code: 'net.dns-not-found',
    name: 'a name that cannot be',
    step: 'tcp',
    // A label of more than 63 characters is refused by the resolver itself (RFC 1035 §2.3.4).
    entry: () => ({ type: 'http', url: `http://${'a'.repeat(64)}.test:3000/mcp` }),
    evidence: 'ENOTFOUND',
  },
  {
    code: 'net.dns-not-found',
    name: 'a name with two dots too many',
    step: 'tcp',
    entry: async (world) => {
      const { port } = await world.start('healthyHttp.mjs');
      return { type: 'http', url: `http://${world.expect('localhost..')}:${port}/mcp` };
    },
    fixes: ['useHost-localhost'],
  },
  {
    code: 'net.dns-temporary',
    name: 'without a network',
    step: 'tcp',
    entry: () => ({ type: 'http', url: 'http://weather.example:3000/mcp' }),
    evidence: 'EAI_AGAIN',
    withoutNetwork: true,
    unless: cannotUnshare,
  },
];
