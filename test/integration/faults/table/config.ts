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
  },
  {
    code: 'config.variable-unresolved',
    name: 'an environment variable that is unset',
    step: 'config',
    entry: (world) => world.run('healthy.mjs', { env: { KEY: PLACEHOLDER } }),
    evidence: PLACEHOLDER,
  },
  {
    code: 'config.env-file-missing',
    name: 'envFile',
    step: 'config',
    entry: (world) => {
      world.expect(path.join(world.folder, 'missing.env'));
      return world.run('healthy.mjs', { envFile: 'missing.env' });
    },
    fix: 'createFile',
  },
  {
    code: 'config.cwd-missing',
    name: 'cwd',
    step: 'config',
    entry: (world) => {
      world.expect(path.join(world.folder, 'missing'));
      return world.run('healthy.mjs', { cwd: 'missing' });
    },
    fix: 'createFolder',
  },
  {
    code: 'config.url-invalid',
    name: 'without its scheme',
    step: 'config',
    entry: async (world) => {
      const { port } = await world.start('healthyHttp.mjs');
      return { type: 'http', url: world.expect(`127.0.0.1:${port}/mcp`) };
    },
    fix: 'addScheme',
  },
];
