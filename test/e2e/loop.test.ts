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
    await vscode.openContainer('MCP Servers');
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

  async function pictures(name: string): Promise<void> {
    for (const theme of ['dark', 'high-contrast', 'light'] as const) {
      await vscode.setTheme(theme);
      await vscode.screenshot(`${name}-${theme}`);
    }
  }

  const showPanel = (server: string) => vscode.editorTab(`MCP: ${server}`).click();

  it('restarts a server when it is saved, keeps what was open, and makes the last call again', async () => {
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

  it('restarts over HTTP at its fixed port, for a change by another program', async () => {
    const inspector = await Inspector.open(vscode, 'web');
    await inspector.whenReady();
    await inspector.show('Tools');
    await inspector.item('first').waitFor();
    for (const name of ['second', 'third']) {
      await writeFile(
        file('src/http.mjs'),
        http.replace("registerTool('first'", `registerTool('${name}'`),
      );
      await inspector.item(name).getByText('new', { exact: true }).waitFor();
      await inspector.whenReady();
    }
    await inspector.show('Overview');
    await inspector.frame.getByText(`http://127.0.0.1:${port}/mcp`).first().waitFor();
    // Nothing has changed for the server that is made of other files.
    expect(await vscode.treeItem('weather').textContent()).toContain('2 tools');
  });

  it('builds first; a build that fails leaves the server as it runs, and shows why', async () => {
    const inspector = await Inspector.open(vscode, 'built');
    await inspector.whenReady();
    await inspector.show('Tools');
    await writeFile(file('lib/built.ts'), source.replace(MORE_TOOLS, tool('compiled')));
    await inspector.item('compiled').getByText('new', { exact: true }).waitFor();
    await inspector.whenReady();

    await writeFile(file('lib/built.ts'), `${source}\n// BROKEN`);
    const failed = inspector.frame.getByText('The task “build it” failed with exit code 3.');
    await failed.waitFor();
    await inspector.state('Ready').waitFor();
    await inspector.openTool('greet');
    await inspector.field('name').fill('Grace');
    await inspector.run();
    await inspector.result.getByText('Hello Grace').waitFor();
    await vscode.statusBarItem('built: Ready, but the build failed').waitFor();
    await pictures('loop-build-failed');
    await vscode.runCommand('View: Toggle Panel Visibility');
    await vscode.page.locator('.part.panel').waitFor({ state: 'hidden' });
    await inspector.frame.getByRole('button', { name: 'Show terminal' }).click();
    await vscode.page.locator('.part.panel .terminal-wrapper:visible').first().waitFor();
    await vscode.screenshot('loop-terminal');

    await writeFile(file('lib/built.ts'), source.replace(MORE_TOOLS, tool('mended')));
    await inspector.item('mended').waitFor();
    await failed.waitFor({ state: 'hidden' });
    await inspector.whenReady();
    await vscode.runCommand('View: Toggle Panel Visibility');
  });

  it('shows where a server crashed, opens it there, and starts it when it is mended', async () => {
    await showPanel('weather');
    const inspector = new Inspector(vscode);
    const broken = source.replace(MORE_TOOLS, "  throw new RangeError('not today');");
    await editAndSave('src/server.ts', broken);
    await vscode.statusBarItem('weather: Failed').waitFor();
    await showPanel('weather');
    await inspector.show('Overview');
    await inspector.frame.getByText('RangeError: not today').first().waitFor();
    const line = broken.split('\n').findIndex((text) => text.includes('RangeError')) + 1;
    const where = inspector.frame.getByRole('row', { name: /^Where/ });
    expect(await where.textContent()).toContain(`${file('src/server.ts')}:${line}:9`);
    await vscode.screenshot('loop-crash');
    await inspector.frame.getByRole('button', { name: `Open server.ts:${line}:9` }).click();
    await vscode.statusBarItem(`Ln ${line}, Col 9`).waitFor();

    await editAndSave('src/server.ts', source);
    await vscode.statusBarItem('weather: Ready').waitFor();
    await showPanel('weather');
    await inspector.whenReady();
    await inspector.show('Tools');
    await inspector.result.getByText('Hello Ada').waitFor();
  });

  /** The menu of a server, which is open for no longer than it takes to read it. */
  async function menuOf(server: string): Promise<readonly string[]> {
    await vscode.treeItem(server).click({ button: 'right' });
    const inspect = vscode.page.getByRole('menuitem', { name: 'Inspect Server' });
    await inspect.waitFor();
    const words = await vscode.page.locator('.monaco-menu .action-label').allTextContents();
    await vscode.screenshot('loop-menu');
    await vscode.page.keyboard.press('Escape');
    await inspect.waitFor({ state: 'hidden' });
    return words.map((text) => text.trim());
  }

  it('is switched on and off for a server, which the workspace keeps', async () => {
    const inspector = await Inspector.open(vscode, 'plain');
    await inspector.whenReady();
    const toggle = inspector.frame.getByRole('button', { name: /^Restart on save/ });
    expect(await toggle.getAttribute('aria-pressed')).toBe('false');
    await vscode.treeItem('plain').click({ button: 'right' });
    // A menu that has just opened takes no clicks yet.
    await vscode.page.getByRole('menuitem', { name: 'Restart on Save', exact: true }).hover();
    await vscode.page.keyboard.press('Enter');
    await inspector.frame
      .getByRole('button', { name: 'Restart on save: src/**', pressed: true })
      .waitFor();
    await expect.poll(() => menuOf('plain')).toContain('✓ Restart on Save');

    await inspector.show('Tools');
    await writeFile(file('src/server.ts'), source.replace(MORE_TOOLS, tool('watched')));
    await inspector.item('watched').getByText('new', { exact: true }).waitFor();
    await toggle.click();
    await inspector.frame
      .getByRole('button', { name: 'Restart on save', pressed: false, exact: true })
      .waitFor();
  });

  it('does not restart for ever what writes into its own folder, and says so', async () => {
    const inspector = await Inspector.open(vscode, 'writer');
    await inspector.frame.getByText('no longer restarted for data/state.json').waitFor();
    await inspector.whenReady();
    await vscode.screenshot('loop-writer');
    await inspector.frame.getByRole('button', { name: 'Open configuration' }).last().waitFor();
  });

  it('runs by a changed configuration at once, or says that it runs by another', async () => {
    const settings = file('.vscode/settings.json');
    const change = async (name: string, env: object) => {
      const all = JSON.parse(await readFile(settings, 'utf8'));
      all['portcullis.servers'][name].env = env;
      await writeFile(settings, JSON.stringify(all, null, 2));
    };
    const inspector = await Inspector.open(vscode, 'plain');
    await inspector.whenReady();
    await change('plain', { LEVEL: 'debug' });
    const outdated = inspector.frame.getByText('The configuration has changed since');
    await outdated.waitFor();
    await vscode
      .treeItem('plain')
      .filter({ hasText: 'configuration changed: restart to apply' })
      .waitFor();
    await pictures('loop-outdated');
    await inspector.frame.getByRole('button', { name: 'Restart to apply' }).click();
    await outdated.waitFor({ state: 'hidden' });
    await inspector.whenReady();

    const watched = await Inspector.open(vscode, 'weather');
    await watched.whenReady();
    await rm(file('gate'));
    await change('weather', { GATE: path.join('.', 'gate'), LEVEL: 'debug' });
    await vscode
      .treeItem('weather')
      .filter({ hasText: 'restarting: configuration changed' })
      .waitFor();
    await writeFile(file('gate'), '');
    await watched.whenReady();
  });
});
