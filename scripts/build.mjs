// Bundles the extension host, the proxy, the command line and the webview into dist/ (or `--out`).

import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { parseArgs } from 'node:util';
import * as esbuild from 'esbuild';

const require = createRequire(import.meta.url);
const CODICONS = ['codicon.css', 'codicon.ttf'];
const { values } = parseArgs({
  options: {
    watch: { type: 'boolean', default: false },
    production: { type: 'boolean', default: false },
    out: { type: 'string', default: 'dist' },
  },
});
const { watch, production } = values;
const out = path.resolve(values.out);

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

/** @type {import('esbuild').BuildOptions} */
const page = {
  ...common,
  platform: 'browser',
  target: 'chrome132',
  format: 'esm',
  jsx: 'automatic',
  loader: { '.ttf': 'file', '.svg': 'dataurl' },
};

/** @type {Record<string, { entry: string, options: import('esbuild').BuildOptions }>} */
const bundles = {
  extension: { entry: 'src/extension/extension.ts', options: { ...node, external: ['vscode'] } },
  proxy: { entry: 'src/proxy/main.ts', options: node },
  cli: {
    entry: 'src/cli/main.ts',
    options: { ...node, banner: { js: '#!/usr/bin/env node' } },
  },
  webview: { entry: 'src/webview/main.tsx', options: page },
  // The page fetches it when it is first needed; the nonce of the script that does so covers it too.
  jsonEditor: { entry: 'src/webview/jsonEditor/createJsonEditor.ts', options: page },
};

await mkdir(path.join(out, 'meta'), { recursive: true });
const codicons = path.join(path.dirname(require.resolve('@vscode/codicons/package.json')), 'dist');
for (const file of CODICONS) {
  await cp(path.join(codicons, file), path.join(out, file));
}
const written = await Promise.all(
  Object.entries(bundles).map(([name, { entry, options }]) => bundle(name, entry, options)),
);
if (!watch) await removeOthers(written.flat());

/**
 * @param {string} name
 * @param {string} entry
 * @param {import('esbuild').BuildOptions} options
 * @returns {Promise<string[]>} the files that it wrote, absolute
 */
async function bundle(name, entry, options) {
  const context = await esbuild.context({
    ...options,
    entryPoints: { [name]: entry },
    outdir: out,
  });
  if (watch) {
    await context.watch();
    return [];
  }
  try {
    const { metafile } = await context.rebuild();
    const meta = path.join(out, 'meta', `${name}.json`);
    await writeFile(meta, JSON.stringify(metafile));
    return [meta, ...Object.keys(metafile?.outputs ?? {})].map((file) => path.resolve(file));
  } finally {
    await context.dispose();
  }
}

/**
 * What an earlier build left, such as source maps. It goes last, so that a VS Code that runs from
 * here never finds its files gone.
 * @param {string[]} outputs
 */
async function removeOthers(outputs) {
  const keep = new Set([...outputs, ...CODICONS.map((file) => path.join(out, file))]);
  for (const entry of await readdir(out, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    if (entry.isFile() && !keep.has(file)) await rm(file);
  }
}
