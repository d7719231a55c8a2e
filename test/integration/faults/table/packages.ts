import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Fault } from '../fault';
import type { World } from '../world';
import { missing } from './missing';

/** What the program consists of, or needs, is not there. */
export const packageFaults: readonly Fault[] = [
  {
    code: 'process.package-not-found',
    name: 'npx',
    step: 'process',
    entry: async (world) => npx(world, await emptyRegistry(world)),
    evidence: 'portcullis-weather-servre',
    slow: true,
  },
  {
    code: 'process.download-failed',
    name: 'npx without a network',
    step: 'process',
    entry: async (world) => npx(world, `http://127.0.0.1:${await world.freePort()}/`),
    evidence: /ECONNREFUSED/,
    slow: true,
  },
  {
    code: 'process.daemon-missing',
    name: 'docker',
    step: 'process',
    entry: (world) => ({
      command: 'docker',
      args: ['run', '-i', '--rm', 'mcp/weather'],
      env: { DOCKER_HOST: `unix://${world.folder}/docker.sock` },
    }),
    evidence: /Cannot connect to the Docker daemon/i,
    unless: () => missing('docker'),
  },
  {
    code: 'process.module-missing',
    name: 'Node',
    step: 'process',
    entry: (world) => {
      const file = world.copy('process.module-missing.mjs', 0o644);
      const dependency = path.join(world.folder, 'dependency');
      mkdirSync(dependency);
      writeFileSync(
        path.join(dependency, 'package.json'),
        JSON.stringify({ name: 'fixture-dependency', version: '1.0.0', exports: './index.mjs' }),
      );
      const answer = JSON.stringify(world.program('lib/serveStdio.mjs'));
      writeFileSync(
        path.join(dependency, 'index.mjs'),
        `export { serveStdio as serve } from ${answer};\n`,
      );
      writeFileSync(
        path.join(world.folder, 'package.json'),
        JSON.stringify({ dependencies: { 'fixture-dependency': 'file:./dependency' } }),
      );
      return { command: process.execPath, args: [world.expect(file)] };
    },
    evidence: 'fixture-dependency',
    fixes: [
      'install',
      {
        id: 'openFile',
        after: ({ file }, world) => cpSync(world.program('healthy.mjs'), file!.path),
      },
    ],
    slow: true,
  },
  {
    code: 'process.module-missing',
    name: 'Python',
    step: 'process',
    entry: (world) => world.run('process.module-missing.py'),
    evidence: 'fixture_dependency',
    unless: () => missing('python3'),
  },
  {
    code: 'process.module-missing',
    name: 'the program itself',
    step: 'process',
    entry: (world) => {
      const build = "mkdir -p dist && printf 'import %s;' $SERVER > dist/index.js".replace(
        '$SERVER',
        `'"${world.program('healthy.mjs')}"'`,
      );
      const manifest = { type: 'module', scripts: { build } };
      writeFileSync(path.join(world.folder, 'package.json'), JSON.stringify(manifest));
      return {
        command: process.execPath,
        args: [world.expect(path.join(world.folder, 'dist/index.js'))],
      };
    },
    fixes: ['build'],
    slow: true,
  },
];

/** npx with a registry of ours, so that no network is needed. */
function npx(world: World, registry: string) {
  return {
    command: 'npx',
    args: ['-y', 'portcullis-weather-servre'],
    env: {
      npm_config_registry: registry,
      npm_config_cache: path.join(world.folder, 'cache'),
      npm_config_fetch_retries: '0',
      // This test may itself be run by an npm that was told to be silent.
      npm_config_loglevel: 'error',
      npm_config_update_notifier: 'false',
    },
  };
}

/** A registry that has no package at all. */
async function emptyRegistry(world: World): Promise<string> {
  const server = createServer((_request, response) => {
    response.writeHead(404, { 'content-type': 'application/json' }).end('{"error":"Not found"}');
  });
  world.onEnd(() => server.close().closeAllConnections());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}
