import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Fault } from '../fault';

const PLACEHOLDER = '$' + '{env:PORTCULLIS_FAULT_UNSET}';

export const configFaults: readonly Fault[] = [
  {
    code: 'config.file-invalid',
    name: 'arguments that are no list',
    step: 'config',
    entry: (world) => ({ ...world.run('healthy.mjs'), args: 42 }),
    evidence: /args/,
    fixes: [
      {
        id: 'openEntry',
        after: ({ edit }, world) => edit(['args'], [world.program('healthy.mjs')]),
      },
    ],
  },
  {
    code: 'config.variable-unresolved',
    name: 'an environment variable that is unset',
    step: 'config',
    entry: (world) => world.run('healthy.mjs', { env: { KEY: PLACEHOLDER } }),
    evidence: PLACEHOLDER,
    fixes: [{ id: 'setVariable', value: 'right' }],
  },
  {
    code: 'config.env-file-missing',
    name: 'envFile',
    step: 'config',
    entry: (world) => {
      world.expect(path.join(world.folder, 'missing.env'));
      return world.run('healthy.mjs', { envFile: 'missing.env' });
    },
    fixes: [{ id: 'createFile', after: ({ file }) => writeFileSync(file!.path, 'KEY=right\n') }],
  },
  {
    code: 'config.cwd-missing',
    name: 'cwd',
    step: 'config',
    entry: (world) => {
      world.expect(path.join(world.folder, 'missing'));
      return world.run('healthy.mjs', { cwd: 'missing' });
    },
    fixes: ['createFolder'],
  },
  {
    code: 'config.url-invalid',
    name: 'without its scheme',
    step: 'config',
    entry: async (world) => {
      const { port } = await world.start('healthyHttp.mjs');
      return { type: 'http', url: world.expect(`127.0.0.1:${port}/mcp`) };
    },
    fixes: ['addScheme'],
  },
];
