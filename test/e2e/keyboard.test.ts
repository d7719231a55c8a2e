import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Inspector } from './support/inspector';
import { launchVSCode, type VSCode } from './support/launchVSCode';
import { fixture, workspaceOf } from './support/workspaces';

const SERVER = 'by keys';
/** More often nobody should have to press Tab. */
const MANY = 40;

let vscode: VSCode;
beforeAll(async () => {
  vscode = await launchVSCode({
    workspace: workspaceOf({
      [SERVER]: { command: 'node', args: [fixture('everythingModern/server.mjs'), '--stdio'] },
    }),
  });
});
afterAll(async () => {
  expect(await vscode.close()).toEqual([]);
});

it('a person inspects, calls, answers and looks at messages without a pointer', async () => {
  const { keyboard } = vscode.page;
  await vscode.findCommand('MCP: Inspect Server');
  await keyboard.press('Enter');
  await vscode.page.getByPlaceholder(/^Pick a server/).waitFor();
  await keyboard.type(SERVER);
  await vscode.quickPickItem(SERVER).waitFor();
  await keyboard.press('Enter');
  const inspector = new Inspector(vscode);
  const { frame } = inspector;
  await inspector.whenReady();

  await choose(inspector, 'test_sampling');
  await frame.getByRole('heading', { name: 'test_sampling' }).first().waitFor();
  await untilFocused(frame.getByRole('listbox', { name: 'Tools' }));
  await keyboard.press('Enter');
  await untilFocused(inspector.field('prompt'));
  await keyboard.type('Capital of France?');
  await keyboard.press('Control+Enter');
  await frame.locator('.call-bar').getByText('Waiting for your answer').waitFor();

  await choose(inspector, 'Answer');
  await frame.getByText('100 tokens').waitFor();
  await tabTo(frame.getByLabel('Answer', { exact: true }));
  await keyboard.type('Paris, by keys');
  await keyboard.press('Control+Enter');
  await frame.getByText('Answered', { exact: true }).first().waitFor();

  await choose(inspector, 'Tools');
  await inspector.result.getByText('LLM response: Paris, by keys').first().waitFor();

  await choose(inspector, 'Messages');
  await untilFocused(frame.getByRole('grid'));
  await keyboard.press('End');
  await frame.getByRole('row', { selected: true }).waitFor();
  await frame
    .getByRole('region', { name: /^(Request|Response|Notification)/ })
    .first()
    .waitFor();

  await keyboard.press('?');
  await frame.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  await vscode.screenshot('keyboard');
  await keyboard.press('Escape');
  await untilFocused(frame.getByRole('grid'));
});

/** Runs what the palette within the panel offers by this name. */
async function choose(inspector: Inspector, label: string): Promise<void> {
  const { keyboard } = vscode.page;
  await keyboard.press('Control+Shift+Space');
  const field = inspector.frame.getByRole('combobox', { name: 'Commands' });
  await untilFocused(field);
  await keyboard.type(label);
  await expect
    .poll(() => inspector.frame.locator('.palette-row[aria-selected=true]').textContent())
    .toContain(label);
  await keyboard.press('Enter');
  await field.waitFor({ state: 'detached' });
}

async function untilFocused(element: Locator): Promise<void> {
  await expect.poll(() => element.evaluate(isFocused), { timeout: 20_000 }).toBe(true);
}

async function tabTo(element: Locator): Promise<void> {
  await element.waitFor();
  for (let pressed = 0; pressed < MANY; pressed++) {
    if (await element.evaluate(isFocused)) return;
    await vscode.page.keyboard.press('Tab');
  }
  throw new Error('It cannot be reached by Tab.');
}

function isFocused(element: Element): boolean {
  return document.hasFocus() && element === document.activeElement;
}
