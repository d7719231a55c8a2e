// Finds a Chromium that runs here, or gets one.

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { root } from './paths.mjs';
import { runQuietly, ToolError } from './runQuietly.mjs';

const VARIABLES = [
  'PORTCULLIS_CHROMIUM',
  'PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH',
  'PUPPETEER_EXECUTABLE_PATH',
  'CHROME_PATH',
  'CHROME_BIN',
];
const NAMES = [
  'chromium',
  'google-chrome-stable',
  'google-chrome',
  'chromium-browser',
  'chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
];

/** What keeps Chromium from talking to anyone but VS Code, and lets it run in a container. */
export const CHROMIUM_ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * @returns {Promise<string | undefined>} the program of a Chromium that is installed and starts
 */
export async function findChromium() {
  for (const candidate of candidates()) {
    if (existsSync(candidate) && (await starts(candidate))) return candidate;
  }
  return undefined;
}

/**
 * An installed Chromium, else Playwright's own download, else Debian's package when we are root.
 * @returns {Promise<string>}
 * @throws {ToolError} with what a person can do
 */
export async function ensureChromium() {
  const found = await findChromium();
  if (found) return found;
  /** @type {string[]} */
  const reasons = [];
  for (const install of [downloadPlaywrights, installDebians]) {
    try {
      await install();
    } catch (error) {
      if (!(error instanceof ToolError)) throw error;
      reasons.push(error.message, ...error.tail.split('\n').slice(-8));
    }
    const installed = await findChromium();
    if (installed) return installed;
  }
  throw new ToolError(
    'No Chromium was found and none could be installed. Install Chromium or Google Chrome, or name one in PORTCULLIS_CHROMIUM.',
    reasons.join('\n'),
  );
}

/** @returns {string[]} */
function candidates() {
  const named = VARIABLES.flatMap((name) => process.env[name] ?? []);
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const onPath = NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return [...named, ...onPath, ...wellKnown(), chromium.executablePath()];
}

/** @returns {string[]} */
function wellKnown() {
  if (process.platform === 'darwin') {
    const apps = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
    return apps.map((app) => `/Applications/${app}.app/Contents/MacOS/${app}`);
  }
  if (process.platform !== 'win32') return [];
  const bases = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap(
    (name) => process.env[name] ?? [],
  );
  const programs = [
    'Google\\Chrome\\Application\\chrome.exe',
    'Microsoft\\Edge\\Application\\msedge.exe',
  ];
  return bases.flatMap((base) => programs.map((program) => path.join(base, program)));
}

/**
 * Some systems have a `chromium-browser` that only tells people to install another package, and a
 * download may lack a system library. Windows opens a window when asked, so it is believed there.
 * @param {string} program
 */
async function starts(program) {
  if (process.platform === 'win32') return true;
  return runQuietly(program, ['--version']).then(
    () => true,
    () => false,
  );
}

async function downloadPlaywrights() {
  const cli = path.join(root, 'node_modules/playwright-core/cli.js');
  await runQuietly(process.execPath, [cli, 'install', 'chromium'], {
    env: { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000', ...process.env },
  });
}

async function installDebians() {
  const debian = existsSync('/etc/debian_version');
  if (!debian || process.getuid?.() !== 0 || (await isUbuntu())) return;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await runQuietly('apt-get', ['update'], { env });
  await runQuietly('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { env });
}

/** Ubuntu's package of this name is a snap, which does not run in a container. */
async function isUbuntu() {
  return /^ID=ubuntu$/m.test(await readFile('/etc/os-release', 'utf8').catch(() => ''));
}
