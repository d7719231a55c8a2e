import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Inspector } from './support/inspector';
import { launchVSCode, type VSCode } from './support/launchVSCode';
import type { Theme } from './support/workbench';
import { fixture, workspaceOf } from './support/workspaces';

const PLAIN = fixture('stdioServer.mjs');
const plain = { command: 'node', args: [PLAIN] };
const SECRET = 'sesame-open-the-door';

const started = (vscode: VSCode, program: string) =>
  vscode.processes().filter(({ command }) => command.includes(program));

/** The files below these folders in which the text stands. */
async function filesHolding(text: string, folders: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const folder of folders) {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
    for (const entry of entries.filter((one) => one.isFile())) {
      const file = path.join(entry.parentPath, entry.name);
      // What VS Code cleans up meanwhile holds nothing any more.
      const bytes = await readFile(file).catch(() => Buffer.of());
      if (bytes.includes(text)) found.push(file);
    }
  }
  return found;
}

describe('servers that came with the workspace', () => {
  let vscode: VSCode;

  beforeAll(async () => {
    vscode = await launchVSCode({
      asksBeforeStart: true,
      workspace: {
        'server.mjs': await readFile(fixture('secretKeeper.mjs'), 'utf8'),
        '.vscode/mcp.json': {
          inputs: [
            { type: 'promptString', id: 'key', description: 'The key to the door', password: true },
            { type: 'pickString', id: 'level', description: 'How loud', options: ['low', 'high'] },
          ],
          servers: {
            one: { ...plain, env: { MODE: 'quiet', REGION: 'eu' }, cwd: '${workspaceFolder}' },
            two: { command: 'node', args: ['server.mjs', '--two'] },
            three: { command: 'node', args: ['server.mjs', '--three words'] },
            far: { url: 'http://127.0.0.1:9/mcp', headers: { 'X-Tenant': 'blue' } },
            keeper: {
              command: 'node',
              args: [fixture('secretKeeper.mjs'), '${input:level}'],
              env: { API_KEY: '${input:key}' },
            },
            leaky: {
              command: 'node',
              args: [fixture('secretKeeper.mjs'), '--leaky', '${input:key}'],
              env: { API_KEY: '${input:key}', LEAK: '1' },
            },
          },
        },
      },
    });
    await vscode.openContainer('MCP Servers');
    await vscode.treeItem('keeper').waitFor();
  });
  afterAll(async () => {
    expect(await vscode.close()).toEqual([]);
  });

  const config = () => path.join(vscode.workspaceDir, '.vscode/mcp.json');
  const button = (name: string) => vscode.dialog.getByRole('button', { name, exact: true });
  const answer = async (name: string) => {
    await button(name).click();
    await vscode.dialog.waitFor({ state: 'hidden' });
  };
  const choose = async (name: string, action: string) => {
    await vscode.treeItem(name).click({ button: 'right' });
    // A menu that has just opened takes no clicks yet.
    await vscode.page.getByRole('menuitem', { name: action, exact: true }).hover();
    await vscode.page.keyboard.press('Enter');
  };
  /** Waits for another process: how the server stands in between may show for an instant only. */
  const restart = async (name: string, program: string) => {
    const before = started(vscode, program).map(({ pid }) => pid);
    expect(before).toHaveLength(1);
    await vscode.clickTreeAction(name, 'Restart Server');
    const isAnother = () => {
      const now = started(vscode, program).map(({ pid }) => pid);
      return now.length === 1 && now[0] !== before[0];
    };
    await expect.poll(isAnother, { timeout: 30_000 }).toBe(true);
    await ready(name);
  };
  const ready = (name: string) => vscode.statusBarItem(`${name}: Ready`).waitFor();

  it('are shown before their first start, and not started when the question is cancelled', async () => {
    await vscode.clickTreeAction('one', 'Start Server');
    await vscode.dialog.getByText('Start the MCP server "one" for the first time?').waitFor();
    const text = await vscode.dialog.textContent();
    expect(text).toContain(`node ${PLAIN}`);
    expect(text).toContain(`Folder: ${vscode.workspaceDir}`);
    expect(text).toContain('Environment: MODE, REGION');
    expect(text).not.toContain('quiet');
    expect(text).toContain('.vscode/mcp.json');
    for (const theme of ['light', 'dark', 'high-contrast'] satisfies Theme[]) {
      await vscode.setTheme(theme);
      await vscode.screenshot(`trust-first-${theme}`);
    }
    await vscode.setTheme('light');
    await answer('Cancel');
    await vscode.treeItem('one').filter({ hasText: '.vscode/mcp.json' }).waitFor();
    expect(started(vscode, 'stdioServer')).toEqual([]);
  });

  it('are asked about for the Inspector, too, and their entry is shown', async () => {
    await vscode.runCommand('MCP: Inspect Server');
    await vscode.pick('far');
    await vscode.dialog.getByText('Connect to the MCP server "far" for the first time?').waitFor();
    const text = await vscode.dialog.textContent();
    expect(text).toContain('http://127.0.0.1:9/mcp');
    expect(text).toContain('Headers: X-Tenant');
    expect(text).not.toContain('blue');
    await vscode.screenshot('trust-address');
    await answer('Show Entry');
    await vscode.editorTab('mcp.json').waitFor();
    await vscode.treeItem('far').filter({ hasText: '.vscode/mcp.json' }).waitFor();
  });

  it('start after a yes, and are not asked about again as long as they stay the same', async () => {
    await vscode.clickTreeAction('one', 'Start Server');
    await answer('Start');
    await ready('one');
    await restart('one', PLAIN);
    await vscode.clickTreeAction('one', 'Stop Server');
    await vscode.treeItem('one').filter({ hasText: 'stopped' }).waitFor();
    expect(await vscode.dialog.count()).toBe(0);
  });

  it('are shown again, with what has changed, when they do not stay the same', async () => {
    const before = await readFile(config(), 'utf8');
    const after = before
      .replace(`"${PLAIN}"`, `"${PLAIN}",\n        "--verbose"`)
      .replace('"MODE": "quiet"', '"MODE": "loud"')
      .replace('"REGION": "eu"', '"NODE_OPTIONS": "--no-warnings"');
    await writeFile(config(), after);
    const asked = vscode.dialog.getByText('The MCP server "one" has changed.');
    // The file is read a moment after it was written: until then nothing has changed.
    await expect
      .poll(
        async () => {
          if (await asked.isVisible()) return true;
          await vscode.clickTreeAction('one', 'Start Server');
          return false;
        },
        { timeout: 30_000 },
      )
      .toBe(true);
    const text = await vscode.dialog.textContent();
    expect(text).toContain(`− Command: node ${PLAIN}`);
    expect(text).toContain(`+ Command: node ${PLAIN} --verbose`);
    expect(text).toContain('Environment variable MODE: another value');
    expect(text).toContain('− Environment variable REGION: removed');
    expect(text).toContain('+ Environment variable NODE_OPTIONS: added');
    for (const theme of ['light', 'dark', 'high-contrast'] satisfies Theme[]) {
      await vscode.setTheme(theme);
      await vscode.screenshot(`trust-changed-${theme}`);
    }
    await vscode.setTheme('light');
    await answer('Cancel');
    expect(started(vscode, '--verbose')).toEqual([]);
    await writeFile(config(), before);
  });

  it('are asked about together when all are started', async () => {
    await vscode.runCommand('Portcullis: Start All Servers');
    await vscode.dialog.getByText('Start 5 MCP servers that are new or have changed?').waitFor();
    await vscode.screenshot('trust-several');
    await button('Choose…').click();
    await vscode.quickInput.getByText('Servers to Start').waitFor();
    await vscode.quickInput.getByText(`node server.mjs '--three words'`).waitFor();
    await vscode.screenshot('trust-choose');
    await vscode.quickPickItem('two').getByRole('checkbox').click();
    await vscode.quickInput.getByRole('button', { name: 'OK' }).click();
    await ready('two');
    expect(started(vscode, '--three words')).toEqual([]);
    await vscode.runCommand('Portcullis: Stop All Servers');
    await vscode.treeItem('two').filter({ hasText: 'stopped' }).waitFor();
  });

  it('can be forgotten, and are asked about again', async () => {
    await vscode.runCommand('Portcullis: Forget Trusted Servers');
    await vscode.quickPickItem('two').getByRole('checkbox').click();
    await vscode.screenshot('trust-forget');
    await vscode.quickInput.getByRole('button', { name: 'OK' }).click();
    await vscode.notification('two will be asked about again').waitFor();
    await vscode.clickTreeAction('two', 'Start Server');
    await vscode.dialog.getByText('Start the MCP server "two" for the first time?').waitFor();
    await answer('Cancel');
  });

  it('ask for a secret once, use it, and ask again when it is forgotten', async () => {
    const digest = createHash('sha256').update(SECRET).digest('hex');
    const inspector = new Inspector(vscode);
    await vscode.runCommand('MCP: Inspect Server');
    await vscode.pick('keeper');
    await vscode.dialog.getByText('Uses: ${input:key}').waitFor();
    await answer('Start');
    await vscode.pick('high');
    await vscode.quickInput.getByText('The key to the door').waitFor();
    expect(await vscode.quickInputBox.getAttribute('type')).toBe('password');
    await vscode.typeAndAccept(SECRET);
    await inspector.whenReady();
    await inspector.openTool('digest');
    await inspector.run();
    await inspector.result.getByText(digest).waitFor();
    await restart('keeper', 'secretKeeper.mjs');

    await vscode.runCommand('Portcullis: Manage Inputs');
    const key = vscode.quickPickItem('key');
    await key.getByText('•••').waitFor();
    await vscode.quickPickItem('level').getByText('high').waitFor();
    for (const theme of ['dark', 'light'] satisfies Theme[]) {
      await vscode.setTheme(theme);
      await vscode.screenshot(`inputs-${theme}`);
    }
    await key.hover();
    await key.getByRole('button', { name: 'Forget Answer' }).click();
    await key.getByText('not answered yet').waitFor();
    await vscode.page.keyboard.press('Escape');
    await vscode.clickTreeAction('keeper', 'Restart Server');
    await vscode.quickInput.getByText('The key to the door').waitFor();
    await vscode.typeAndAccept(`${SECRET}!`);
    const changed = createHash('sha256').update(`${SECRET}!`).digest('hex');
    await expect
      .poll(async () => {
        await inspector.run();
        return inspector.result.textContent();
      })
      .toContain(changed);
  });

  it('have their inputs changed one by one', async () => {
    await choose('keeper', 'Manage Inputs');
    await vscode.quickInput.getByText('Inputs of keeper').waitFor();
    await vscode.pick('level');
    await vscode.quickInput.getByPlaceholder('How loud').waitFor();
    await vscode.pick('low');
    await vscode.quickPickItem('level').getByText('low').waitFor();
    await vscode.page.keyboard.press('Escape');
    await restart('keeper', 'secretKeeper.mjs');
    expect(started(vscode, 'secretKeeper.mjs low')).toHaveLength(1);
  });

  it('leave no secret in any file or copy, but in the traffic log what the server itself has said', async () => {
    await vscode.clickTreeAction('leaky', 'Start Server');
    await answer('Start');
    await ready('leaky');
    await choose('leaky', 'Show Output');
    const output = vscode.page.locator('.part.panel');
    await output.getByText('starting with •••').waitFor();

    await vscode.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await choose('leaky', 'Copy Configuration for…');
    await vscode.pick('Claude Code');
    const copied = () => vscode.page.evaluate(() => navigator.clipboard.readText());
    await expect.poll(copied).toContain('PORTCULLIS_INPUT');
    expect(await copied()).not.toContain(SECRET);

    const holding = await filesHolding(SECRET, [
      vscode.userDataDir,
      vscode.workspaceDir,
      vscode.portcullisHome,
    ]);
    const traffic = holding.filter((file) => /[\\/]traffic[\\/].*leaky/.test(file));
    expect(holding).toEqual(traffic);
    // Were it nowhere at all, this would prove nothing.
    expect(traffic).not.toEqual([]);
  });
});

describe('a workspace without trust', () => {
  it('lists its servers, starts none, and offers to trust', async () => {
    const vscode = await launchVSCode({
      workspaceTrust: true,
      asksBeforeStart: true,
      workspace: workspaceOf({ one: plain }),
    });
    await vscode.openContainer('MCP Servers');
    await vscode.treeItem('one').waitFor();
    await vscode.sidebar.getByText('Servers are listed, but not started.').waitFor();
    await vscode.runCommand('MCP: Inspect Server');
    await vscode.pick('one');
    const notification = vscode.notification('not started before it is trusted');
    await notification.getByRole('button', { name: 'Manage Workspace Trust' }).waitFor();
    await new Inspector(vscode).state('Not started').waitFor();
    await vscode.screenshot('untrusted');
    expect(started(vscode, 'stdioServer')).toEqual([]);
    expect(await vscode.close()).toEqual([]);
  });
});

describe('what an organization sets', () => {
  it('keeps servers from being started, and from the chat', async () => {
    const vscode = await launchVSCode({
      workspace: workspaceOf({
        fine: plain,
        banned: { command: 'node', args: [PLAIN, '--banned'] },
        local: { url: 'http://evil.localhost:9/mcp' },
      }),
      settings: {
        'chat.disableAIFeatures': false,
        'chat.mcp.deniedServers': [
          { serverCommand: ['node', PLAIN, '--banned'] },
          { serverUrl: 'http://*.localhost:*/*' },
        ],
        'portcullis.chat.watchedServers': ['*'],
      },
    });
    await vscode.openContainer('MCP Servers');
    await vscode.runCommand('Portcullis: Start All Servers');
    await vscode.statusBarItem('fine: Ready').waitFor();
    for (const name of ['banned', 'local']) {
      await vscode.treeItem(name).filter({ hasText: 'Not allowed by policy' }).waitFor();
    }
    expect(started(vscode, '--banned')).toEqual([]);
    await vscode.clickTreeAction('banned', 'Inspect Server');
    const { frame } = new Inspector(vscode);
    await frame.getByText('chat.mcp.deniedServers').waitFor();
    await vscode.screenshot('policy-denied');

    await vscode.runCommand('MCP: List Servers');
    await vscode.quickPickItem('fine (watched)').waitFor();
    expect(await vscode.quickPickItem('banned (watched)').count()).toBe(0);
    expect(await vscode.quickPickItem('local (watched)').count()).toBe(0);
    await vscode.page.keyboard.press('Escape');
    expect(await vscode.close()).toEqual([]);
  });
});
