// `npm run bench`: time to ready, our sessions beside the bare client and the official Inspector, what the relay and
// the tap cost, and how the panel paints and scrolls; into docs/benchmarks.md, or into the file that is named.

import { spawnSync } from 'node:child_process';
import { bootstrap } from './support/bootstrap.mjs';

await bootstrap(import.meta.url);
const { build } = await import('esbuild');
const { NODE_FLAGS } = await import('../src/extension/supervisor/nodeFlags.ts');
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
// The panel first: the page of benchmarks takes up what is measured of it.
const panel = ['--config', 'test/bench/panel/vitest.config.mts', '--root', '.'];
const measured =
  run('scripts/build.mjs', '--production') ||
  run('node_modules/vitest/vitest.mjs', 'run', ...panel);
const args = [...NODE_FLAGS, '--expose-gc', outfile, cli, process.argv[2] ?? 'docs/benchmarks.md'];
process.exitCode = run(...args) || measured;

/** @param {string[]} script */
function run(...script) {
  return spawnSync(process.execPath, script, { stdio: 'inherit' }).status ?? 1;
}

/** @param {import('esbuild').BuildOptions} options */
function bundle(options) {
  return build({ bundle: true, platform: 'node', logLevel: 'error', ...options });
}
