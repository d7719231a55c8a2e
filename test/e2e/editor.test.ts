import { readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'jsonc-parser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../scripts/support/paths.mjs';
import { Inspector } from './support/inspector';
import { launchVSCode, type VSCode } from './support/launchVSCode';
import { TextEditor } from './support/textEditor';
import { fixture } from './support/workspaces';

const args = [fixture('stdioServer.mjs')];
const one = { command: 'node', args };
const CONFIG = { servers: { one, mistyped: { command: 'nodee', args } } };
/** With `own` at line 7; VS Code itself starts a server that has `dev`. */
const developed = (own: string) => `{
  "servers": {
    "mine": {
      "command": "node",
      "args": ${JSON.stringify(args)},
      "dev": {
        "portcullis": { ${own} }
      }
    }
  },
  "inputs": [{ "id": "key", "type": "promptString", "description": "The key" }]
}
`;

describe('configuration files and servers in the editor', () => {
  let vscode: VSCode;
  let editor: TextEditor;

  beforeAll(async () => {
    vscode = await launchVSCode({
      settings: { 'files.autoSave': 'off' },
      workspace: {
        '.vscode/mcp.json': CONFIG,
        '.vscode/settings.json': { 'portcullis.servers': { set: one } },
        '.codex/config.toml': `[mcp_servers.codex]\ncommand = "node"\nargs = ${JSON.stringify(args)}\n`,
        '.vscode/tasks.json': {
          version: '2.0.0',
          tasks: [{ label: 'compile it', type: 'shell', command: 'true' }],
        },
        '.vscode/launch.json': {
          version: '0.2.0',
          configurations: [{ name: 'Attach to it', type: 'node', request: 'attach' }],
        },
        'server.mjs': await readFile(args[0]!, 'utf8'),
        'other.mjs': 'console.log(1);\n',
      },
    });
    await symlink(path.join(root, 'node_modules'), path.join(vscode.workspaceDir, 'node_modules'));
    editor = new TextEditor(vscode);
    await vscode.openContainer('MCP Servers');
  });
  afterAll(async () => {
    expect(await vscode.close()).toEqual([]);
  });

  const config = () => path.join(vscode.workspaceDir, '.vscode/mcp.json');
  const openEntry = async (name: string) => {
    await vscode.runCommand('Portcullis: Open Configuration');
    await vscode.pick(name);
    await editor.line(`"${name}"`).waitFor();
  };

  it('shows above an entry how its server stands, and starts and stops it', async () => {
    await openEntry('one');
    const above = editor.lensesAbove('one');
    await above.getByText('Portcullis: Not started').waitFor();
    await above.getByTitle('Start one in Portcullis').click();
    await above.getByText('Portcullis: Ready').waitFor();
    await vscode.screenshot('editor-lenses');
    await above.getByTitle('Restart one in Portcullis').waitFor();

    await above.getByTitle('Show its tools in the Inspector').click();
    const inspector = new Inspector(vscode);
    await inspector.item('echo').waitFor();
    await openEntry('one');
    await above.getByTitle('Stop one in Portcullis').click();
    await above.getByText('Portcullis: Stopped').waitFor();
  });

  it('does so in settings and in the TOML of Codex, too', async () => {
    for (const name of ['set', 'codex']) {
      await vscode.runCommand('Portcullis: Open Configuration');
      await vscode.pick(name);
      await editor.lensesAbove(name).getByText('Portcullis: Not started').waitFor();
    }
    await vscode.screenshot('editor-toml');
  });

  it('keeps its place while somebody types, and goes where it is not wanted', async () => {
    await openEntry('one');
    await editor.goTo(1, 2);
    await vscode.page.keyboard.press('Enter');
    await editor.lensesAbove('one').getByText('Portcullis: Stopped').waitFor();
    await editor.lensesAbove('mistyped').getByText('Portcullis: Not started').waitFor();
    await vscode.runCommand('File: Revert File');

    await vscode.updateSettings({ 'portcullis.codeLens': false });
    await editor.lensesAbove('one').waitFor({ state: 'hidden' });
    await vscode.updateSettings({ 'portcullis.codeLens': true });
    await editor.lensesAbove('one').waitFor();
  });

  it('explains a failure over the name, and mends it by the light bulb', async () => {
    await openEntry('mistyped');
    const above = editor.lensesAbove('mistyped');
    await above.getByTitle('Start mistyped in Portcullis').click();
    await above.getByText('Portcullis: Failed: Command nodee not found').waitFor();

    const hover = await editor.hover('"mistyped"');
    await hover.getByRole('link', { name: 'Use node', exact: true }).waitFor();
    await hover.getByRole('link', { name: 'process.command-not-found' }).waitFor();
    await vscode.screenshot('editor-hover');
    await hover.getByRole('link', { name: 'Open the diagnosis' }).click();
    const inspector = new Inspector(vscode);
    await inspector.frame.getByText('Command nodee not found').first().waitFor();

    await openEntry('mistyped');
    await vscode.runCommand('Quick Fix...');
    const menu = vscode.page.locator('.action-widget');
    await menu.getByText('Show "Command nodee not found" in the Inspector').waitFor();
    await vscode.screenshot('editor-fixes');
    await menu.getByText('Use node', { exact: true }).click();
    await above.getByText('Portcullis: Ready').waitFor();
    expect(parse(await readFile(config(), 'utf8')).servers.mistyped.command).toBe('node');
    await vscode.statusBarItem('mistyped: Ready').waitFor();
  });

  it('completes keys of ours, names of tasks and configurations, and variables', async () => {
    const type = async (line: number, column: number, text: string, before = '') => {
      await vscode.runCommand('File: Revert File');
      await writeFile(config(), developed(before));
      await editor.line(`{ ${before} }`).waitFor();
      await editor.goTo(line, column);
      await vscode.page.keyboard.type(text);
    };
    await writeFile(config(), developed(''));
    // VS Code brings its log of the server to the front, and the focus with it.
    await vscode.page.locator('.part.panel').getByText('Discovered').waitFor();

    await type(7, 25, '"read');
    await editor.suggestion('readyTimeout').waitFor();
    await vscode.screenshot('editor-completion');
    await editor.accept('readyTimeout');
    await editor.line('"readyTimeout": 30000').waitFor();

    await type(7, 35, 'c', '"build": ""');
    await editor.accept('compile it');
    await editor.line('"build": "compile it" }').waitFor();

    await type(7, 54, 'A', '"debug": { "configuration": "" }');
    await editor.accept('Attach to it');
    await editor.line('"configuration": "Attach to it" }').waitFor();

    await type(5, 17, '${');
    await editor.suggestion('${workspaceFolder}').waitFor();
    await editor.accept('${input:key}');
    await editor.line('["${input:key}/').waitFor();
    await vscode.runCommand('File: Revert File');
  });

  it('lets nothing of ours be underlined where it may stand', async () => {
    await writeFile(
      config(),
      developed('"readyTimeout": 1000, "build": "compile it", "nonsense": 1'),
    );
    await openEntry('mine');
    await vscode.runCommand('Problems: Focus on Problems View');
    const problems = vscode.page.locator('.markers-panel');
    await problems.getByText('Property nonsense is not allowed.').waitFor();
    expect(
      await problems.locator('.marker-row, .marker-details').allInnerTexts(),
    ).not.toContainEqual(
      expect.stringMatching(
        /portcullis is not allowed|readyTimeout is not allowed|build is not allowed/,
      ),
    );
  });

  it('inspects the server in the editor, and none that is no server', async () => {
    await vscode.openContainer('Explorer');
    await vscode.treeItem('other.mjs').dblclick();
    await vscode.editorTab('other.mjs').waitFor();
    const button = vscode.page
      .locator('.editor-actions')
      .getByRole('button', { name: 'Inspect This File' });
    await vscode.treeItem('server.mjs').dblclick();
    await button.waitFor();
    await vscode.screenshot('editor-inspect-file');
    await vscode.editorTab('other.mjs').click();
    await button.waitFor({ state: 'hidden' });
    await vscode.editorTab('server.mjs').click();
    await button.click();
    await vscode.editorTab('MCP: server.mjs').waitFor();
    const inspector = new Inspector(vscode);
    await inspector.whenReady();
    await inspector.openTool('echo');

    await vscode.treeItem('server.mjs').click({ button: 'right' });
    await vscode.page.getByRole('menuitem', { name: 'Inspect This File' }).waitFor();
    await vscode.page.keyboard.press('Escape');
  });
});
