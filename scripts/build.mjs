// Bundles the extension host, the proxy, the command line and the webview into dist/.

import { existsSync } from 'node:fs';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import * as esbuild from 'esbuild';

const require = createRequire(import.meta.url);
const watch = process.argv.includes('--watch');
const production = process.argv.includes('--production');

/** @type {import('esbuild').BuildOptions} */
const common = {
  bundle: true,
  sourcemap: !production,
  minify: production,
  metafile: true,
  logLevel: 'warning',
  define: { 'process.env.NODE_ENV': JSON.stringify(production ? 'production' : 'development') },
};

/** VS Code 1.101, the oldest that is supported, runs Node 22. @type {import('esbuild').BuildOptions} */
const node = {
  ...common,
  platform: 'node',
  target: 'node22',
  format: 'cjs',
  // The UMD build of jsonc-parser requires its parts in a way that no bundler can follow.
  mainFields: ['module', 'main'],
};

/** @type {import('esbuild').BuildOptions[]} */
const bundles = [
  { ...node, entryPoints: { extension: 'src/extension/extension.ts' }, external: ['vscode'] },
  { ...node, entryPoints: { proxy: 'src/proxy/main.ts' } },
  { ...node, entryPoints: { cli: 'src/cli/main.ts' }, banner: { js: '#!/usr/bin/env node' } },
  {
    ...common,
    platform: 'browser',
    target: 'chrome132',
    format: 'esm',
    jsx: 'automatic',
    entryPoints: { webview: 'src/webview/main.tsx' },
    loader: { '.ttf': 'file', '.svg': 'dataurl' },
  },
].filter((bundle) => Object.values(bundle.entryPoints).every((entry) => existsSync(entry)));

await rm('dist', { recursive: true, force: true });
await mkdir('dist/meta', { recursive: true });
const codicons = path.join(path.dirname(require.resolve('@vscode/codicons/package.json')), 'dist');
for (const file of ['codicon.css', 'codicon.ttf'])
  await cp(path.join(codicons, file), `dist/${file}`);

for (const options of bundles) {
  const name = Object.keys(options.entryPoints)[0];
  const context = await esbuild.context({ ...options, outdir: 'dist' });
  if (watch) {
    await context.watch();
    continue;
  }
  const { metafile } = await context.rebuild();
  await writeFile(`dist/meta/${name}.json`, JSON.stringify(metafile));
  await context.dispose();
}
