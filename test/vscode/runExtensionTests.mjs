// Runs a test suite inside the extension host, and hears from the window how it went.

import { closeBrowser, openBrowser, windowAddress } from './workbench.mjs';

/** @typedef {import('./workbench.mjs').WindowOptions} WindowOptions */

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'off'];
/** A suite that ends says its code first; VS Code gives 0 for a host that was killed. */
const HOST_DIED = /\[ExtensionHost\].*socket close event|extension host terminated unexpectedly/i;
const VIEWPORT = { width: 1280, height: 800 };

/**
 * What the suite prints to its console is printed here, among what the window logs.
 * @param {import('./server.mjs').Server} server
 * @param {string} tempDir
 * @param {WindowOptions & { logLevel: string }} options
 * @param {AbortSignal} signal
 * @returns {Promise<number>} the suite's exit code; 1 when VS Code ended before the suite did
 */
export async function runExtensionTests(server, tempDir, options, signal) {
  const browser = await openBrowser(server, tempDir, { viewport: VIEWPORT });
  const output = createOutput(options.logLevel);
  try {
    const page = browser.pages()[0] ?? (await browser.newPage());
    const finished = outcome(page, server, signal, output);
    await page.goto(windowAddress(server, options));
    const result = await finished;
    if (typeof result === 'number') return result;
    output.fail(result);
    return 1;
  } finally {
    output.end();
    await closeBrowser(browser).catch(() => {});
  }
}

/**
 * @param {import('playwright-core').Page} page
 * @param {import('./server.mjs').Server} server
 * @param {AbortSignal} signal
 * @param {{ add: (type: string, args: unknown[]) => void }} output
 * @returns {Promise<number | string>} the suite's exit code, or what came in between
 */
function outcome(page, server, signal, output) {
  return new Promise((resolve) => {
    page.exposeFunction(
      'codeAutomationLog',
      (/** @type {string} */ type, /** @type {unknown[]} */ args) => {
        output.add(type, args);
        if (HOST_DIED.test(String(args))) resolve('The extension host ended.');
      },
    );
    page.exposeFunction('codeAutomationExit', resolve);
    page.once('crash', () => resolve('The window crashed.'));
    page.once('close', () => resolve('Chromium ended.'));
    server.ended.then(() => resolve('VS Code ended.'));
    signal.addEventListener('abort', () => resolve('Stopped.'));
    if (signal.aborted) resolve('Stopped.');
  });
}

/**
 * Prints from `level` on, and keeps the rest for a failure.
 * @param {string} level
 */
function createOutput(level) {
  const threshold = LEVELS.indexOf(level);
  /** @type {string[]} */
  const hidden = [];
  let ended = false;
  return {
    /**
     * @param {string} type
     * @param {unknown[]} args
     */
    add(type, args) {
      if (ended) return;
      const parts = [args]
        .flat()
        .map((one) => (typeof one === 'string' ? one : JSON.stringify(one)));
      const rank = LEVELS.indexOf(type);
      if (rank < threshold) hidden.push(`${type}: ${parts.join(' ')}`);
      else (rank < LEVELS.indexOf('warn') ? console.log : console.error)(parts.join(' '));
    },
    /** @param {string} message */
    fail(message) {
      console.error([...hidden.slice(-50), message].join('\n'));
    },
    /** A window that closes logs what it could not finish. */
    end() {
      ended = true;
    },
  };
}
