import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../scripts/support/paths.mjs';
import { Inspector } from './support/inspector';
import { launchVSCode, type VSCode } from './support/launchVSCode';
import { fixture, workspaceOf } from './support/workspaces';

const SERVER = fixture('everythingModern/server.mjs');
const FAKE_MODEL = path.join(root, 'test/fixtures/extensions/fakeModel');
const ERAS = ['modern', 'legacy'] as const;

/** Selects a tool by searching for it: the list draws only what is in view. */
async function openTool(inspector: Inspector, name: string): Promise<void> {
  await inspector.show('Tools');
  await inspector.frame.getByRole('searchbox', { name: 'Search tools' }).fill(name);
  await inspector.openTool(name);
}

const button = (inspector: Inspector, name: string) =>
  inspector.frame.getByRole('button', { name, exact: true });

/** From the call that waits to its request. */
async function answer(inspector: Inspector): Promise<void> {
  await inspector.frame.locator('.call-bar').getByText('Waiting for your answer').waitFor();
  await button(inspector, 'Answer').click();
}

/** Of a tool that can do without: in the modern era the server makes a task of it by itself. */
async function runAsTask(inspector: Inspector, era: (typeof ERAS)[number]): Promise<void> {
  if (era === 'legacy') await button(inspector, 'Run as task').click();
  else await inspector.run();
}

async function closePanel(vscode: VSCode, title: string): Promise<void> {
  await vscode
    .editorTab(title)
    .getByRole('button', { name: /^Close/ })
    .click();
  await vscode.editorTab(title).waitFor({ state: 'detached' });
}

async function restart(inspector: Inspector): Promise<void> {
  await inspector.show('Overview');
  const facts = inspector.frame.locator('.fact').filter({ hasText: /^PID/ });
  const [before] = await facts.allInnerTexts();
  await button(inspector, 'Restart').click();
  await expect.poll(async () => (await facts.allInnerTexts())[0]).not.toBe(before);
  await inspector.whenReady();
}

/** What came of the call of a tool. */
async function result(inspector: Inspector, words: string | RegExp): Promise<void> {
  await inspector.show('Tools');
  await inspector.result.getByText(words).first().waitFor();
}

describe('a server that asks', () => {
  let vscode: VSCode;
  beforeAll(async () => {
    const server = (era: string) => ({
      command: 'node',
      args: [SERVER, '--stdio'],
      env: { ERA: era },
    });
    vscode = await launchVSCode({
      workspace: workspaceOf({ modern: server('modern'), legacy: server('legacy') }),
      beside: [FAKE_MODEL],
      // Models are a part of chat.
      settings: { 'chat.disableAIFeatures': false },
    });
  });
  afterAll(async () => {
    expect(await vscode.close()).toEqual([]);
  });

  describe.each(ERAS)('of the %s era', (era) => {
    let inspector: Inspector;
    beforeAll(async () => {
      inspector = await Inspector.open(vscode, era);
      await inspector.whenReady();
    });

    it('is answered by hand in place of a model', async () => {
      await openTool(inspector, 'test_sampling');
      await inspector.field('prompt').fill('Capital of France?');
      await inspector.run();
      await answer(inspector);
      const { frame } = inspector;
      await frame.getByText('Capital of France?').first().waitFor();
      await frame.getByText('100 tokens').waitFor();
      await frame.getByLabel('Answer', { exact: true }).fill('Paris, by hand');
      await button(inspector, 'Send answer').click();
      await frame.getByText('Answered', { exact: true }).first().waitFor();
      await result(inspector, 'LLM response: Paris, by hand');
    });

    it('is answered by a model of VS Code, once it may be used', async () => {
      await openTool(inspector, 'test_sampling');
      await inspector.field('prompt').fill('Polly?');
      await inspector.run();
      await answer(inspector);
      const { frame } = inspector;
      await button(inspector, 'Ask the model').click();
      await vscode.dialog.getByText(`Let Parrot answer what the MCP server ${era} asks?`).waitFor();
      await vscode.dialog.getByRole('button', { name: 'Allow' }).click();
      await expect
        .poll(() => frame.getByLabel('Answer', { exact: true }).inputValue())
        .toBe('Parrot says: Polly?');
      await button(inspector, 'Send answer').click();
      await result(inspector, 'LLM response: Parrot says: Polly?');
    });

    it('gets a form filled in', async () => {
      await openTool(inspector, 'test_elicitation');
      await inspector.field('message').fill('Who are you?');
      await inspector.run();
      await answer(inspector);
      await inspector.frame.getByText('Who are you?').first().waitFor();
      await inspector.field('username').fill('ada');
      await inspector.field('email').fill('ada');
      await button(inspector, 'Accept').click();
      await inspector.frame.getByText('The answer does not fit').waitFor();
      await inspector.field('email').fill('ada@example.org');
      await button(inspector, 'Accept').click();
      await result(inspector, /action=accept, content=.*ada@example\.org/);
    });

    it('sends a person to an address, who must agree', async () => {
      await openTool(inspector, 'sign_in_elsewhere');
      await inspector.field('url').fill('https://example.org/sign-in?state=1&next=%2Fdone');
      await inspector.run();
      await answer(inspector);
      const { frame } = inspector;
      await frame.getByText('https://example.org/sign-in?state=1&next=%2Fdone').first().waitFor();
      await button(inspector, 'Open in browser').click();
      await vscode.dialog.getByText('https://example.org/sign-in?state=1&next=%2Fdone').waitFor();
      await vscode.dialog.getByRole('button', { name: 'Cancel' }).click();
      await button(inspector, 'Open in browser').waitFor();
      await button(inspector, 'Done').click();
      if (era === 'legacy') await frame.getByText(/The server says that it is complete/).waitFor();
      await result(inspector, 'The page was answered by: accept');
    });

    it('lets a person choose one of some, and some of many', async () => {
      await openTool(inspector, 'test_elicitation_sep1330_enums');
      await inspector.run();
      await answer(inspector);
      await inspector.field('titledSingle').selectOption({ label: 'Second Option' });
      const many = inspector.frame.getByRole('group', { name: /^titledMulti/ });
      await many.getByLabel('First Choice').check();
      await many.getByLabel('Third Choice').check();
      await button(inspector, 'Accept').click();
      await result(inspector, /"titledSingle":"value2","titledMulti":\["value1","value3"\]/);
    });

    it('asks in rounds, which are one conversation', async () => {
      await openTool(inspector, 'test_input_required_result_multi_round');
      await inspector.run();
      await answer(inspector);
      await inspector.frame.getByText('Step 1: What is your name?').first().waitFor();
      await inspector.field('name').fill('Ada');
      await button(inspector, 'Accept').click();
      const second = inspector.frame.getByText('Step 2: What is your favorite color?').first();
      await second.waitFor();
      if (era === 'legacy') await second.click();
      else await inspector.frame.getByText('Round 2').waitFor();
      await inspector.field('color').fill('green');
      await button(inspector, 'Accept').click();
      await result(inspector, 'Ada likes green');
    });

    it('is told other roots than the folders of the workspace', async () => {
      await inspector.show('Requests');
      await inspector.item('Roots').click();
      await inspector.frame.getByLabel('URI of root 1').fill('file:///elsewhere');
      await button(inspector, 'Apply').click();
      await button(inspector, 'Use the workspace folders').waitFor();
      // They belong to the server, not to one run of it.
      await restart(inspector);
      await openTool(inspector, 'list_client_roots');
      await inspector.run();
      await result(inspector, /file:\/\/\/elsewhere/);
      await inspector.show('Requests');
      await button(inspector, 'Use the workspace folders').click();
      await inspector.frame.getByText('The server is told the folders of the workspace').waitFor();
    });

    it('asks in a task, which then has a result', async () => {
      await openTool(inspector, 'confirm_delete');
      await inspector.field('filename').fill('notes.txt');
      await inspector.run();
      const { frame } = inspector;
      await button(inspector, 'Show the task').click();
      await frame.getByText('It waits for your answer.').waitFor();
      await button(inspector, 'Answer').click();
      await frame.getByText('Delete notes.txt?').first().waitFor();
      await frame.getByLabel(/^confirm/).check();
      await button(inspector, 'Accept').click();
      await inspector.show('Tasks');
      await frame.getByText('Completed', { exact: true }).first().waitFor();
      await frame
        .getByRole('region', { name: 'Result of the task' })
        .getByText('notes.txt would be deleted')
        .waitFor();
      await result(inspector, 'notes.txt would be deleted');
    });

    it('runs a task that is cancelled', async () => {
      await openTool(inspector, 'slow_compute');
      await inspector.field('seconds').fill('3600');
      await inspector.field('label').fill('forever');
      await runAsTask(inspector, era);
      await button(inspector, 'Show the task').click();
      const { frame } = inspector;
      await frame.getByText('Working', { exact: true }).first().waitFor();
      await frame.getByText(/^every \d/).waitFor();
      await button(inspector, 'Cancel task').click();
      await frame.getByText('Cancelled', { exact: true }).first().waitFor();
      await button(inspector, 'Ask for the tasks again').first().click();
      await frame.getByText('None is running').waitFor();
    });

    it('runs a task that fails', async () => {
      await openTool(inspector, 'protocol_error_job');
      await runAsTask(inspector, era);
      await inspector.frame.getByText('The job broke').waitFor();
      await button(inspector, 'Show the task').click();
      await inspector.frame.getByText('Failed', { exact: true }).first().waitFor();
    });
  });

  describe('while its panel is closed', () => {
    it('calls the person, once', async () => {
      const inspector = await Inspector.open(vscode, 'modern');
      const file = path.join(vscode.workspaceDir, 'now');
      await openTool(inspector, 'ask_later');
      await inspector.field('file').fill(file);
      await inspector.run();
      await button(inspector, 'Cancel').waitFor();
      await closePanel(vscode, 'MCP: modern');
      await writeFile(file, '');
      const call = vscode.notification('The MCP server modern asks for your answer.');
      await call.getByRole('button', { name: 'Show' }).click();
      await inspector.frame.getByText('What is your name?').first().waitFor();
      await button(inspector, 'Decline').click();
      await openTool(inspector, 'ask_later');
      await result(inspector, 'Asked late, answered: decline');
    });

    it('is seen in the tree and the status bar, and loses nothing', async () => {
      const inspector = await Inspector.open(vscode, 'modern');
      await openTool(inspector, 'test_elicitation');
      await inspector.field('message').fill('Still there?');
      await inspector.run();
      await answer(inspector);
      await inspector.field('username').fill('grace');
      await vscode.openContainer('MCP Servers');
      await vscode.treeItem('modern').getByText('1 request waits for your answer').waitFor();
      await vscode.statusBarItem('modern: Waits for you').waitFor();
      await vscode
        .editorTab('MCP: modern')
        .getByRole('button', { name: /^Close/ })
        .click();
      await vscode.editorTab('MCP: modern').waitFor({ state: 'detached' });
      await vscode.statusBarItem('modern: Waits for you').click();
      await inspector.frame.getByText('Still there?').first().waitFor();
      await inspector.field('username').fill('grace');
      await inspector.field('email').fill('grace@example.org');
      await button(inspector, 'Accept').click();
      await vscode.statusBarItem('modern: Ready').waitFor();
      await openTool(inspector, 'test_elicitation');
      await result(inspector, /action=accept, content=.*grace@example\.org/);
    });
  });
});
