import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchVSCode, type VSCode } from './support/launchVSCode';

describe('VS Code with the extension', () => {
  let vscode: VSCode;
  beforeAll(async () => {
    vscode = await launchVSCode({ workspace: { '.vscode/mcp.json': { servers: {} } } });
  });
  afterAll(async () => {
    expect(await vscode.close()).toEqual([]);
  });

  it('offers "MCP: Inspect Server" in the palette', async () => {
    await vscode.findCommand('MCP: Inspect Server');
    await vscode.page.keyboard.press('Escape');
  });

  it('shows its view of servers', async () => {
    await vscode.openContainer('MCP Servers');
    await vscode.sidebar.getByText('Add Server').waitFor();
  });
});
