import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Fault } from '../fault';
import type { World } from '../world';

export const processFaults: readonly Fault[] = [
  {
    code: 'process.command-not-found',
    name: 'nowhere',
    step: 'config',
    entry: () => ({ command: 'portcullis-weather-server' }),
    evidence: 'portcullis-weather-server',
  },
  {
    code: 'process.command-not-found',
    name: 'in a folder of a version manager',
    step: 'config',
    entry: (world) => {
      const { HOME } = process.env;
      process.env.HOME = world.folder;
      world.onEnd(() => {
        process.env.HOME = HOME;
      });
      const folder = path.join(world.folder, '.volta/bin');
      mkdirSync(folder, { recursive: true });
      symlinkSync(process.execPath, path.join(folder, 'portcullis-node'));
      world.expect(path.join(folder, 'portcullis-node'));
      return { ...world.run('healthy.mjs'), command: 'portcullis-node' };
    },
    fix: 'usePath',
  },
  {
    code: 'process.command-not-found',
    name: 'arguments in the command',
    step: 'config',
    entry: (world) => ({ command: `${process.execPath} ${world.program('healthy.mjs')}` }),
    evidence: /healthy\.mjs$/,
    fix: 'splitCommand',
  },
  {
    code: 'process.command-not-found',
    name: 'in a shell script',
    step: 'process',
    entry: (world) => world.run('process.command-not-found.sh'),
    evidence: 'portcullis-weather-server',
  },
  {
    code: 'process.not-executable',
    name: 'a script without the permission',
    step: 'process',
    entry: (world) => ({ command: world.expect(world.copy('healthy.mjs', 0o644)) }),
    evidence: '0644',
    fix: 'makeExecutable',
  },
  {
    code: 'process.not-executable',
    name: 'a script without a #! line',
    step: 'process',
    entry: (world) => {
      const file = world.copy('healthyHttp.mjs', 0o755);
      writeFileSync(file, "import { serveStdio } from './lib/serveStdio.mjs';\nserveStdio();\n");
      return { command: world.expect(file) };
    },
    fix: 'useInterpreter',
  },
  {
    code: 'process.interpreter-missing',
    name: 'a #! line that leads nowhere',
    step: 'process',
    entry: (world) => ({ command: world.copy('process.interpreter-missing.mjs', 0o755) }),
    evidence: '/opt/portcullis-no-such-node/bin/node',
    fix: 'useInterpreter',
  },
  {
    code: 'process.interpreter-missing',
    name: 'a carriage return in the #! line',
    step: 'process',
    entry: (world) => {
      const file = path.join(world.folder, 'server.sh');
      writeFileSync(file, '#!/bin/sh\r\necho\r\n');
      chmodSync(file, 0o755);
      return { command: file };
    },
    evidence: '/bin/sh\\r',
  },
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
    fix: 'install',
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
    entry: (world) => ({
      command: process.execPath,
      args: [world.expect(path.join(world.folder, 'dist/index.js'))],
    }),
  },
  {
    code: 'process.env-missing',
    name: 'Node',
    step: 'process',
    entry: (world) => world.run('process.env-missing.mjs'),
    evidence: 'FIXTURE_API_KEY',
    fix: 'setVariable',
    value: 'right',
  },
  {
    code: 'process.env-missing',
    name: 'Python',
    step: 'process',
    entry: (world) => world.run('process.env-missing.py'),
    evidence: 'FIXTURE_API_KEY',
    unless: () => missing('python3'),
  },
  {
    code: 'process.env-missing',
    name: 'shell',
    step: 'process',
    entry: (world) => world.run('process.env-missing.sh'),
    evidence: 'FIXTURE_API_KEY',
  },
  {
    code: 'process.usage',
    name: 'Node',
    step: 'process',
    entry: (world) => {
      const run = world.run('process.usage.mjs');
      return { ...run, args: [...(run.args as string[]), '--ctiy', 'Bern'] };
    },
    evidence: /--ctiy Bern/,
  },
  {
    code: 'process.usage',
    name: 'Python',
    step: 'process',
    entry: (world) => world.run('process.usage.py'),
    evidence: /--city/,
    unless: () => missing('python3'),
  },
  {
    code: 'process.crashed',
    name: 'Node',
    step: 'process',
    entry: (world) => world.run('process.crashed.mjs'),
    evidence: /process\.crashed\.mjs:2$/,
  },
  {
    code: 'process.crashed',
    name: 'Python',
    step: 'process',
    entry: (world) => world.run('process.crashed.py'),
    evidence: /process\.crashed\.py:5$/,
    unless: () => missing('python3'),
  },
  {
    code: 'process.exited',
    name: 'shell',
    step: 'process',
    entry: (world) => world.run('process.exited.sh'),
    evidence: 'license expired',
  },
  {
    code: 'process.killed',
    name: 'SIGKILL',
    step: 'process',
    entry: (world) => world.run('process.killed.sh'),
    evidence: 'SIGKILL',
  },
  {
    code: 'process.killed',
    name: 'SIGSEGV',
    step: 'process',
    entry: (world) => world.run('process.killed.py'),
    evidence: 'SIGSEGV',
    unless: () => missing('python3'),
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

/** Why a program of the machine cannot be used. */
export function missing(program: string): string | undefined {
  try {
    execFileSync(program, ['--version'], { stdio: 'pipe' });
    return undefined;
  } catch {
    return `${program} is not installed`;
  }
}
