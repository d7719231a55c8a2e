import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Process } from '../vscode/processes.mjs';
import { Inspector } from './support/inspector';
import { launchVSCode, type VSCode } from './support/launchVSCode';
import { everythingStdio, fixture, launchedHttp, workspaceOf } from './support/workspaces';

const isServer = ({ command }: Process) =>
  command.includes('server-everything') || command.includes('httpServer.mjs');
const isProxy = ({ command }: Process) =>
  command.includes('proxy.js') && !command.includes('--guardian');
const ours = (one: Process) => isServer(one) || one.command.includes('proxy.js');

/** Polled, because nobody tells a test of the end of a process that is not its child. */
function untilNoneIs(vscode: VSCode, kind: (one: Process) => boolean): Promise<void> {
  return vi.waitFor(() => expect(vscode.processes().filter(kind)).toEqual([]), {
    timeout: 20_000,
    interval: 100,
  });
}

/** A process counts as ended when its first thread has; its sockets close with the last one. */
function untilRefused(port: number): Promise<void> {
  return vi.waitFor(async () => expect(await accepts(port)).toBe(false), { timeout: 5_000 });
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

describe('ending', () => {
  let vscode: VSCode;
  let port: number;
  beforeAll(async () => {
    vscode = await launchVSCode({
      workspace: workspaceOf(
        { everything: everythingStdio },
        { web: launchedHttp([fixture('httpServer.mjs')]) },
      ),
    });
  });
  afterAll(async () => {
    expect((await vscode.close()).filter(ours)).toEqual([]);
  });

  /** A server over stdio and one over HTTP, both ready. */
  async function inspectTwoServers() {
    await (await Inspector.open(vscode, 'everything')).whenReady();
    const inspector = await Inspector.open(vscode, 'web');
    await inspector.whenReady();
    const url = await inspector.frame.getByText(/^http:\/\/127\.0\.0\.1:\d+\/mcp$/).first();
    port = Number(new URL((await url.textContent()) ?? '').port);
    expect(await accepts(port)).toBe(true);
    expect(vscode.processes().filter(isServer)).toHaveLength(2);
    return inspector;
  }

  const pidsOfOurs = () =>
    new Set(
      vscode
        .processes()
        .filter(ours)
        .map(({ pid }) => pid),
    );

  it('a stopped server leaves no process and no port', async () => {
    const inspector = await inspectTwoServers();
    await inspector.frame.getByRole('button', { name: 'Stop' }).click();
    await inspector.state('Stopped').waitFor();
    expect(vscode.processes().filter(({ command }) => command.includes('httpServer.mjs'))).toEqual(
      [],
    );
    expect(await accepts(port)).toBe(false);
  });

  it('a killed proxy leaves none, and what ran is restored by the next', async () => {
    const inspector = await inspectTwoServers();
    const before = pidsOfOurs();
    const [proxy] = vscode.processes().filter(isProxy);
    expect(proxy).toBeDefined();
    process.kill(proxy!.pid, 'SIGKILL');
    await untilNoneIs(vscode, ({ pid }) => before.has(pid));
    await inspector.whenReady();
    expect(vscode.processes().filter(isServer)).toHaveLength(2);
    await inspector.openTool('ping-pong');
    await inspector.run();
    await inspector.result.getByText('pong').waitFor();
    await inspector.show('Overview');
  });

  it('a reloaded window leaves none, and its panels stand again', async () => {
    await inspectTwoServers();
    const before = pidsOfOurs();
    const loaded = vscode.page.waitForEvent('load');
    await vscode.runCommand('Developer: Reload Window');
    await loaded;
    await vscode.whenReady();
    const inspector = new Inspector(vscode);
    await inspector.frame.getByRole('heading', { name: 'web', exact: true }).waitFor();
    await untilNoneIs(vscode, ({ pid }) => before.has(pid));
  });

  it('a closed window leaves none', async () => {
    await inspectTwoServers();
    await vscode.closeWindow();
    await untilNoneIs(vscode, ours);
    await untilRefused(port);
    await vscode.reload();
  });

  it('a killed extension host leaves none', async () => {
    await inspectTwoServers();
    const before = pidsOfOurs();
    for (const pid of vscode.extensionHostPids()) process.kill(pid, 'SIGKILL');
    await untilNoneIs(vscode, ({ pid }) => before.has(pid));
    await untilRefused(port);
  });
});
