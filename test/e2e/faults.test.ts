import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../scripts/support/paths.mjs';
import { Inspector } from './support/inspector';
import { launchVSCode, type VSCode } from './support/launchVSCode';
import { launchedHttp, workspaceOf } from './support/workspaces';

const example = (name: string) => path.join(root, 'examples/workspace/servers', name);
const weather = (args: readonly string[] = []) =>
  launchedHttp([example('weather.mjs'), '--http', ...args]);

describe('a server that does not get ready says why, and its fix is a click', () => {
  let vscode: VSCode;
  let folder: string;
  let crashing: string;
  /** Another program, which holds the port of another server. */
  let stranger: ChildProcess;
  /** Holds the port that one of the servers is told to use. */
  const holder = createServer((_, response) => response.end('not yours'));

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'portcullis-faults-'));
    crashing = path.join(folder, 'server.mjs');
    await writeFile(crashing, `const settings = undefined;\nconsole.error(settings.url);\n`);
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
    const { port } = holder.address() as AddressInfo;
    stranger = spawn(process.execPath, [path.join(root, 'test/fixtures/faults/holdPort.mjs')], {
      env: { ...process.env, PORT: '0' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const [said] = await once(createInterface({ input: stranger.stderr! }), 'line');
    vscode = await launchVSCode({
      workspace: workspaceOf(
        {
          crash: { command: 'node', args: [crashing] },
          noisy: { command: 'node', args: [example('noisy.mjs')] },
        },
        {
          path: { ...weather(), url: 'http://127.0.0.1:${port}/mpc' },
          scheme: { ...weather(), url: 'https://127.0.0.1:${port}/mcp' },
          family: weather(['--host', '::1']),
          port: { ...weather(), port },
          held: { ...weather(), port: Number(/\d+$/.exec(said)![0]) },
        },
      ),
    });
  });
  afterAll(async () => {
    stranger.kill('SIGKILL');
    expect(await vscode.close()).toEqual([]);
    await new Promise((resolve) => holder.close(resolve));
    await rm(folder, { recursive: true });
  });

  /** Starts a server that fails, and sees its code in the panel and its title in the tree. */
  async function inspectFailing(server: string, code: string): Promise<Inspector> {
    const inspector = await Inspector.open(vscode, server);
    await inspector.state('Failed').waitFor();
    await inspector.frame.getByText(code, { exact: true }).waitFor();
    const title = await inspector.frame.locator('.diagnosis-title').textContent();
    await vscode.openContainer('MCP Servers');
    await vscode
      .treeItem(server)
      .filter({ hasText: title ?? '' })
      .waitFor();
    await vscode.screenshot(`fault-${server}`);
    return inspector;
  }

  async function fixAndList(inspector: Inspector, fix: RegExp): Promise<void> {
    await inspector.frame.getByRole('button', { name: fix }).click();
    await inspector.whenReady();
    await inspector.show('Tools');
    await inspector.item('forecast').waitFor();
  }

  const settings = () => readFile(path.join(vscode.workspaceDir, '.vscode/settings.json'), 'utf8');

  it('a wrong path', async () => {
    const inspector = await inspectFailing('path', 'http.wrong-path');
    await fixAndList(inspector, /^Use /);
    expect(await settings()).not.toContain('/mpc');
  });

  it('https to a port that speaks http', async () => {
    const inspector = await inspectFailing('scheme', 'tls.on-plain-port');
    await fixAndList(inspector, /^Use /);
    expect(await settings()).not.toContain('https:');
  });

  it('a server on ::1 and a URL with 127.0.0.1', async () => {
    const inspector = await inspectFailing('family', 'net.refused-family');
    await fixAndList(inspector, /^Use /);
    expect(await settings()).toContain('[::1]');
  });

  it('a port that another program holds', async () => {
    const inspector = await inspectFailing('port', 'port.in-use');
    await inspector.frame.getByText(String(process.pid)).first().waitFor();
    await fixAndList(inspector, /^Use port /);
  });

  it('a port whose holder may be stopped, once the person agrees', async () => {
    const inspector = await inspectFailing('held', 'port.in-use');
    const stop = inspector.frame.getByRole('button', { name: /^Stop / });
    const dialog = vscode.page.locator('.monaco-dialog-box');
    await stop.click();
    await dialog.getByText(`Stop the process ${stranger.pid}?`).waitFor();
    await vscode.screenshot('fault-held-asked');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(stranger.signalCode).toBeNull();
    const ended = once(stranger, 'exit');
    await stop.click();
    await dialog.getByRole('button', { name: 'Stop Process' }).click();
    await ended;
    await inspector.whenReady();
    await inspector.show('Tools');
    await inspector.item('forecast').waitFor();
  });

  it('a crash at boot', async () => {
    const inspector = await inspectFailing('crash', 'process.crashed');
    await inspector.frame.getByRole('button', { name: 'Open server.mjs:2' }).click();
    await vscode.editorTab('server.mjs').waitFor();
    await writeFile(crashing, `await import(${JSON.stringify(example('weather.mjs'))});\n`);
    await vscode.editorTab('MCP: crash').click();
    await fixAndList(inspector, /^Try again/);
  });

  it('text on stdout that is no message', async () => {
    const inspector = await Inspector.open(vscode, 'noisy');
    await inspector.show('Tools');
    await inspector.item('forecast').waitFor();
    await inspector.show('Overview');
    await inspector.frame.getByText('mcp.stdout-noise', { exact: true }).waitFor();
    await inspector.frame.getByText('Ready to serve!').first().waitFor();
    await inspector.frame.getByRole('button', { name: 'Show output' }).first().click();
    await vscode.page.locator('.part.panel').getByText('Ready to serve!').waitFor();
    await vscode.screenshot('fault-noisy');
  });
});
