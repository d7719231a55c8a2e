// `npm run bench`: time to ready, our sessions beside the bare client and the official Inspector, and what the relay and
// the tap cost; into docs/benchmarks.md, or into the file that is named.

import { spawnSync } from 'node:child_process';
import { bootstrap } from './support/bootstrap.mjs';

await bootstrap(import.meta.url);
const { build } = await import('esbuild');
const cli = 'out/bench/cli.js';
const outfile = 'out/bench/main.mjs';
await Promise.all([
  // Bundled as the proxy is; packages stay outside, so that both sides load the same.
  bundle({ entryPoints: ['test/bench/main.ts'], format: 'esm', packages: 'external', outfile }),
  // As it is shipped: its start counts.
  bundle({
    entryPoints: ['src/cli/main.ts'],
    format: 'cjs',
    mainFields: ['module', 'main'],
    outfile: cli,
  }),
]);
const args = ['--expose-gc', outfile, cli, process.argv[2] ?? 'docs/benchmarks.md'];
process.exitCode = spawnSync(process.execPath, args, { stdio: 'inherit' }).status ?? 1;

/** @param {import('esbuild').BuildOptions} options */
function bundle(options) {
  return build({ bundle: true, platform: 'node', logLevel: 'error', ...options });
}
