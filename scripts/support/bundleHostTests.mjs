import { readdir } from 'node:fs/promises';
import path from 'node:path';
import * as esbuild from 'esbuild';

/**
 * Bundles the suite and each test file of test/host into a file of its own.
 * @param {string} folder where to
 */
export async function bundleHostTests(folder) {
  const files = await readdir('test/host', { recursive: true });
  const tests = files.filter((file) => file.endsWith('.test.ts'));
  await esbuild.build({
    entryPoints: [
      'test/host/support/suite.ts',
      ...tests.map((file) => path.join('test/host', file)),
    ],
    outbase: 'test/host',
    outdir: folder,
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    external: ['vscode', 'mocha'],
    mainFields: ['module', 'main'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
}
