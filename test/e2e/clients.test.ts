import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Inspector } from './support/inspector';
import { launchVSCode, type VSCode } from './support/launchVSCode';
import { fixture, launchedHttp, workspaceOf } from './support/workspaces';

describe('other MCP clients', () => {
  let vscode: VSCode;

  beforeAll(async () => {
    vscode = await launchVSCode({
      workspace: workspaceOf({}, { web: launchedHttp([fixture('httpServer.mjs')]) }),
      settings: { 'chat.disableAIFeatures': false },
    });
    await vscode.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await vscode.openContainer('MCP Servers');
  });
  afterAll(async () => {
    expect(await vscode.close()).toEqual([]);
  });

  it('shows what VS Code itself says to a server that is watched', async () => {
    await vscode.runCommand('Portcullis: Watch What Copilot Says');
    await vscode.pick('web');
    await vscode.runCommand('MCP: List Servers');
    await vscode.pick('web (watched)');
    await vscode.pick('Start Server');
    await vscode.treeItem('web').filter({ hasText: '1 tool' }).waitFor();
    const inspector = await Inspector.open(vscode, 'web');
    await inspector.show('Messages');
    // As the headless build calls itself.
    await inspector.frame.getByPlaceholder('Filter messages').fill('code-server');
    await inspector.frame.getByText('initialize').first().waitFor();
    await vscode.screenshot('watched-copilot');
    // What the Inspector learns of the server meanwhile must not end the connection.
    await vscode.runCommand('MCP: List Servers');
    const offered = vscode.quickPickItem('web (watched)');
    await offered.filter({ hasText: 'Running' }).waitFor();
    await vscode.page.keyboard.press('Escape');
  });

  it('copies a configuration with which another client reaches the server', async () => {
    await vscode.runCommand('Portcullis: Copy Configuration for…');
    await vscode.pick('web');
    await vscode.pick('Cursor');
    await vscode.statusBarItem('Copied for Cursor').waitFor();
    const text = await vscode.page.evaluate(() => navigator.clipboard.readText());
    const { url, headers } = JSON.parse(text).mcpServers.web;
    const client = new Client({ name: 'somebody-else', version: '1.0.0' });
    await client.connect(
      new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } }),
    );
    expect((await client.listTools()).tools).toHaveLength(1);
    await client.close();
  });
});
