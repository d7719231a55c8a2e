import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { it } from 'vitest';
import { answer, button, closePanel, findTool, result, type Shared } from '../support/asking';
import { Inspector } from '../support/inspector';

/** What waits outlives the panel, and calls the person. */
export function requestsWhilePanelIsClosed(vscode: Shared): void {
  it('calls the person, once', async () => {
    const inspector = await Inspector.open(vscode(), 'modern');
    const file = path.join(vscode().workspaceDir, 'now');
    await findTool(inspector, 'ask_later');
    await inspector.field('file').fill(file);
    await inspector.run();
    await button(inspector, 'Cancel').waitFor();
    await closePanel(vscode(), 'MCP: modern');
    await writeFile(file, '');
    const call = vscode().notification('The MCP server modern asks for your answer.');
    await call.getByRole('button', { name: 'Show' }).click();
    await inspector.frame.getByText('What is your name?').first().waitFor();
    await button(inspector, 'Decline').click();
    await findTool(inspector, 'ask_later');
    await result(inspector, 'Asked late, answered: decline');
  });

  it('is seen in the tree and the status bar, and loses nothing', async () => {
    const inspector = await Inspector.open(vscode(), 'modern');
    await findTool(inspector, 'test_elicitation');
    await inspector.field('message').fill('Still there?');
    await inspector.run();
    await answer(inspector);
    await inspector.field('username').fill('grace');
    await vscode().openContainer('MCP Servers');
    await vscode().treeItem('modern').getByText('1 request waits for your answer').waitFor();
    await vscode().statusBarItem('modern: Waits for you').waitFor();
    await closePanel(vscode(), 'MCP: modern');
    await vscode().statusBarItem('modern: Waits for you').click();
    await inspector.frame.getByText('Still there?').first().waitFor();
    await inspector.field('username').fill('grace');
    await inspector.field('email').fill('grace@example.org');
    await button(inspector, 'Accept').click();
    await vscode().statusBarItem('modern: Ready').waitFor();
    await findTool(inspector, 'test_elicitation');
    await result(inspector, /action=accept, content=.*grace@example\.org/);
  });
}
