import { readFile, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import getPort from 'get-port';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../scripts/support/paths.mjs';
import { Inspector } from './support/inspector';
import { launchVSCode, type VSCode } from './support/launchVSCode';

const PROJECT = path.join(root, 'test/fixtures/loop');
const read = (file: string) => readFile(path.join(PROJECT, file), 'utf8');
const MORE_TOOLS = '// more tools';
const tool = (name: string) =>
  `server.registerTool('${name}', {}, () => ({ content: [{ type: 'text', text: '${name}' }] }));`;

describe('the loop of somebody who writes a server', () => {
  let vscode: VSCode;
  let source: string;
  let http: string;
  let port: number;

  beforeAll(async () => {
    source = await read('src/server.ts');
    http = await read('src/http.mjs');
    port = await getPort();
    vscode = await launchVSCode({
      workspace: {
        'package.json': JSON.parse(await read('package.json')),
        'src/server.ts': source,
        'src/http.mjs': http,
        'lib/built.ts': source,
        'dist/built.ts': source,
        'build.mjs': await read('build.mjs'),
        'data/state.json': {},
        '.vscode/tasks.json': {
          version: '2.0.0',
          tasks: [
            {
              label: 'build it',
              type: 'process',
              command: process.execPath,
              args: ['build.mjs'],
              problemMatcher: [],
            },
          ],
        },
        // Not in mcp.json: VS Code's own MCP support starts what has `dev` there, too.
        '.vscode/settings.json': {
          'portcullis.servers': {
            weather: {
              command: process.execPath,
              args: ['src/server.ts'],
              env: { GATE: path.join('.', 'gate') },
              dev: { watch: 'src/server.ts' },
            },
            built: {
              command: process.execPath,
              args: ['dist/built.ts'],
              dev: { watch: 'lib/**', build: 'build it' },
            },
            plain: { command: process.execPath, args: ['src/server.ts'] },
            writer: {
              command: process.execPath,
              args: ['src/writer.mjs'],
              dev: { watch: ['data/**', 'src/writer.mjs'] },
            },
            web: {
              type: 'http',
              url: 'http://127.0.0.1:${port}/mcp',
              command: process.execPath,
              args: ['src/http.mjs'],
              env: { PORT: '${port}' },
              port,
              dev: { watch: 'src/http.mjs' },
            },
          },
        },
        gate: '',
        'src/writer.mjs': `import { writeFileSync } from 'node:fs';\nwriteFileSync('data/state.json', String(Date.now()));\nawait import('../dist/built.ts');\n`,
      },
      settings: {
        'editor.autoIndent': 'none',
        'editor.autoClosingBrackets': 'never',
        'editor.autoClosingQuotes': 'never',
      },
    });
    await symlink(path.join(root, 'node_modules'), file('node_modules'));
  });
  afterAll(async () => {
    expect(await vscode.close()).toEqual([]);
  });

  const file = (name: string) => path.join(vscode.workspaceDir, name);

  /** Writes all of a file in VS Code's editor, and saves it. */
  async function editAndSave(name: string, text: string): Promise<void> {
    const { page } = vscode;
    await vscode.openPalette();
    await vscode.quickInputBox.fill(name);
    await vscode.quickInput
      .locator('.monaco-list-row', { hasText: path.basename(name) })
      .first()
      .waitFor();
    await page.keyboard.press('Enter');
    await vscode.quickInput.waitFor({ state: 'hidden' });
    await page.locator('.editor-instance .view-lines:visible').first().click();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.insertText(text);
    await page.keyboard.press('ControlOrMeta+s');
    await page.locator('.tab.active:not(.dirty)').first().waitFor();
  }

  const showPanel = (server: string) => vscode.editorTab(`MCP: ${server}`).click();

  it('restarts a server when it is saved, keeps what was open, and makes the last call again', async () => {
    await vscode.openContainer('MCP Servers');
    const inspector = await Inspector.open(vscode, 'weather');
    await inspector.whenReady();
    await inspector.openTool('greet');
    await inspector.field('name').fill('Ada');
    await inspector.run();
    await inspector.result.getByText('Hello Ada').waitFor();
    await inspector.frame.getByLabel('Run again after a restart').check();

    await rm(file('gate'));
    const status = vscode.statusBarItem('weather: Restarting: server.ts saved');
    const changed = source
      .replace("word: 'Hello'", "word: 'Good morning'")
      .replace(MORE_TOOLS, tool('forecast'));
    await editAndSave('src/server.ts', changed);
    await status.waitFor();
    await vscode.treeItem('weather').filter({ hasText: 'restarting: server.ts saved' }).waitFor();
    await vscode.screenshot('loop-restarting');
    await writeFile(file('gate'), '');
    await vscode.statusBarItem('weather: Ready').waitFor();

    // The panel was hidden all the while.
    await showPanel('weather');
    await inspector.result.getByText('Good morning Ada').waitFor();
    await inspector.frame.getByText('the result has changed').waitFor();
    expect(await inspector.field('name').inputValue()).toBe('Ada');
    await inspector.item('forecast').getByText('new', { exact: true }).waitFor();
    await vscode.screenshot('loop-rerun');
    await inspector.frame.getByRole('button', { name: 'Compare', exact: true }).click();
    await vscode.editorTab(/^greet: .* ↔ /).waitFor();
    await vscode.runCommand('View: Close Editor');
    await inspector.show('Changes');
    await inspector.frame.getByText('New tool').waitFor();
  });
});
