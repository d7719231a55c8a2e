// Opens a window of the headless VS Code in Chromium.

import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { CHROMIUM_ARGUMENTS, ensureChromium } from '../../scripts/support/chromium.mjs';
import { MARK } from './processes.mjs';
import { cleanEnvironment } from './server.mjs';

/**
 * @typedef {object} WindowOptions
 * @property {string} [folder] absolute path of the folder to open, or of a `.code-workspace` file
 * @property {string[]} [extensionDevelopmentPaths] absolute paths; they need the test driver
 * @property {string} [extensionTestsPath] absolute path of a module that exports `run()`
 */

/**
 * @param {{ port: number, token: string }} server
 * @param {WindowOptions} options
 * @returns {string} the address to open in a browser
 */
export function windowAddress({ port, token }, options) {
  const authority = `127.0.0.1:${port}`;
  /** @param {string} file */
  const remote = (file) => `vscode-remote://${authority}${encodeURI(file)}`;
  const payload = [];
  for (const file of options.extensionDevelopmentPaths ?? []) {
    payload.push(['extensionDevelopmentPath', remote(file)]);
  }
  if (options.extensionTestsPath) {
    payload.push(['extensionTestsPath', remote(options.extensionTestsPath)]);
  }
  const address = new URL(`http://${authority}/`);
  address.searchParams.set('tkn', token);
  if (options.folder) {
    const key = options.folder.endsWith('.code-workspace') ? 'workspace' : 'folder';
    address.searchParams.set(key, options.folder);
  }
  if (payload.length > 0) address.searchParams.set('payload', JSON.stringify(payload));
  return address.href;
}

/**
 * Starts a Chromium with a profile of its own in `tempDir`.
 * @param {{ mark: string }} server
 * @param {string} tempDir
 * @param {import('playwright-core').BrowserContextOptions} [options]
 * @returns {Promise<import('playwright-core').BrowserContext>}
 */
export async function openBrowser(server, tempDir, options = {}) {
  await mkdir(tempDir, { recursive: true });
  return chromium.launchPersistentContext(path.join(tempDir, 'chromium'), {
    executablePath: await ensureChromium(),
    args: CHROMIUM_ARGUMENTS,
    headless: true,
    env: { ...cleanEnvironment(), [MARK]: server.mark, TMPDIR: tempDir },
    // Who opened it closes it, in order, and its pipe closes with the process.
    ...{ handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false },
    ...options,
  });
}

/**
 * Lets VS Code end as it does when a person closes the window: its extension host ends at once.
 * @param {import('playwright-core').BrowserContext} browser
 */
export async function closeBrowser(browser) {
  for (const page of browser.pages()) await page.goto('about:blank').catch(() => {});
  await browser.close();
}
