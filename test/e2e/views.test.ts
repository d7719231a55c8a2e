import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'jsonc-parser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../scripts/support/paths.mjs';
import { Inspector } from './support/inspector';
import { launchVSCode, type VSCode } from './support/launchVSCode';
import { fixture, workspaceOf } from './support/workspaces';

const NEEDY = path.join(root, 'test/fixtures/faults/process.env-missing.mjs');
const plain = { command: 'node', args: [fixture('stdioServer.mjs')] };

describe('the view, the status bar and the palette', () => {
  let vscode: VSCode;

  beforeAll(async () => {
    const needy = { command: 'node', args: [NEEDY] };
    vscode = await launchVSCode({
      workspace: workspaceOf({ one: plain, two: plain, three: plain, four: plain, needy }),
    });
    await vscode.openContainer('MCP Servers');
  });
  afterAll(async () => {
    expect(await vscode.close()).toEqual([]);
  });

  const config = () => path.join(vscode.workspaceDir, '.vscode/mcp.json');

  it('shows an indicator for each server, and one for all when there are many', async () => {
    for (const name of ['one', 'two', 'three']) {
      await vscode.clickTreeAction(name, 'Start Server');
      await vscode.statusBarItem(`${name}: Ready`).waitFor();
    }
    await vscode.clickTreeAction('four', 'Start Server');
    await vscode.statusBarItem(/MCP:.*4 ready/).waitFor();
    expect(await vscode.statusBarItem('one: Ready').count()).toBe(0);

    await vscode.statusBarItem(/4 ready/).hover();
    const tooltip = vscode.page.locator('.monaco-hover:visible');
    await tooltip.getByText('three').waitFor();
    await vscode.screenshot('status-bar-summary');
    await tooltip.getByRole('link', { name: 'Stop all' }).click();
    await vscode.treeItem('four').filter({ hasText: 'stopped' }).waitFor();
    await vscode.statusBarItem(/ready/).waitFor({ state: 'hidden' });
  });

  it('lists what a ready server offers, and shows an item of it in the Inspector', async () => {
    await vscode.clickTreeAction('one', 'Start Server');
    await vscode.treeItem('one').filter({ hasText: '2 tools' }).click();
    await vscode.page.keyboard.press('ArrowRight');
    await vscode.treeItem('Tools').click();
    await vscode.page.keyboard.press('ArrowRight');
    await vscode.treeItem('echo').click();
    const frame = vscode.inspectorFrame();
    await frame.getByRole('heading', { name: 'echo' }).waitFor();
    expect(await frame.getByRole('tab', { name: 'Tools' }).getAttribute('aria-selected')).toBe(
      'true',
    );
  });

  it('keeps a secret that a fix asks for out of the file', async () => {
    await vscode.clickTreeAction('needy', 'Start Server');
    await vscode.treeItem('needy').filter({ hasText: 'FIXTURE_API_KEY' }).click();
    await vscode.page.keyboard.press('ArrowRight');
    await vscode.treeItem('Set FIXTURE_API_KEY').click();
    await vscode.typeAndAccept('a secret value');
    await vscode.statusBarItem('needy: Ready').waitFor();

    const text = await readFile(config(), 'utf8');
    expect(text).not.toContain('a secret value');
    const { servers, inputs } = parse(text);
    expect(servers.needy.env).toEqual({ FIXTURE_API_KEY: '${input:needy-fixture-api-key}' });
    expect(inputs).toMatchObject([
      { type: 'promptString', id: 'needy-fixture-api-key', password: true },
    ]);
  });

  it('sees an edited file, and shows a broken one with its line', async () => {
    const before = await readFile(config(), 'utf8');
    await writeFile(config(), '{\n  "servers": {\n    "one" { } } }');
    await vscode.treeItem('.vscode/mcp.json').filter({ hasText: 'line 3' }).waitFor();
    await vscode.treeItem('two').waitFor({ state: 'hidden' });
    // What runs can still be stopped.
    await vscode.clickTreeAction('one', 'Stop Server');
    await vscode.treeItem('one').waitFor({ state: 'hidden' });
    await vscode.screenshot('broken-file');
    await vscode.treeItem('.vscode/mcp.json').click();
    await vscode.statusBarItem('Ln 3, Col 11').waitFor();
    await writeFile(config(), before);
    await vscode.treeItem('two').waitFor();
  });

  it('inspects what is typed, and remembers it over a reload', async () => {
    await vscode.runCommand('MCP: Inspect Server');
    await vscode.typeAndAccept(`node ${fixture('modernServer.mjs')}`);
    await vscode.editorTab('MCP: modernServer').waitFor();
    const inspector = new Inspector(vscode);
    await inspector.whenReady();
    const loaded = vscode.page.waitForEvent('load');
    await vscode.runCommand('Developer: Reload Window');
    await loaded;
    await vscode.whenReady();
    await inspector.state('Not started').waitFor();
    await vscode.openContainer('MCP Servers');
    await vscode.treeItem('modernServer').filter({ hasText: 'Typed in' }).waitFor();
  });
});

describe('an empty folder', () => {
  it('offers to add a server, and writes it down', async () => {
    const vscode = await launchVSCode();
    await vscode.openContainer('MCP Servers');
    const welcome = vscode.sidebar.getByRole('region', { name: 'Welcome' });
    await welcome.getByText('No MCP server is configured here.').waitFor();
    await vscode.screenshot('welcome');
    await welcome.getByRole('button', { name: 'Add Server…' }).click();
    await vscode.quickInput.getByText('A program that speaks MCP over stdio').click();
    await vscode.quickInput.getByText('The program and its arguments').waitFor();
    await vscode.typeAndAccept(`node ${fixture('stdioServer.mjs')}`);
    await vscode.pick('.vscode/mcp.json');
    await vscode.quickInput.getByText('Under this name').waitFor();
    await vscode.quickInputBox.press('Enter');
    await vscode.editorTab('mcp.json').waitFor();
    await vscode.treeItem('stdioServer').filter({ hasText: '2 tools' }).waitFor();
    const text = await readFile(path.join(vscode.workspaceDir, '.vscode/mcp.json'), 'utf8');
    expect(JSON.parse(text)).toEqual({
      servers: {
        stdioServer: { type: 'stdio', ...plain },
      },
    });
    expect(await vscode.close()).toEqual([]);
  });
});
