import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import {
  getDefaultEnvironment,
  StdioClientTransport,
} from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Inspector } from './support/inspector';
import { launchVSCode, type VSCode } from './support/launchVSCode';
import { fixture, launchedHttp, workspaceOf } from './support/workspaces';

describe('other MCP clients', () => {
  let vscode: VSCode;

  beforeAll(async () => {
    vscode = await launchVSCode({
      workspace: workspaceOf(
        { local: { command: 'node', args: [fixture('stdioServer.mjs')] } },
        { web: launchedHttp([fixture('httpServer.mjs')]) },
      ),
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

  it('shows what VS Code itself says to a server over stdio, which it starts through a tap', async () => {
    await vscode.runCommand('Portcullis: Watch What Copilot Says');
    await vscode.pick('local');
    await vscode.runCommand('MCP: List Servers');
    await vscode.pick('local (watched)');
    await vscode.pick('Start Server');
    const inspector = await Inspector.open(vscode, 'local');
    await inspector.whenReady();
    await inspector.show('Messages');
    await inspector.frame.getByPlaceholder('Filter messages').fill('code-server');
    await inspector.frame.getByText('initialize').first().waitFor();
  });

  it('copies a configuration with which another client reaches the server', async () => {
    const { url, headers } = (await copied('web')) as { url: string; headers: object };
    const client = await connected(
      new StreamableHTTPClientTransport(new URL(url), {
        requestInit: { headers: { ...headers } },
      }) as Transport,
    );
    expect((await client.listTools()).tools).toHaveLength(1);
    await client.close();
  });

  it('copies a configuration with which another client starts a stdio server through a tap', async () => {
    const { command, args } = (await copied('local')) as { command: string; args: string[] };
    const client = await connected(
      new StdioClientTransport({
        command,
        args,
        env: { ...getDefaultEnvironment(), PORTCULLIS_HOME: vscode.portcullisHome },
      }),
    );
    expect((await client.listTools()).tools.map(({ name }) => name)).toContain('echo');
    await client.close();
    const inspector = await Inspector.open(vscode, 'local');
    await inspector.show('Messages');
    await inspector.frame.getByPlaceholder('Filter messages').fill('somebody-else');
    await inspector.frame.getByText('initialize').first().waitFor();
    await vscode.screenshot('tapped');
  });

  /** The entry for Cursor, as a person would paste it. */
  async function copied(server: string): Promise<unknown> {
    await vscode.runCommand('Portcullis: Copy Configuration for…');
    await vscode.pick(server);
    await vscode.pick('Cursor');
    await vscode.statusBarItem('Copied for Cursor').waitFor();
    const read = () => vscode.page.evaluate(() => navigator.clipboard.readText());
    await expect.poll(read).toContain(`"${server}"`);
    return JSON.parse(await read()).mcpServers[server];
  }
});

async function connected(transport: Transport): Promise<Client> {
  const client = new Client({ name: 'somebody-else', version: '1.0.0' });
  await client.connect(transport);
  return client;
}
