import type { Browser, Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest';
import type { Screen } from '../../../src/shared/model/screens';
import type { FakeHost } from './fakeHost';
import { launchBrowser, openPanel, type Panel, type PanelOptions } from './panelPage';
import { pseudo } from './pseudo';

/**
 * Opens the view in a browser that the tests of a file share. After each test its page is closed,
 * and must not have complained of anything.
 */
export function usePanel(): (host: FakeHost, options?: PanelOptions) => Promise<Panel> {
  let browser: Browser;
  const open: Panel[] = [];
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());
  afterEach(async () => {
    const panels = open.splice(0);
    await Promise.all(panels.map((panel) => panel.close()));
    expect(panels.flatMap((panel) => panel.complaints)).toEqual([]);
  });
  return async (host, options) => {
    const panel = await openPanel(browser, inject('webview'), host, options);
    open.push(panel);
    return panel;
  };
}

export async function show(panel: Panel, screen: Capitalize<Screen>): Promise<void> {
  await panel.page.getByRole('tab', { name: screen }).click();
}

/** The row of a list that holds `text`. */
export function item(panel: Panel, text: string): Locator {
  return panel.page.getByRole('option').filter({ hasText: text }).first();
}

export async function openTool(panel: Panel, title: string): Promise<void> {
  await show(panel, 'Tools');
  await item(panel, title).click();
}

export function button(panel: Panel, name: string | RegExp): Locator {
  return panel.page.getByRole(
    'button',
    typeof name === 'string' ? { name: said(panel, name), exact: true } : { name },
  );
}

/** What stands in a JSON editor. */
export function writtenIn(editor: Locator): Promise<string> {
  return editor.evaluate((element) =>
    element instanceof HTMLTextAreaElement
      ? element.value
      : [...element.querySelectorAll('.cm-line')].map((line) => line.textContent).join('\n'),
  );
}

/** What the panel says for these words. */
function said({ isTranslated }: Panel, words: string): string {
  return isTranslated ? pseudo(words) : words;
}
