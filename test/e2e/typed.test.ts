import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Inspector } from './support/inspector';
import { launchVSCode, type VSCode } from './support/launchVSCode';
import { fixture, launchedHttp, workspaceOf } from './support/workspaces';

describe('servers beyond the files', () => {
  let vscode: VSCode;
  beforeAll(async () => {
    vscode = await launchVSCode({
      workspace: workspaceOf({}, { web: launchedHttp([fixture('httpServer.mjs')]) }),
    });
  });
  afterAll(async () => {
    expect(await vscode.close()).toEqual([]);
  });

  /** What a person types where the list asks for a server. */
  async function type(text: string): Promise<Inspector> {
    await vscode.runCommand('MCP: Inspect Server');
    await vscode.page.getByPlaceholder(/^Pick a server/).fill(text);
    await vscode.quickInput.getByRole('option', { name: text }).click();
    return new Inspector(vscode);
  }

  it('inspects a command line that was typed', async () => {
    const inspector = await type(`node ${fixture('stdioServer.mjs')}`);
    await inspector.whenReady();
    await inspector.openTool('echo');
    await inspector.run();
    await inspector.result.waitFor();
  });

  it('inspects a URL that was typed, beside the server that is launched there', async () => {
    const launched = await Inspector.open(vscode, 'web');
    await launched.whenReady();
    const url = await launched.frame.getByText(/^http:\/\/127\.0\.0\.1:\d+\/mcp$/).first();
    const inspector = await type((await url.textContent()) ?? '');
    await vscode.editorTab(/^MCP: 127\.0\.0\.1/).waitFor();
    await inspector.whenReady();
    await inspector.openTool('ping-pong');
    await inspector.run();
    await inspector.result.getByText('pong').waitFor();
  });

  it('gathers more than three indicators into one that counts', async () => {
    await vscode.updateSettings({
      'portcullis.servers': Object.fromEntries(
        ['one', 'two', 'three'].map((name) => [name, launchedHttp([fixture('httpServer.mjs')])]),
      ),
    });
    await vscode.openContainer('MCP Servers');
    for (const name of ['one', 'two', 'three']) {
      await vscode.treeItem(name).waitFor();
      await vscode.clickTreeAction(name, 'Start');
      await vscode.treeItem(name).filter({ hasText: '1 tool' }).waitFor();
    }
    await vscode.statusBarItem(/6 ready/).waitFor();
    expect(await vscode.statusBarItem(/: Ready/).count()).toBe(0);
  });
});
