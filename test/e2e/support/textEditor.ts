import type { Locator } from 'playwright-core';
import type { Workbench } from './workbench';

/** The text editor that is on show, as a person uses it. */
export class TextEditor {
  constructor(readonly workbench: Workbench) {}

  /** A line that holds this text, whose spaces VS Code shows as unbreakable ones. */
  line(text: string): Locator {
    // Playwright writes the pattern into a selector, and loses its end behind two quotes.
    const escaped = text
      .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
      .replace(/\s+/g, '\\s+')
      .replaceAll('"', '\\x22');
    const lines = this.workbench.page.locator('.editor-instance .view-line');
    return lines.filter({ hasText: new RegExp(escaped) }).first();
  }

  /** One for each entry. */
  get lenses(): Locator {
    return this.workbench.page.locator('.codelens-decoration');
  }

  /** Those of the entry of this name. */
  lensesAbove(name: string): Locator {
    const own = this.workbench.page.getByTitle(`Show ${name} in the Inspector`, { exact: true });
    return this.lenses.filter({ has: own });
  }

  async goTo(line: number, column: number): Promise<void> {
    await this.workbench.openPalette();
    await this.workbench.typeAndAccept(`:${line}:${column}`);
    await this.workbench.statusBarItem(`Ln ${line}, Col ${column}`).waitFor();
  }

  /** Rests the pointer on the first place of this text, until what VS Code tells of it is there. */
  async hover(text: string): Promise<Locator> {
    await this.line(text).getByText(text, { exact: true }).first().hover();
    const hover = this.workbench.page.locator('.monaco-hover:visible');
    await hover.first().waitFor();
    return hover.first();
  }

  /** A row of the list of suggestions. */
  suggestion(label: string): Locator {
    const name = this.workbench.page.locator('.label-name', { hasText: label });
    return this.workbench.page
      .locator('.suggest-widget.visible .monaco-list-row')
      .filter({ has: name })
      .first();
  }

  async accept(label: string): Promise<void> {
    await this.suggestion(label).click();
  }
}
