import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { LaunchTable } from '../../../../src/proxy/ports/launchTable';
import { startTimeOf } from '../../../../src/proxy/process/processTable';
import type { Fault } from '../fault';
import { FAULT_ID } from '../runFault';
import type { World } from '../world';
import { missing } from './missing';

const URL_OF_PORT = 'http://127.0.0.1:$' + '{port}/mcp';
const PORT = { PORT: '$' + '{port}' };

/** A server that is launched on a port that was fixed. */
function onPort(world: World, program: string, port: number, env: object = {}) {
  return world.run(program, { url: URL_OF_PORT, port, env: { ...PORT, ...env } });
}

export const portFaults: readonly Fault[] = [
  {
    code: 'port.in-use',
    name: 'another program',
    step: 'port',
    entry: async (world) => {
      const { port, pid } = await world.start('holdPort.mjs');
      world.expect(port);
      world.expect(`(pid ${pid})`);
      return onPort(world, 'healthyHttp.mjs', port);
    },
    fixes: ['useFreePort'],
  },
  {
    code: 'port.in-use',
    name: 'stopped after asking',
    step: 'port',
    entry: async (world) => {
      const { port } = await world.start('holdPort.mjs');
      return onPort(world, 'healthyHttp.mjs', world.expect(port));
    },
    fixes: ['stopProcess'],
    slow: true,
  },
  {
    code: 'port.in-use',
    name: 'the very server that is wanted',
    step: 'port',
    entry: async (world) => {
      const { port } = await world.start('http.sse-endpoint.mjs');
      const url = 'http://127.0.0.1:$' + '{port}/sse';
      world.expect(url.replace('$' + '{port}', String(port)));
      return { ...onPort(world, 'http.sse-endpoint.mjs', port), type: 'sse', url };
    },
    fixes: ['attach'],
  },
  {
    code: 'port.in-use',
    name: 'a port of its own',
    step: 'process',
    entry: async (world) => {
      const { port } = await world.start('holdPort.mjs');
      return world.run('port.own-port.mjs', { env: { METRICS_PORT: String(world.expect(port)) } });
    },
  },
  {
    code: 'port.in-use-own',
    name: 'left by a window that was killed',
    step: 'port',
    entry: async (world) => {
      const { port, pid } = await world.start('healthyHttp.mjs');
      leaveBehind(world, port, pid);
      world.expect(`(pid ${pid})`);
      return onPort(world, 'healthyHttp.mjs', port);
    },
    fixes: ['stopProcess', 'useFreePort'],
    slow: true,
  },
  {
    code: 'port.lost-race',
    name: 'another program is first',
    step: 'process',
    entry: async (world) => {
      const port = world.expect(await world.freePort());
      const gate = path.join(world.folder, 'gate');
      world.afterStep('process', () => {
        void world
          .start('holdPort.mjs', { PORT: String(port) })
          .then(({ pid }) => writeFileSync(gate, world.expect(`(pid ${pid})`)));
      });
      return onPort(world, 'port.lost-race.mjs', port, { GATE: gate });
    },
    fixes: ['useFreePort', 'stopProcess', { id: 'restart', before: (world) => world.stopOthers() }],
    slow: true,
  },
  {
    code: 'port.privileged',
    name: 'without the right',
    step: 'process',
    entry: (world) => {
      const { command, args, ...rest } = onPort(world, 'healthyHttp.mjs', world.expect(977));
      if (process.getuid?.() !== 0) return { command, args, ...rest };
      // Root may open any port: the server is started as nobody.
      const drop = ['--reuid', '65534', '--clear-groups', '--inh-caps=-all', '--bounding-set=-all'];
      return { command: 'setpriv', args: [...drop, command, ...(args as string[])], ...rest };
    },
    unless: () => (process.getuid?.() === 0 ? missing('setpriv') : undefined),
    fixes: ['useFreePort'],
  },
  {
    code: 'port.ignored',
    name: 'Node',
    step: 'tcp',
    entry: async (world) => {
      const own = await world.freePort();
      world.expect(`127.0.0.1:${own}`);
      const port = await world.freePort();
      return onPort(world, 'port.ignored.mjs', port, { OWN_PORT: String(own) });
    },
    fixes: ['useActual'],
    slow: true,
  },
  {
    code: 'port.ignored',
    name: 'Python',
    step: 'tcp',
    entry: async (world) => {
      const own = await world.freePort();
      world.expect(`127.0.0.1:${own}`);
      const port = await world.freePort();
      return onPort(world, 'port.ignored.py', port, { OWN_PORT: String(own) });
    },
    unless: () => missing('python3'),
    slow: true,
  },
];

/** What a proxy that was killed leaves in the table of launches: a record whose process lives, and whose proxy does not. */
function leaveBehind(world: World, port: number, pid: number): void {
  const dead = { pid: 2 ** 22 - 2, startedAt: 1 };
  const table = new LaunchTable(path.join(world.folder, '.portcullis'), dead);
  const startedAt = startTimeOf(pid) ?? Date.now();
  table.add({ pid, startedAt, port, serverId: FAULT_ID, command: 'node', mark: '' });
}
