import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { parse } from 'jsonc-parser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Inspector } from './support/inspector';
import { launchVSCode, type VSCode } from './support/launchVSCode';
import type { Theme } from './support/workbench';
import { everythingHttp, fixture } from './support/workspaces';

const plain = { command: 'node', args: [fixture('stdioServer.mjs')] };
const MCP_JSON = `{
  "servers": {
    // The one that everybody uses.
    "one": ${JSON.stringify(plain)},
    "two": ${JSON.stringify(plain)}, // Keep this.
    "three": ${JSON.stringify(plain)}
  }
}
`;
const THEMES: readonly Theme[] = ['light', 'dark', 'high-contrast', 'high-contrast-light'];

describe('the tree of servers', () => {
  let vscode: VSCode;

  beforeAll(async () => {
    vscode = await launchVSCode({
      workspace: {
        '.vscode/mcp.json': MCP_JSON,
        '.mcp.json': { mcpServers: { one: plain, shared: plain } },
        '.vscode/settings.json': { 'portcullis.servers': { web: everythingHttp } },
      },
    });
    await vscode.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await vscode.openContainer('MCP Servers');
    await vscode.treeItem('web').waitFor();
  });
  afterAll(async () => {
    expect(await vscode.close()).toEqual([]);
  });

  const { page, treeItem } = {
    page: () => vscode.page,
    treeItem: (label: string) => vscode.treeItem(label),
  };
  const mcpJson = () => readFile(path.join(vscode.workspaceDir, '.vscode/mcp.json'), 'utf8');
  const clipboard = () => page().evaluate(() => navigator.clipboard.readText());

  async function choose(label: string, action: string): Promise<void> {
    await treeItem(label).click({ button: 'right' });
    // A menu that has just opened takes no clicks yet.
    await page().getByRole('menuitem', { name: action, exact: true }).hover();
    await page().keyboard.press('Enter');
  }

  async function titleAction(action: string): Promise<void> {
    await vscode.sidebar.getByRole('toolbar').getByRole('button', { name: action }).first().click();
    // Its hover would lie over the tree.
    await page().mouse.move(800, 500);
  }

  async function pictures(name: string): Promise<void> {
    for (const theme of THEMES) {
      await vscode.setTheme(theme);
      await vscode.screenshot(`${name}-${theme}`);
    }
    await vscode.setTheme('light');
  }

  async function expand(label: string): Promise<void> {
    const item = treeItem(label);
    await item.waitFor();
    if ((await item.getAttribute('aria-expanded')) !== 'true') {
      await item.locator('.monaco-tl-twistie').click();
    }
  }

  it('groups servers by their sources, and still does after a reload', async () => {
    await titleAction('Group by Source');
    await treeItem('.vscode/mcp.json').waitFor();
    await treeItem('Workspace settings').waitFor();
    await treeItem('three').waitFor();
    await vscode.clickTreeAction('.vscode/mcp.json', 'Start All Servers');
    for (const name of ['one', 'two', 'three']) {
      await treeItem(name).first().filter({ hasText: '2 tools' }).waitFor();
    }
    await pictures('tree-grouped');
    await vscode.clickTreeAction('.vscode/mcp.json', 'Stop All Servers');
    await treeItem('three').filter({ hasText: 'stopped' }).waitFor();
    await vscode.reload();
    await vscode.openContainer('MCP Servers');
    await treeItem('.vscode/mcp.json').waitFor();
    await titleAction('Show as One List');
    await treeItem('.vscode/mcp.json').waitFor({ state: 'hidden' });
    await treeItem('three').filter({ hasText: '.vscode/mcp.json' }).waitFor();
  });

  it('shows who speaks to a server, and the process that it is', async () => {
    await choose('web', 'Copy Relay URL');
    await vscode.statusBarItem('Relay URL copied').waitFor();
    await treeItem('web').filter({ hasText: 'tools' }).waitFor();
    const client = new Client({ name: 'somebody-else', version: '1.0.0' });
    await client.connect(
      new StreamableHTTPClientTransport(new URL(await clipboard())) as Transport,
    );
    await client.listTools();
    await expand('web');
    await expand('Other Clients');
    await treeItem('somebody-else').filter({ hasText: 'relay' }).waitFor();
    await expand('Sessions');
    await treeItem('Session 1').waitFor();
    await expand('Process');
    await treeItem('Memory').filter({ hasText: 'MB' }).waitFor();
    // It is looked at again by itself.
    const uptime = await treeItem('Running for').textContent();
    await expect
      .poll(() => treeItem('Running for').textContent(), { timeout: 20_000 })
      .not.toBe(uptime);
    await pictures('tree-process');
    await (client.transport as StreamableHTTPClientTransport).terminateSession();
    await client.close();
    await treeItem('somebody-else').waitFor({ state: 'hidden' });
    await choose('web', 'Stop Server');
    await treeItem('Process').waitFor({ state: 'hidden' });
    await treeItem('web').locator('.monaco-tl-twistie').click();
  });

  it('duplicates an entry in its file, and shows the copy', async () => {
    await choose('two', 'Duplicate');
    await vscode.editorTab('mcp.json').waitFor();
    await treeItem('two-copy').waitFor();
    const text = await mcpJson();
    const line = text.split('\n').findIndex((one) => one.includes('"two-copy"')) + 1;
    await vscode.statusBarItem(`Ln ${line}, Col 5`).waitFor();
    expect(parse(text).servers['two-copy']).toEqual(plain);
    expect(text).toContain('// Keep this.');
    await vscode.screenshot('tree-duplicated');
  });

  it('removes the server under the focus with Delete, and puts it back as it was', async () => {
    const before = await mcpJson();
    await treeItem('three').click();
    await page().keyboard.press('ArrowLeft');
    await page().keyboard.press('ArrowUp');
    await page().keyboard.press('Delete');
    const told = vscode.notification('two was removed from .vscode/mcp.json.');
    await told.waitFor();
    await treeItem('two').waitFor({ state: 'hidden' });
    expect(Object.keys(parse(await mcpJson()).servers)).toEqual(['one', 'three', 'two-copy']);
    await vscode.screenshot('tree-removed');
    await told.getByRole('button', { name: 'Undo' }).click();
    await treeItem('two').waitFor();
    expect(await mcpJson()).toBe(before);
  });

  it('hides several servers at once, and shows them dimly when asked', async () => {
    await treeItem('two').click();
    await treeItem('three').click({ modifiers: ['ControlOrMeta'] });
    await choose('three', 'Hide');
    await treeItem('two').waitFor({ state: 'hidden' });
    await treeItem('three').waitFor({ state: 'hidden' });
    await vscode.sidebar.getByText('2 servers are hidden.').waitFor();
    await vscode.runCommand('Portcullis: Show Hidden Servers');
    await treeItem('three').filter({ hasText: 'hidden' }).waitFor();
    await pictures('tree-hidden');
    await treeItem('two').click();
    await treeItem('three').click({ modifiers: ['ControlOrMeta'] });
    await choose('two', 'Show Again');
    await treeItem('three').filter({ hasText: 'hidden' }).waitFor({ state: 'hidden' });
    await vscode.runCommand("Portcullis: Don't Show Hidden Servers");
    await treeItem('two').waitFor();
  });

  it('adds what is dropped on it', async () => {
    const entry = { mcpServers: { dropped: plain } };
    await drop({ 'text/plain': JSON.stringify(entry) });
    await vscode.quickInput.waitFor();
    await vscode.pick('.vscode/mcp.json');
    await vscode.quickInput.getByText('Under this name').waitFor();
    await vscode.screenshot('tree-dropped');
    await page().keyboard.press('Enter');
    await treeItem('dropped').filter({ hasText: '2 tools' }).waitFor();
    expect(parse(await mcpJson()).servers.dropped).toMatchObject(plain);

    await drop({ 'text/uri-list': 'http://127.0.0.1:9/mcp', 'text/plain': 'no matter' });
    await vscode.quickInput.waitFor();
    await vscode.screenshot('tree-dropped-url');
    await page().keyboard.press('Escape');
    await vscode.quickInput.waitFor({ state: 'hidden' });
  });

  /** As a browser does when something is dragged from outside; what is dragged is held by no other program. */
  async function drop(data: Readonly<Record<string, string>>): Promise<void> {
    await treeItem('shared').evaluate((row, texts) => {
      const dataTransfer = new DataTransfer();
      for (const [type, text] of Object.entries(texts)) dataTransfer.setData(type, text);
      const { x, y } = row.getBoundingClientRect();
      const at = {
        clientX: x + 20,
        clientY: y + 5,
        bubbles: true,
        cancelable: true,
        composed: true,
      };
      for (const type of ['dragenter', 'dragover', 'drop']) {
        row.dispatchEvent(new DragEvent(type, { ...at, dataTransfer }));
      }
    }, data);
  }

  it('inspects the server under the focus with Enter', async () => {
    await treeItem('one').first().click();
    await page().keyboard.press('Home');
    await page().keyboard.press('Enter');
    await vscode.editorTab('MCP: one').waitFor();
    await new Inspector(vscode).whenReady();
  });
});
