// `npm run soak`: hundreds of servers started at once, stopped in the middle, and nothing left of them.

import { spawnSync } from 'node:child_process';
import { bootstrap } from './support/bootstrap.mjs';

await bootstrap(import.meta.url);
const config = ['--config', 'test/soak/vitest.config.mts', '--root', '.'];
const vitest = ['node_modules/vitest/vitest.mjs', 'run', ...config, ...process.argv.slice(2)];
process.exitCode = spawnSync(process.execPath, vitest, { stdio: 'inherit' }).status ?? 1;
