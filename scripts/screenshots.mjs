// `npm run screenshots`: pictures of the Inspector in the real VS Code, in every theme, into docs/screenshots/.

import { spawnSync } from 'node:child_process';
import { bootstrap } from './support/bootstrap.mjs';
import { root } from './support/paths.mjs';

await bootstrap(import.meta.url);
await import('./build.mjs');
const vitest = ['node_modules/vitest/vitest.mjs', 'run'];
const config = [
  '--root',
  '.',
  '--config',
  'test/screenshots/vitest.config.mts',
  ...process.argv.slice(2),
];
process.exitCode =
  spawnSync(process.execPath, [...vitest, ...config], {
    cwd: root,
    stdio: 'inherit',
  }).status ?? 1;
