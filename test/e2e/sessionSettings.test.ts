import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Inspector } from './support/inspector';
import { launchVSCode, type VSCode } from './support/launchVSCode';
import { fixture, launchedHttp, workspaceOf } from './support/workspaces';

const SERVER = 'both eras over HTTP';

describe('the settings of a session', () => {
  let vscode: VSCode;
  let inspector: Inspector;
  beforeAll(async () => {
    vscode = await launchVSCode({
      workspace: workspaceOf(
        {},
        { [SERVER]: launchedHttp([fixture('everythingModern/server.mjs')], { PAGE: '5' }) },
      ),
    });
    inspector = await Inspector.open(vscode, SERVER);
    await inspector.whenReady();
  });
  afterAll(async () => {
    expect(await vscode.close()).toEqual([]);
  });

  it('pin an era, and withdraw a capability, from the next start on', async () => {
    const { frame } = inspector;
    await frame.getByText('2026-07-28 (modern era)').waitFor();
    await inspector.show('Settings');
    await frame.getByLabel('Era and version').selectOption('legacy');
    await frame.getByLabel(/^Sampling/).uncheck();
    await vscode.screenshot('settings-restart');
    await frame.getByRole('button', { name: 'Restart now' }).click();
    await inspector.show('Overview');
    await frame.getByText('2025-11-25 (legacy era)').waitFor();
    await frame.getByText('1 time since the window was opened').waitFor();
    await vscode.screenshot('overview-legacy');

    await inspector.show('Messages');
    await frame.getByRole('searchbox').fill('"method":"initialize"');
    await frame.getByRole('row').filter({ hasText: 'initialize' }).first().click();
    await frame.getByRole('button', { name: 'Raw', exact: true }).click();
    const message = frame.getByText(/"method":"initialize"/).last();
    await message.waitFor();
    const text = (await message.textContent()) ?? '';
    expect(text).toContain('"elicitation"');
    expect(text).not.toContain('"sampling"');
  });

  it('open a session anew without another process', async () => {
    const { frame } = inspector;
    await inspector.show('Overview');
    const pid = frame.locator('.fact').filter({ hasText: 'PID' });
    const before = await pid.textContent();
    await frame.getByRole('button', { name: 'Reconnect' }).click();
    await inspector.show('Messages');
    // Of the session that there was, and of the one that took its place.
    await frame.getByRole('row').filter({ hasText: 'initialize' }).nth(1).waitFor();
    await inspector.whenReady();
    await inspector.show('Overview');
    await frame.getByRole('button', { name: 'Ping' }).click();
    await frame.getByText(/^Answered in/).waitFor();
    expect(await pid.textContent()).toBe(before);
  });

  it('end a call that takes too long', async () => {
    const { frame } = inspector;
    await inspector.show('Settings');
    await frame.getByLabel('Time-out', { exact: true }).fill('0.5');
    await frame.getByLabel('Time-out', { exact: true }).press('Enter');
    // Progress does not begin it anew as long as nobody has asked for that.
    await inspector.openTool('count_slowly');
    await inspector.field('to').fill('1000');
    await inspector.run();
    await frame.getByText('No answer within 500 ms').first().waitFor();
  });

  it('show a list page by page', async () => {
    const { frame } = inspector;
    await inspector.show('Settings');
    await frame.getByLabel('Time-out', { exact: true }).fill('');
    await frame.getByLabel('Time-out', { exact: true }).press('Enter');
    await frame.getByRole('button', { name: 'First page' }).click();
    await frame.getByRole('region', { name: 'Page 1, 5 items' }).waitFor();
    await frame.getByRole('button', { name: 'Next page' }).click();
    await frame.getByRole('region', { name: 'Page 2, 5 items' }).waitFor();
    await vscode.screenshot('settings-pages');
  });
});
