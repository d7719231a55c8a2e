import { expect, test } from 'vitest';
import { diagnoseHealthy } from './runFault';
import type { World } from './world';

const PORT = '$' + '{port}';
const overHttp = (url = `http://127.0.0.1:${PORT}/mcp`) => ({ url, env: { PORT } });

test.each<[string, (world: World) => object]>([
  ['says alarming things over stdio', (world) => world.run('healthy.chatty.mjs')],
  ['says alarming things over HTTP', (world) => world.run('healthy.chatty.mjs', overHttp())],
  ['answers 503 at first', (world) => world.run('healthy.warming.mjs', overHttp())],
  ['listens before it can answer', (world) => world.run('healthy.late.mjs', overHttp())],
  ['opens its port late', (world) => slow(world)],
  [
    'stands behind a shell script',
    (world) => world.run('healthy.wrapper.sh', { env: { NODE: process.execPath } }),
  ],
  [
    'stands behind npx',
    (world) => ({
      command: 'npx',
      args: ['--no', '-c', `"${process.execPath}" "${world.program('healthy.mjs')}"`],
    }),
  ],
  ['listens on IPv6 only', (world) => world.run('healthy.ipv6.mjs', overHttp(ipv6()))],
  [
    'listens on IPv6 only, called localhost',
    (world) => world.run('healthy.ipv6.mjs', overHttp(`http://localhost:${PORT}/mcp`)),
  ],
  ['prints to stdout', (world) => world.run('mcp.stdout-noise-ready.mjs')],
])('a server that %s gets ready', async (_what, entry) => {
  expect(await diagnoseHealthy(entry)).toBeUndefined();
});

function slow(world: World): object {
  const entry = overHttp();
  const env = { ...entry.env, BOOT_MS: '1500' };
  return world.run('net.not-listening.mjs', { ...entry, env });
}

function ipv6(): string {
  return `http://[::1]:${PORT}/mcp`;
}
