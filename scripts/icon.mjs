// Renders scripts/icon.svg as the PNG that the Marketplace asks for.

import { readFile } from 'node:fs/promises';
import { bootstrap } from './support/bootstrap.mjs';

await bootstrap(import.meta.url);
const { chromium } = await import('playwright-core');
const { CHROMIUM_ARGUMENTS, ensureChromium } = await import('./support/chromium.mjs');

const SIZE = 256;
const svg = await readFile('scripts/icon.svg', 'utf8');
const executablePath = await ensureChromium();
const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGUMENTS });
try {
  const page = await browser.newPage({ viewport: { width: SIZE, height: SIZE } });
  await page.setContent(`<body style="margin: 0">${svg}</body>`);
  await page.locator('svg').screenshot({ path: 'media/icon.png', omitBackground: true });
} finally {
  await browser.close();
}
