// `npm start`: sets up what is missing, builds, and opens VS Code with the extension on the example
// workspace: the `code` on the PATH, or (`npm start -- --web`) the headless build for a browser.

import { bootstrap } from './support/bootstrap.mjs';

await bootstrap(import.meta.url);
const { withProgress } = await import('./support/progress.mjs');
const { runQuietly } = await import('./support/runQuietly.mjs');
const { findDesktopCode, openDesktop } = await import('./support/openDesktop.mjs');
const { serveInBrowser } = await import('./support/serveInBrowser.mjs');

try {
  await withProgress('Building the extension', () =>
    runQuietly(process.execPath, ['scripts/build.mjs']),
  );
  const code = process.argv.includes('--web') ? undefined : findDesktopCode();
  process.exitCode = code ? await openDesktop(code) : await serveInBrowser();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
