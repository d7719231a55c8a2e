import { expect } from 'vitest';
import type { Inspector } from './inspector';
import type { VSCode } from './launchVSCode';

/** Journeys of a file share its VS Code, which is there when they begin. */
export type Shared = () => VSCode;

/** Selects a tool by searching for it: the list draws only what is in view. */
export async function findTool(inspector: Inspector, name: string): Promise<void> {
  await inspector.show('Tools');
  await inspector.frame.getByRole('searchbox', { name: 'Search tools' }).fill(name);
  await inspector.openTool(name);
}

export const button = (inspector: Inspector, name: string) =>
  inspector.frame.getByRole('button', { name, exact: true });

/** From the call that waits to its request. */
export async function answer(inspector: Inspector): Promise<void> {
  await inspector.frame.locator('.call-bar').getByText('Waiting for your answer').waitFor();
  await button(inspector, 'Answer').click();
}

/** What came of the call of a tool. */
export async function result(inspector: Inspector, words: string | RegExp): Promise<void> {
  await inspector.show('Tools');
  await inspector.result.getByText(words).first().waitFor();
}

export async function closePanel(vscode: VSCode, title: string): Promise<void> {
  await vscode
    .editorTab(title)
    .getByRole('button', { name: /^Close/ })
    .click();
  await vscode.editorTab(title).waitFor({ state: 'detached' });
}

export async function restart(inspector: Inspector): Promise<void> {
  await inspector.show('Overview');
  const facts = inspector.frame.locator('.fact').filter({ hasText: /^PID/ });
  const [before] = await facts.allInnerTexts();
  await button(inspector, 'Restart').click();
  await expect.poll(async () => (await facts.allInnerTexts())[0]).not.toBe(before);
  await inspector.whenReady();
}
