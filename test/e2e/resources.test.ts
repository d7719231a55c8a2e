import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Inspector } from './support/inspector';
import { launchVSCode, type VSCode } from './support/launchVSCode';
import { fixture, launchedHttp, workspaceOf } from './support/workspaces';

const SERVER = fixture('everythingModern/server.mjs');
const WATCHED = 'test://watched-resource';

describe('resources and prompts', () => {
  let vscode: VSCode;
  beforeAll(async () => {
    vscode = await launchVSCode({
      workspace: workspaceOf(
        { legacy: { command: 'node', args: [SERVER, '--stdio'], env: { ERA: 'legacy' } } },
        { modern: launchedHttp([SERVER]) },
      ),
      // Its quick input takes paths, as where VS Code has no windows of the system to ask with.
      settings: { 'files.simpleDialog.enable': true },
    });
    await vscode.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  });
  afterAll(async () => {
    expect(await vscode.close()).toEqual([]);
  });

  describe.each(['modern', 'legacy'])('of a server of the %s era', (server) => {
    let inspector: Inspector;
    beforeAll(async () => {
      inspector = await Inspector.open(vscode, server);
      await inspector.whenReady();
    });
    const button = (name: string): Locator =>
      inspector.frame.getByRole('button', { name, exact: true });
    const select = async (screen: 'Resources' | 'Prompts', name: string) => {
      await inspector.show(screen);
      const noun = screen.toLowerCase();
      await inspector.frame.getByRole('searchbox', { name: `Search ${noun}` }).fill(name);
      await inspector.frame.getByRole('option').filter({ hasText: name }).first().click();
    };
    /** So that the panel has all the room again. */
    const closeEditors = async () => {
      await vscode.editorTab(`MCP: ${server}`).click();
      if ((await vscode.page.locator('.editor-group-container').count()) < 2) return;
      await vscode.runCommand('View: Close Editors in Other Groups');
      await vscode.page.locator('.editor-group-container').nth(1).waitFor({ state: 'detached' });
    };
    beforeEach(closeEditors);

    it('fills in a template with what the server proposes', async () => {
      await select('Resources', 'test://places');
      const country = inspector.frame.getByRole('combobox', { name: /^country/ });
      await country.fill('it');
      await inspector.frame.getByRole('option', { name: 'italy', exact: true }).waitFor();
      await country.press('ArrowDown');
      await country.press('Enter');
      const city = inspector.frame.getByRole('combobox', { name: /^city/ });
      await city.press('ArrowDown');
      const cities = inspector.frame.getByRole('listbox', { name: 'Suggestions' });
      await cities.getByRole('option').first().waitFor();
      expect(await cities.getByRole('option').allTextContents()).toEqual(['milan', 'pisa', 'rome']);
      await cities.getByText('pisa').click();
      await vscode.screenshot(`resources-template-${server}`);
      await city.press('Control+Enter');
      await inspector.result.getByText('pisa lies in italy.').waitFor();
    });

    it('sees what it subscribed to change, in the panel and in a document', async () => {
      const touch = async () => {
        await inspector.show('Tools');
        // Beside an editor the panel is narrow, and shows what was chosen before instead of the list.
        const search = inspector.frame.getByRole('searchbox', { name: 'Search tools' });
        const runs = inspector.frame.getByRole('button', { name: 'Run', exact: true });
        await search.or(runs).first().waitFor();
        if (await search.isVisible()) {
          await search.fill('touch_watched_resource');
          await inspector.item('touch_watched_resource').click();
        }
        await runs.click();
        await inspector.frame.getByText('Succeeded', { exact: true }).waitFor();
      };
      await select('Resources', WATCHED);
      await button('Subscribe').click();
      await inspector.frame.getByText('Subscribed, no change yet').waitFor();
      await button('Read').click();
      await inspector.result.getByText('Changed 0 times').waitFor();
      await button('Open').click();
      await vscode.editorTab('watched-resource.txt').waitFor();
      const lines = vscode.page.locator('.monaco-editor .view-line');
      await lines.filter({ hasText: /Changed\s0\stimes/ }).waitFor();

      await touch();
      await lines.filter({ hasText: /Changed\s1\stimes/ }).waitFor();
      await inspector.show('Resources');
      await inspector.frame.getByText(/^Subscribed, 1 change, the last at/).waitFor();
      await vscode.screenshot(`resources-subscribed-${server}`);
      await closeEditors();

      await touch();
      await inspector.show('Resources');
      await inspector.frame.getByText('Changed since it was read', { exact: true }).waitFor();
      await inspector.frame.getByRole('checkbox', { name: /^Read again/ }).check();
      await inspector.result.getByText('Changed 2 times').waitFor();
      await touch();
      await inspector.show('Resources');
      await inspector.result.getByText('Changed 3 times').waitFor();
      await button('Unsubscribe').click();
      await button('Subscribe').waitFor();
    });

    it.each([
      ['test://readme.md', 'readme.md', '.monaco-editor .view-line', /Read\sme/],
      ['test://data.json', 'data.json', '.monaco-editor .view-line', /answer/],
    ])('opens %s as a document that cannot be changed', async (uri, tab, selector, text) => {
      await select('Resources', uri);
      await button('Read').click();
      await button('Open').click();
      await vscode.editorTab(tab).waitFor();
      await vscode.page.locator(selector).filter({ hasText: text }).first().waitFor();
      await vscode.page.locator(selector).filter({ hasText: text }).first().click();
      await vscode.page.keyboard.type('x');
      await vscode.page
        .getByRole('alert')
        .filter({ hasText: /^Editor is read-only/ })
        .waitFor();
    });

    it('opens a picture with the editor for pictures', async () => {
      await select('Resources', 'test://static-binary');
      await button('Read').click();
      await button('Open').click();
      await vscode.editorTab('static-binary.png').waitFor();
      const picture = vscode.inspectorFrame(1).getByRole('img');
      await expect
        .poll(() => picture.evaluate((element) => (element as HTMLImageElement).naturalWidth))
        .toBe(48);
      await vscode.screenshot(`resources-picture-${server}`);
    });

    it('saves the very bytes', async () => {
      await select('Resources', 'test://sound.wav');
      await button('Read').click();
      await button('Save').click();
      const target = path.join(vscode.workspaceDir, `${server}.wav`);
      await expect.poll(() => vscode.quickInputBox.inputValue()).toMatch(/sound\.wav$/);
      await vscode.typeAndAccept(target);
      await vscode.notification(`Saved ${server}.wav`).waitFor();
      const bytes = await readFile(target);
      expect(bytes.toString('latin1', 0, 4)).toBe('RIFF');
      // As its header says.
      expect(bytes.length).toBe(8 + bytes.readUInt32LE(4));
    });

    it('fills in a prompt with what the server proposes, and copies what comes', async () => {
      await select('Prompts', 'test_prompt_with_arguments');
      await inspector.frame.getByRole('combobox', { name: /^arg1/ }).fill('france');
      const city = inspector.frame.getByRole('combobox', { name: /^arg2/ });
      await city.press('ArrowDown');
      await inspector.frame.getByRole('option', { name: 'lyon', exact: true }).click();
      await city.press('Control+Enter');
      const words = "Prompt with arguments: arg1='france', arg2='lyon'";
      await inspector.frame.getByText(words).waitFor();
      await button('Copy the conversation as Markdown').click();
      await vscode.screenshot(`prompts-${server}`);
      const copied = () => vscode.page.evaluate(() => navigator.clipboard.readText());
      await expect.poll(copied).toBe(`## User\n\n${words}\n`);
    });
  });

  it('opens documents again after a reload of the window, and reads them when the server runs', async () => {
    const inspector = await Inspector.open(vscode, 'legacy');
    await inspector.whenReady();
    await inspector.show('Resources');
    await inspector.frame.getByRole('searchbox').fill('test://static-text');
    await inspector.frame.getByRole('option').filter({ hasText: 'static-text' }).click();
    await inspector.frame.getByRole('button', { name: 'Read', exact: true }).click();
    await inspector.frame.getByRole('button', { name: 'Open', exact: true }).click();
    const lines = vscode.page.locator('.monaco-editor .view-line');
    const text = lines.filter({ hasText: /content\sof\sthe\sstatic\stext/ });
    await text.waitFor();
    const loaded = vscode.page.waitForEvent('load');
    await vscode.runCommand('Developer: Reload Window');
    await loaded;
    await vscode.whenReady();
    await vscode.editorTab('static-text.txt').click();
    await inspector.frame.getByRole('button', { name: 'Start', exact: true }).click();
    await inspector.whenReady();
    await vscode.page.getByRole('button', { name: 'Try Again' }).click();
    await text.waitFor();
  });
});
