import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';

/** How each theme is named in the settings, and which class the window then has. */
export const THEMES = {
  light: { name: 'Default Light Modern', className: 'vs' },
  dark: { name: 'Default Dark Modern', className: 'vs-dark' },
  'high-contrast': { name: 'Default High Contrast', className: 'hc-black' },
  'high-contrast-light': { name: 'Default High Contrast Light', className: 'hc-light' },
} as const;
export type Theme = keyof typeof THEMES;

/** Where screenshots go unless a path is given. */
export const SCREENSHOTS_DIR = path.resolve('out/e2e');

const COMMAND_TIMEOUT_MS = 30_000;
/** How long the palette may take to show what is typed before it counts as closed. */
const PALETTE_MS = 5_000;

/** What a person sees and does in one window. Every method waits for what it needs, never for time. */
export class Workbench {
  constructor(readonly page: Page) {}

  /** Resolves when the window stands and has read what extensions contribute. */
  async whenReady(): Promise<void> {
    await this.page.waitForFunction(() =>
      ['code/didStartWorkbench', 'code/didLoadExtensions'].every(
        (mark) => performance.getEntriesByName(mark).length > 0,
      ),
    );
    await this.page.locator('.monaco-workbench .statusbar').waitFor();
  }

  /** The palette or any list or box at the top of the window that asks for something. */
  get quickInput(): Locator {
    return this.page.locator('.quick-input-widget:visible');
  }

  /** Where one types in the palette, a quick pick or an input box. */
  get quickInputBox(): Locator {
    return this.quickInput.locator('.quick-input-box input');
  }

  /** The rows of the palette or of a quick pick whose label is exactly this. */
  quickPickItem(label: string): Locator {
    const name = this.page.locator('.label-name', { hasText: exactly(label) });
    return this.quickInput.locator('.monaco-list-row').filter({ has: name });
  }

  /**
   * Opens the command palette, filtered by `text`. A webview that has just come to the front takes the focus a
   * moment later, and VS Code closes the palette for that: then it is opened again, as a person would.
   */
  async openPalette(text = ''): Promise<void> {
    const deadline = performance.now() + COMMAND_TIMEOUT_MS;
    while (performance.now() < deadline) {
      await this.page.locator('.activitybar').getByRole('tab').first().focus();
      await this.page.keyboard.press('F1');
      if (await settles(this.quickInputBox.fill(`>${text}`, { timeout: PALETTE_MS }))) return;
    }
    throw new Error('The palette does not stay open.');
  }

  /**
   * Runs a command through the palette.
   * @param title as the palette shows it, with its category: `MCP: Inspect Server`
   */
  async runCommand(title: string): Promise<void> {
    await this.findCommand(title);
    await this.pick(title);
  }

  /**
   * Opens the palette on a command. An open palette does not learn of the commands of an extension
   * that VS Code reads meanwhile, so it is opened anew until the command is there.
   * @throws when the command is not there within 30 seconds
   */
  async findCommand(title: string): Promise<void> {
    const found = this.quickPickItem(title).first();
    // Where VS Code's chat is on, it proposes others in place of one that is not there.
    const none = this.quickInput.getByText(/^(No matching commands|similar commands)$/);
    const deadline = performance.now() + COMMAND_TIMEOUT_MS;
    while (performance.now() < deadline) {
      await this.openPalette(title);
      await settles(found.or(none).first().waitFor({ timeout: PALETTE_MS }));
      if (await found.isVisible()) return;
      await this.page.keyboard.press('Escape');
      await this.quickInput.waitFor({ state: 'hidden' });
    }
    throw new Error(`The palette has no command "${title}".`);
  }

  /**
   * Picks an item of the quick pick that is open or about to open, and waits until that has closed:
   * what is typed next is for the next one.
   */
  async pick(label: string): Promise<void> {
    const item = this.quickPickItem(label).first();
    await item.click();
    await item.waitFor({ state: 'hidden' });
  }

  /** Types into the quick pick or the input box that is open, and accepts it. */
  async typeAndAccept(text: string): Promise<void> {
    await this.quickInputBox.fill(text);
    await this.quickInputBox.press('Enter');
  }

  /** Shows a container of views, if it is not shown. */
  async openContainer(title: string): Promise<void> {
    const tab = this.page.locator('.activitybar').getByRole('tab', { name: title });
    await tab.waitFor();
    if ((await tab.getAttribute('aria-selected')) !== 'true') await tab.click();
    await this.sidebar.locator('.composite.title', { hasText: title }).waitFor();
  }

  get sidebar(): Locator {
    return this.page.locator('.part.sidebar');
  }

  /** The item of a tree in the sidebar whose label is exactly this; its text holds the description. */
  treeItem(label: string): Locator {
    const name = this.page.locator('.label-name', { hasText: exactly(label) });
    return this.sidebar.getByRole('treeitem').filter({ has: name });
  }

  /** A tree item's button, which shows under the pointer. */
  async clickTreeAction(label: string, action: string): Promise<void> {
    const item = this.treeItem(label);
    await item.hover();
    await item.getByRole('button', { name: action }).click();
  }

  /** The status bar items with this text. */
  statusBarItem(text: string | RegExp): Locator {
    return this.page.locator('.statusbar .statusbar-item:visible').filter({ hasText: text });
  }

  /** The notifications on show with this text. */
  notification(text: string | RegExp): Locator {
    return this.page.locator('.notification-toast').filter({ hasText: text });
  }

  /** A modal dialog, with its buttons inside. */
  get dialog(): Locator {
    return this.page.locator('.monaco-dialog-box');
  }

  /** An editor's tab, which is a panel's tab too. */
  editorTab(title: string | RegExp): Locator {
    return this.page.locator('.tabs-container').getByRole('tab').filter({ hasText: title });
  }

  /** Inside of the webview that is on show; `nth` counts from the left where several are. */
  inspectorFrame(nth = 0): FrameLocator {
    return this.page
      .locator('iframe.webview.ready:visible')
      .nth(nth)
      .contentFrame()
      .frameLocator('iframe#active-frame');
  }

  /**
   * @param name a file's name without its ending, or an absolute path of a `.png`
   * @returns where it is
   */
  async screenshot(name: string): Promise<string> {
    const file = path.isAbsolute(name) ? name : path.join(SCREENSHOTS_DIR, `${name}.png`);
    await mkdir(path.dirname(file), { recursive: true });
    await this.page.screenshot({ path: file, animations: 'disabled' });
    return file;
  }
}

/** A label is shown with its spaces made unbreakable, and may stand in several highlighted parts. */
function exactly(text: string): RegExp {
  const escaped = text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
  return new RegExp(`^\\s*${escaped}\\s*$`);
}

/** Whether an action of Playwright succeeds within its time. */
function settles(action: Promise<unknown>): Promise<boolean> {
  return action.then(
    () => true,
    () => false,
  );
}
