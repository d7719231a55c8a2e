import type { Page } from 'playwright-core';

const HOSTED = /\/proxy\/(\d+)(\/.*)$/;

/**
 * The headless VS Code names addresses of this machine `/proxy/PORT/…`, as a hosted one does, and only the
 * wrapper around a hosted one would serve them: goes where that would lead, so many times.
 */
export async function followHosted(page: Page, hops = 1): Promise<void> {
  for (let hop = 0; hop < hops; hop++) {
    await page.waitForURL(HOSTED);
    const [, port, rest] = HOSTED.exec(page.url())!;
    await page.goto(`http://127.0.0.1:${port}${rest}`);
  }
}
