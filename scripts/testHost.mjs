// Runs test/host/**/*.test.ts inside the extension host of a real VS Code: the headless build, or
// with `--desktop` (and always on Windows) the desktop build that @vscode/test-electron downloads.

import { rm } from 'node:fs/promises';
import { bootstrap } from './support/bootstrap.mjs';

await bootstrap(import.meta.url);
const { bundleHostTests } = await import('./support/bundleHostTests.mjs');
const { runHostTests } = await import('./support/runHostTests.mjs');

await rm('out/host', { recursive: true, force: true });
await bundleHostTests('out/host');
const desktop = process.argv.includes('--desktop') || process.platform === 'win32';
process.exitCode = await runHostTests({ suite: 'out/host/support/suite.js', desktop });
