// `npm run screenshots`: pictures of the Inspector in the real VS Code, in every theme, into docs/screenshots/.

import { spawnSync } from 'node:child_process';
import { bootstrap } from './support/bootstrap.mjs';

await bootstrap(import.meta.url);
/** @param {string[]} args */
const run = (...args) => spawnSync(process.execPath, args, { stdio: 'inherit' }).status ?? 1;
const config = ['--config', 'test/screenshots/vitest.config.mts', '--root', '.'];
process.exitCode =
  run('scripts/build.mjs') ||
  run('node_modules/vitest/vitest.mjs', 'run', ...config, ...process.argv.slice(2));
