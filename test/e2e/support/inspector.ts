import type { FrameLocator, Locator } from 'playwright-core';
import type { StepId } from '../../../src/shared/model/launch';
import type { Screen } from '../../../src/shared/model/screens';
import type { Workbench } from './workbench';

/** The Inspector that is on show, as a person uses it. */
export class Inspector {
  constructor(readonly workbench: Workbench) {}

  /** "MCP: Inspect Server" through the palette, and the server's name in its list. */
  static async open(workbench: Workbench, server: string): Promise<Inspector> {
    await workbench.runCommand('MCP: Inspect Server');
    // Filtered, because a long list shows only some of its rows.
    await workbench.page.getByPlaceholder(/^Pick a server/).fill(server);
    await workbench.pick(server);
    const inspector = new Inspector(workbench);
    await inspector.frame.getByRole('heading', { name: server, exact: true }).first().waitFor();
    return inspector;
  }

  get frame(): FrameLocator {
    return this.workbench.inspectorFrame();
  }

  /** How the server stands, in a word, in the panel's head. */
  state(word: string): Locator {
    return this.frame.getByRole('banner').getByText(word, { exact: true });
  }

  step(id: StepId): Locator {
    return this.frame.locator(`[data-step="${id}"]`);
  }

  async show(screen: Capitalize<Screen>): Promise<void> {
    await this.frame.getByRole('tab', { name: screen }).click();
  }

  async whenReady(): Promise<void> {
    await this.state('Ready').waitFor();
  }

  /** Selects a tool by its name on the tools screen. */
  async openTool(name: string): Promise<void> {
    await this.show('Tools');
    await this.item(name).click();
  }

  /** An item of the list on show, by the name that the server gives it. */
  item(name: string): Locator {
    const exact = this.frame.getByText(name, { exact: true });
    return this.frame.getByRole('option').filter({ has: exact });
  }

  /** A field of the form on show, by the name of its property. */
  field(property: string): Locator {
    return this.frame.getByLabel(new RegExp(`^${property}\\b`));
  }

  async run(): Promise<void> {
    await this.frame.getByRole('button', { name: /^Run$/ }).click();
  }

  get result(): Locator {
    return this.frame.locator('.result');
  }
}
