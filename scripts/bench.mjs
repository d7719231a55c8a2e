// `npm run bench`: time to ready, and our sessions beside the bare client; into docs/benchmarks.md.

import { spawnSync } from 'node:child_process';
import { bootstrap } from './support/bootstrap.mjs';

await bootstrap(import.meta.url);
const { build } = await import('esbuild');
const outfile = 'out/bench/main.mjs';
// Bundled as the proxy is; packages stay outside, so that both sides load the same.
await build({
  entryPoints: ['test/bench/main.ts'],
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  outfile,
  logLevel: 'error',
});
const args = [outfile, 'docs/benchmarks.md'];
process.exitCode = spawnSync(process.execPath, args, { stdio: 'inherit' }).status ?? 1;
