// Pictures of the real VS Code on the example workspace, for the README and for looking at.

import { realpathSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { root } from '../../scripts/support/paths.mjs';
import { Inspector } from '../e2e/support/inspector';
import { launchVSCode, type VSCode } from '../e2e/support/launchVSCode';
import type { Theme } from '../e2e/support/workbench';

const FOLDER = path.join(root, 'docs/screenshots');

const WIDE = { width: 1280, height: 800 };
/** The panel is 400 px wide then, as beside another editor. */
const NARROW = { width: 456, height: 800 };
/** High contrast in light differs from that in dark as light does; axe and the tests of the layout see it too. */
const LOOKS: readonly Theme[] = ['light', 'dark', 'high-contrast'];
const TOGGLE_SIDE_BAR = 'View: Toggle Primary Side Bar Visibility';

type Shoot = (name: string) => Promise<void>;

/** Each leaves the window as the next one wants it: the view of servers open, an Inspector on show. */
const SCENES: ((vscode: VSCode, shoot: Shoot) => Promise<void>)[] = [
  async (vscode, shoot) => {
    await vscode.openContainer('MCP Servers');
    await vscode.runCommand('MCP: Inspect Server');
    await vscode.quickPickItem('everything').waitFor();
    await shoot('pick');
    await vscode.page.keyboard.press('Escape');
    await vscode.quickInput.waitFor({ state: 'hidden' });
  },
  async (vscode, shoot) => {
    const inspector = await Inspector.open(vscode, 'slow-boot');
    await inspector.step('tcp').and(inspector.frame.locator('[data-status=running]')).waitFor();
    await shoot('launching');
    await inspector.whenReady();
  },
  async (vscode, shoot) => {
    const inspector = await Inspector.open(vscode, 'everything');
    await inspector.whenReady();
    await inspector.frame.getByText('Instructions').first().waitFor();
    await shoot('overview');
    await inspector.openTool('get-structured-content');
    await inspector.field('location').selectOption('Chicago');
    await inspector.run();
    await inspector.result.getByText('humidity').last().waitFor();
    await shoot('tools');
    await inspector.openTool('get-tiny-image');
    await inspector.run();
    await inspector.result.getByRole('img').first().waitFor();
    await shoot('tool-image');
    await inspector.show('Resources');
    await inspector.item('features.md').click();
    await inspector.frame.getByRole('button', { name: 'Read', exact: true }).click();
    await inspector.frame
      .getByRole('heading', { name: /Features/ })
      .first()
      .waitFor();
    await shoot('resources');
    await inspector.show('Prompts');
    await inspector.item('args-prompt').click();
    await inspector.field('city').fill('Lisbon');
    await inspector.frame.getByRole('button', { name: /^Get/ }).click();
    await inspector.frame.getByText(/weather in Lisbon/).waitFor();
    await shoot('prompts');
    await inspector.show('Messages');
    await inspector.frame.getByRole('row').filter({ hasText: 'prompts/get' }).first().click();
    await inspector.frame.getByRole('region', { name: 'Response' }).waitFor();
    await shoot('messages');
  },
  async (vscode, shoot) => {
    const inspector = await Inspector.open(vscode, 'everything');
    await inspector.openTool('trigger-sampling-request');
    await inspector.field('prompt').fill('What is the capital of Portugal?');
    await inspector.run();
    await inspector.show('Requests');
    await inspector.frame.getByText('What is the capital of Portugal?').first().waitFor();
    await shoot('requests');
    await inspector.frame.getByRole('button', { name: 'Decline', exact: true }).click();
    await inspector.openTool('simulate-research-query');
    await inspector.field('topic').fill('Port cities');
    await inspector.run();
    await inspector.show('Tasks');
    await inspector.frame.getByRole('listbox').getByRole('option').first().click();
    await inspector.frame.getByText('Completed', { exact: true }).last().waitFor();
    await shoot('tasks');
    await inspector.openTool('toggle-simulated-logging');
    await inspector.run();
    await inspector.show('Logs');
    await inspector.frame.getByRole('listbox').getByRole('option').nth(1).click();
    await shoot('logs');
    await inspector.frame.locator('body').press('Control+Shift+Space');
    await inspector.frame.getByRole('combobox', { name: 'Commands' }).waitFor();
    await shoot('palette');
    await vscode.page.keyboard.press('Escape');
  },
  async (vscode, shoot) => {
    const inspector = await Inspector.open(vscode, 'everything');
    const { frame } = inspector;
    await inspector.show('Settings');
    await shoot('settings');
    // A server that may not ask does not offer the tools that would.
    await frame.getByRole('checkbox', { name: /^Sampling/ }).click();
    await frame.getByRole('button', { name: 'Restart now' }).click();
    await frame.getByRole('tab', { name: /^Changes \d/ }).waitFor();
    await inspector.show('Changes');
    await inspector.item('trigger-sampling-request').first().click();
    await shoot('changes');
    await inspector.show('Settings');
    await frame.getByRole('button', { name: 'Reset to the configuration' }).click();
    await frame.getByRole('button', { name: 'Restart now' }).click();
    await frame.getByRole('tab', { name: /^Tools 19/ }).waitFor();
    await inspector.show('Overview');
  },
  async (vscode, shoot) => {
    const inspector = await Inspector.open(vscode, 'everything');
    await vscode.runCommand(TOGGLE_SIDE_BAR);
    await vscode.page.setViewportSize(NARROW);
    for (const screen of ['Overview', 'Tools', 'Messages', 'Settings'] as const) {
      await inspector.show(screen);
      // The message that was selected is read anew.
      const message = inspector.frame.getByRole('heading', { name: 'prompts/get' });
      if (screen === 'Messages') await message.waitFor();
      await shoot(`narrow-${screen.toLowerCase()}`);
    }
    await vscode.page.setViewportSize(WIDE);
    await vscode.runCommand(TOGGLE_SIDE_BAR);
  },
  ...['broken-crash', 'broken-path', 'broken-command'].map(
    (server) => async (vscode: VSCode, shoot: Shoot) => {
      const inspector = await Inspector.open(vscode, server);
      await inspector.state('Failed').waitFor();
      await shoot(server);
    },
  ),
];

test.for(LOOKS)('%s', async (theme) => {
  const vscode = await launchVSCode({
    workspace: path.join(root, 'examples/workspace'),
    inPlace: true,
    theme,
    viewport: WIDE,
  });
  const shoot = async (name: string) => {
    await hidePaths(vscode.page);
    await vscode.screenshot(path.join(FOLDER, `${name}-${theme}.png`));
  };
  for (const scene of SCENES) await scene(vscode, shoot);
  expect(await vscode.close()).toEqual([]);
});

/** Where this project happens to lie is no part of a picture. */
async function hidePaths(page: Page): Promise<void> {
  const folders = [root, path.dirname(realpathSync(path.join(root, 'node_modules')))];
  for (const frame of page.frames()) {
    await frame.evaluate((folders) => {
      const texts = document.createTreeWalker(document, NodeFilter.SHOW_TEXT);
      for (let text = texts.nextNode(); text; text = texts.nextNode()) {
        const before = text.nodeValue ?? '';
        const after = folders.reduce(
          (all, one) => all.replaceAll(one, '/home/ada/portcullis'),
          before,
        );
        if (after !== before) text.nodeValue = after;
      }
    }, folders);
  }
}
