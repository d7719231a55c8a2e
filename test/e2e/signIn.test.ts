import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { followHosted } from './support/followHosted';
import { Inspector } from './support/inspector';
import { launchVSCode, type VSCode } from './support/launchVSCode';
import { fixture, workspaceOf } from './support/workspaces';

describe('signing in to a server that wants it', () => {
  let vscode: VSCode;
  let inspector: Inspector;
  /** The MCP server and its authorization server, somewhere else. */
  let guarded: ChildProcess;
  let origin: string;

  beforeAll(async () => {
    guarded = spawn(process.execPath, [fixture('oauthServer.mjs')], {
      env: { ...process.env, PORT: '0' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const [said] = await once(createInterface({ input: guarded.stderr! }), 'line');
    origin = /\S+$/.exec(said)![0];
    vscode = await launchVSCode({
      workspace: workspaceOf({ guarded: { type: 'http', url: `${origin}/mcp` } }),
    });
    inspector = await Inspector.open(vscode, 'guarded');
  });
  afterAll(async () => {
    guarded.kill('SIGKILL');
    expect(await vscode.close()).toEqual([]);
  });

  /** Agrees to what the window asks, and sees the page to its end. */
  async function consent(): Promise<void> {
    const { dialog, page } = vscode;
    await dialog.getByText('Sign in to guarded?').waitFor();
    await dialog.getByText(`You sign in at ${origin},`).waitFor();
    const opened: Promise<Page> = page.context().waitForEvent('page');
    await dialog.getByRole('button', { name: 'Open Browser' }).click();
    const signedIn = await opened;
    await followHosted(signedIn, 2);
    await signedIn.getByText('You can close this page').waitFor();
    await signedIn.close();
  }

  it('is offered where the server refuses us, and makes it ready', async () => {
    await inspector.state('Failed').waitFor();
    await inspector.frame.getByText('http.unauthorized', { exact: true }).waitFor();
    await inspector.frame.getByRole('button', { name: 'Sign in', exact: true }).click();
    await consent();
    await inspector.whenReady();
  });

  it('is asked for again when a call needs more, and the call goes on', async () => {
    await inspector.openTool('write');
    await inspector.run();
    await consent();
    await inspector.result.getByText('write: done').waitFor();
  });

  it('is kept for the next start', async () => {
    await vscode.runCommand('Portcullis: Stop Server');
    await vscode.pick('guarded');
    await inspector.state('Stopped').waitFor();
    await vscode.runCommand('Portcullis: Start Server');
    await vscode.pick('guarded');
    await inspector.whenReady();
  });

  it('ends when the person signs out', async () => {
    await vscode.runCommand('Portcullis: Sign Out of Servers…');
    await vscode.page.getByRole('checkbox', { name: 'guarded' }).last().check();
    await vscode.page.getByRole('button', { name: 'OK', exact: true }).click();
    await vscode.runCommand('Portcullis: Restart Server');
    await vscode.pick('guarded');
    await inspector.state('Failed').waitFor();
    await inspector.show('Overview');
    await inspector.frame.getByText('http.unauthorized', { exact: true }).waitFor();
  });
});
