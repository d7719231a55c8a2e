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

/** @type {Record<string, { entry: string, options: import('esbuild').BuildOptions }>} */
const bundles = {
  extension: { entry: 'src/extension/extension.ts', options: { ...node, external: ['vscode'] } },
  proxy: { entry: 'src/proxy/main.ts', options: node },
  cli: {
    entry: 'src/cli/main.ts',
    options: { ...node, banner: { js: '#!/usr/bin/env node' } },
  },
  webview: {
    entry: 'src/webview/main.tsx',
    options: {
      ...common,
      platform: 'browser',
      target: 'chrome132',
      format: 'esm',
      jsx: 'automatic',
      loader: { '.ttf': 'file', '.svg': 'dataurl' },
    },
  },
};

await rm('dist', { recursive: true, force: true });
await mkdir('dist/meta', { recursive: true });
const codicons = path.join(path.dirname(require.resolve('@vscode/codicons/package.json')), 'dist');
for (const file of ['codicon.css', 'codicon.ttf']) {
  await cp(path.join(codicons, file), `dist/${file}`);
}
await Promise.all(
  Object.entries(bundles)
    .filter(([, { entry }]) => existsSync(entry))
    .map(([name, { entry, options }]) => bundle(name, entry, options)),
);

/**
 * @param {string} name
 * @param {string} entry
 * @param {import('esbuild').BuildOptions} options
 */
async function bundle(name, entry, options) {
  const context = await esbuild.context({
    ...options,
    entryPoints: { [name]: entry },
    outdir: 'dist',
  });
  if (watch) return context.watch();
  try {
    const { metafile } = await context.rebuild();
    await writeFile(`dist/meta/${name}.json`, JSON.stringify(metafile));
  } finally {
    await context.dispose();
  }
}
