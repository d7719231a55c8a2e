import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Fault } from '../fault';
import type { World } from '../world';
import { missing } from './missing';

/** The program itself is not there, or cannot be run. */
export const commandFaults: readonly Fault[] = [
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
    fixes: ['usePath'],
  },
  {
    code: 'process.command-not-found',
    name: 'arguments in the command',
    step: 'config',
    entry: (world) => ({ command: `${process.execPath} ${world.program('healthy.mjs')}` }),
    evidence: /healthy\.mjs$/,
    fixes: ['splitCommand'],
  },
  {
    code: 'process.command-not-found',
    name: 'a letter too many',
    step: 'config',
    entry: (world) => ({ ...world.run('healthy.mjs'), command: world.expect('nodee') }),
    evidence: /(?:^|, )node(?:,|$)/,
    fixes: ['useName'],
    unless: () => (missing('node') ? 'node is not on the PATH' : undefined),
  },
  {
    code: 'process.command-not-found',
    name: 'a tool that can be installed',
    step: 'config',
    entry: (world) => uvx(world),
    evidence: 'uvx',
    fixes: ['install'],
    unless: () => (missing('uvx') ? undefined : 'uvx is installed'),
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
    fixes: ['makeExecutable', 'useInterpreter'],
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
    fixes: ['useInterpreter'],
  },
  {
    code: 'process.interpreter-missing',
    name: 'a #! line that leads nowhere',
    step: 'process',
    entry: (world) => ({ command: world.copy('process.interpreter-missing.mjs', 0o755) }),
    evidence: '/opt/portcullis-no-such-node/bin/node',
    fixes: ['useInterpreter'],
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
    fixes: [
      {
        id: 'openFile',
        after: ({ file }, world) => {
          const server = `"${process.execPath}" "${world.program('healthy.mjs')}"`;
          writeFileSync(file!.path, `#!/bin/sh\nexec ${server}\n`);
        },
      },
    ],
  },
];

/**
 * A tool that is not there, and the program that installs it, which here needs no network: what it puts into
 * the folder of the tools is a healthy server.
 */
function uvx(world: World): object {
  const tools = path.join(world.folder, 'tools');
  const bin = path.join(world.folder, 'bin');
  for (const folder of [tools, bin]) mkdirSync(folder);
  const tool = path.join(tools, 'uvx');
  const server = `exec "${process.execPath}" "${world.program('healthy.mjs')}"`;
  for (const installer of ['pipx', 'brew']) {
    const file = path.join(bin, installer);
    const install = `printf '#!/bin/sh\\n%s' '${server}' > ${tool} && chmod +x ${tool}`;
    writeFileSync(file, `#!/bin/sh\n[ "$*" = "install uv" ] && ${install}\n`, { mode: 0o755 });
  }
  const { PATH } = process.env;
  process.env.PATH = `${bin}:${PATH}`;
  world.onEnd(() => {
    process.env.PATH = PATH;
  });
  return { command: 'uvx', args: ['weather'], env: { PATH: `${tools}:/usr/bin:/bin` } };
}
