import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Inspector } from './support/inspector';
import { launchVSCode, type VSCode } from './support/launchVSCode';
import { fixture, workspaceOf } from './support/workspaces';

const SERVER = fixture('everythingModern/server.mjs');
const ERAS = ['modern', 'legacy'];

describe('the tools of a server', () => {
  let vscode: VSCode;
  beforeAll(async () => {
    const server = (era: string) => ({
      command: 'node',
      args: [SERVER, '--stdio'],
      env: { ERA: era },
    });
    vscode = await launchVSCode({
      workspace: workspaceOf({ modern: server('modern'), legacy: server('legacy') }),
    });
  });
  afterAll(async () => {
    expect(await vscode.close()).toEqual([]);
  });

  describe.each(ERAS)('%s', (era) => {
    let inspector: Inspector;
    beforeAll(async () => {
      inspector = await Inspector.open(vscode, era);
      await inspector.whenReady();
    });
    const button = (name: string) => inspector.frame.getByRole('button', { name, exact: true });
    const search = (text: string) =>
      inspector.frame.getByRole('searchbox', { name: 'Search tools' }).fill(text);

    it('takes nested arguments as JSON, which the schema completes, in step with the form', async () => {
      await inspector.openTool('plan_trip');
      await button('JSON').click();
      const json = inspector.frame.getByLabel('Arguments as JSON');
      await json.fill('{ "traveller": { "name": "Ada" }, "stops": [{}] }');
      await inspector.frame.locator('.cm-lintRange').getByText('{', { exact: true }).waitFor();
      for (let back = 0; back < 4; back++) await json.press('ArrowLeft');
      await vscode.page.keyboard.type('"');
      await inspector.frame.getByRole('option', { name: '"city"' }).click();
      await vscode.page.keyboard.type('Turin');
      await vscode.screenshot(`tools-json-${era}`);
      await button('Form').click();
      const stops = inspector.frame.getByRole('group', { name: /^Stops/ });
      expect(await stops.getByLabel(/^city\b/).inputValue()).toBe('Turin');
      await inspector.run();
      await inspector.result.getByText(/"city":\s*"Turin"/).waitFor();
    });

    it('says where structured content does not fit', async () => {
      await search('wrong_weather');
      await inspector.openTool('wrong_weather');
      await inspector.run();
      const row = inspector.result.getByRole('treeitem').filter({ hasText: '"celsius": "warm"' });
      await row.getByText('Must be a number.').waitFor();
    });

    it('shows a table, links, and a PDF that is to be saved', async () => {
      await search('documents');
      await inspector.openTool('documents');
      await inspector.run();
      await inspector.result.getByRole('cell', { name: 'Bath, UK' }).waitFor();
      await inspector.result.getByText('VS Code shows no PDF in a panel.').waitFor();
      await vscode.screenshot(`tools-documents-${era}`);
      // In the folder that is proposed: on its way to another the dialog takes no Enter.
      const file = path.join(vscode.workspaceDir, `${era}.pdf`);
      await button('Save…').click();
      // What VS Code proposes would replace what was typed before.
      await expect.poll(() => vscode.quickInputBox.inputValue()).toMatch(/report\.pdf$/);
      await vscode.typeAndAccept(file);
      await vscode.notification(`Saved ${era}.pdf.`).waitFor();
      expect((await readFile(file)).subarray(0, 5).toString()).toBe('%PDF-');
    });

    it('keeps calls by name, and the last arguments, when the panel is closed', async () => {
      await search('weather');
      await inspector.openTool('weather');
      await inspector.field('city').fill('Oslo');
      await button('Save this call').click();
      await inspector.frame.getByLabel('Name of the call').fill('In the north');
      await vscode.page.keyboard.press('Enter');
      await inspector.field('city').fill('Rome');
      await inspector.run();
      await inspector.result.getByText('Fits the tool’s output schema.').waitFor();
      await vscode.runCommand('View: Close Editor');
      await vscode.editorTab(`MCP: ${era}`).waitFor({ state: 'detached' });

      inspector = await Inspector.open(vscode, era);
      await inspector.whenReady();
      await inspector.show('Tools');
      await search('weather');
      await inspector.openTool('weather');
      await expect.poll(() => inspector.field('city').inputValue()).toBe('Rome');
      await button('Run “In the north”').click();
      await expect.poll(() => inspector.field('city').inputValue()).toBe('Oslo');
    });

    it('compares a result with the one before it', async () => {
      await search('plan_trip');
      await inspector.openTool('plan_trip');
      await inspector.run();
      await button('Compare with the previous result').click();
      await vscode.editorTab(/plan_trip.* ↔ /).waitFor();
      await vscode.runCommand('View: Close Editor');
      await vscode.editorTab(/plan_trip.* ↔ /).waitFor({ state: 'detached' });
    });

    it('runs as a task', async () => {
      await search('slow_compute');
      await inspector.openTool('slow_compute');
      await inspector.field('seconds').fill('0.1');
      // Whether it becomes one is for the person to say in one era, for the server in the other.
      await button(era === 'legacy' ? 'Run as task' : 'Run').click();
      await inspector.frame.getByText('The server made a task of it.').waitFor();
      await inspector.result.getByText('took 0.1 s').waitFor();
    });
  });
});
