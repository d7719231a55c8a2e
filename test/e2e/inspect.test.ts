import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Inspector } from './support/inspector';
import { launchVSCode, type VSCode } from './support/launchVSCode';
import {
  everythingHttp,
  everythingStdio,
  fixture,
  launchedHttp,
  workspaceOf,
} from './support/workspaces';

describe('inspecting a server', () => {
  let vscode: VSCode;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'portcullis-journey-'));
    const slow = { BOOT_MS: '3000', ARRIVALS: path.join(folder, 'arrivals') };
    vscode = await launchVSCode({
      workspace: workspaceOf(
        {
          everything: everythingStdio,
          crash: { command: 'node', args: [fixture('crashAtBoot.mjs')] },
        },
        {
          'everything-http': everythingHttp,
          slow: launchedHttp([fixture('httpServer.mjs')], slow),
        },
      ),
    });
  });
  afterAll(async () => {
    expect(await vscode.close()).toEqual([]);
    await rm(folder, { recursive: true });
  });

  /** The main job: from the palette to the result of a call. */
  async function inspectEverything(server: string, steps: readonly string[]) {
    const inspector = await Inspector.open(vscode, server);
    await inspector.whenReady();
    await inspector.frame.getByRole('button', { name: 'Launch checklist' }).click();
    const checklist = inspector.frame.getByRole('list', { name: 'Launch checklist' });
    await checklist.waitFor();
    const found = await checklist
      .locator('[data-step]')
      .evaluateAll((rows) => rows.map((row) => `${row.dataset.step} ${row.dataset.status}`));
    expect(found).toEqual(steps.map((step) => `${step} passed`));

    await inspector.openTool('echo');
    await inspector.field('message').fill('through the gate');
    await inspector.run();
    await inspector.result.getByText('Echo: through the gate').waitFor();

    await inspector.openTool('get-sum');
    await inspector.field('a').fill('19');
    await inspector.field('b').fill('23');
    await inspector.run();
    await inspector.result.getByText('The sum of 19 and 23 is 42').waitFor();
    return inspector;
  }

  it('calls tools of a server over stdio', async () => {
    const inspector = await inspectEverything('everything', ['config', 'process', 'mcp']);

    await inspector.openTool('get-tiny-image');
    await inspector.run();
    const image = inspector.result.getByRole('img').first();
    await image.waitFor();
    expect(
      await image.evaluate((element) => (element as HTMLImageElement).naturalWidth),
    ).toBeGreaterThan(0);

    await inspector.openTool('get-structured-content');
    await inspector.field('location').selectOption('Chicago');
    await inspector.run();
    await inspector.result.getByText('Structured content').first().waitFor();
    await inspector.result.getByText('humidity').last().waitFor();
  });

  it('shows progress of a call and cancels it', async () => {
    const inspector = await Inspector.open(vscode, 'everything');
    await inspector.openTool('trigger-long-running-operation');
    await inspector.field('duration').fill('8');
    await inspector.field('steps').fill('80');
    await inspector.run();
    await inspector.frame.getByText(/\d+ of 80/).waitFor();
    await inspector.frame.getByRole('button', { name: 'Cancel', exact: true }).click();
    await inspector.frame.getByText('Cancelled', { exact: true }).first().waitFor();
    await inspector.show('Messages');
    await inspector.frame.getByText('notifications/cancelled').first().waitFor();
  });

  it('reads resources, gets prompts and pairs messages', async () => {
    const inspector = await Inspector.open(vscode, 'everything');
    await inspector.show('Resources');
    await inspector.frame.getByRole('option', { name: /architecture\.md/ }).click();
    await inspector.frame.getByRole('button', { name: 'Read', exact: true }).click();
    await inspector.frame
      .getByRole('heading', { name: /Everything Server/ })
      .first()
      .waitFor();

    await inspector.show('Prompts');
    await inspector.item('args-prompt').click();
    await inspector.field('city').fill('Lisbon');
    await inspector.frame.getByRole('button', { name: /^Get/ }).click();
    await inspector.frame.getByText(/weather in Lisbon/).waitFor();

    await inspector.show('Messages');
    await inspector.frame.getByRole('searchbox').fill('prompts/get');
    await inspector.frame.getByRole('row').filter({ hasText: 'prompts/get' }).first().click();
    const request = inspector.frame.getByRole('region', { name: 'Request' });
    await request.getByText('Lisbon').waitFor();
    const response = inspector.frame.getByRole('region', { name: 'Response' });
    await inspector.frame.getByText('Raw', { exact: true }).click();
    await response.getByText(/weather in Lisbon/).waitFor();
  });

  it('keeps what was open when the panel is hidden and shown again', async () => {
    const inspector = await Inspector.open(vscode, 'everything');
    await inspector.openTool('echo');
    await inspector.field('message').fill('a draft');
    await Inspector.open(vscode, 'crash');
    await vscode.editorTab('MCP: everything').click();
    await inspector.field('message').waitFor();
    expect(await inspector.field('message').inputValue()).toBe('a draft');
  });

  it('calls tools of a server over HTTP that it launches itself', async () => {
    await inspectEverything('everything-http', ['config', 'port', 'process', 'tcp', 'http', 'mcp']);
  });

  it('sends no MCP message to a slow server before the gate has found it listening', async () => {
    const inspector = await Inspector.open(vscode, 'slow');
    await inspector.step('tcp').and(inspector.frame.locator('[data-status=running]')).waitFor();
    expect(await inspector.frame.getByRole('tab', { name: 'Tools' }).textContent()).toBe('Tools');
    await inspector.whenReady();
    await inspector.show('Tools');
    await inspector.item('ping-pong').waitFor();

    const text = await readFile(path.join(folder, 'arrivals'), 'utf8');
    const arrivals = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { event: string; method?: string; rpc?: string });
    const events = arrivals.map(({ event }) => event);
    expect(events.slice(0, 2)).toEqual(['boot', 'listening']);
    const [probe, ...messages] = arrivals.filter(({ event }) => event === 'request');
    expect(probe).toMatchObject({ method: 'GET' });
    expect(probe?.rpc).toBeUndefined();
    const handshake = ['server/discover', 'initialize', 'notifications/initialized'];
    const first = messages.findIndex(({ rpc }) => rpc !== undefined && !handshake.includes(rpc));
    expect(messages.slice(0, first).map(({ rpc }) => rpc)).toContain('initialize');
    expect(messages[first]?.rpc).toMatch(/\/list$/);
  });

  it('says in tree, status bar and panel why a server crashed at boot', async () => {
    const inspector = await Inspector.open(vscode, 'crash');
    const title = /connect ECONNREFUSED 127\.0\.0\.1:5432/;
    await inspector.frame.getByRole('heading', { name: title }).waitFor();
    await inspector.frame.getByText('process.crashed').waitFor();
    await inspector.frame.getByRole('button', { name: /^Open crashAtBoot\.mjs/ }).waitFor();

    await vscode.openContainer('MCP Servers');
    await vscode.treeItem('crash').filter({ hasText: title }).waitFor();
    const indicator = vscode.statusBarItem(/crash|failed/i).first();
    await indicator.waitFor();
    expect(await indicator.getAttribute('aria-label')).toMatch(/failed/i);

    await inspector.frame.getByRole('button', { name: /^Open crashAtBoot\.mjs/ }).click();
    await vscode.editorTab('crashAtBoot.mjs').waitFor();
  });
});
