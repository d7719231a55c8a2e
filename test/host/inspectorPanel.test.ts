import assert from 'node:assert/strict';
import { commands, type Tab, TabInputWebview, window } from 'vscode';
import type { PortcullisApi } from '../../src/extension/api';
import { COMMANDS, PANEL_TYPE } from '../../src/extension/ids';
import { activatePortcullis, untilServers, untilStatus } from './support/portcullis';

const ID = 'vscode/everything';

function panels(): Tab[] {
  return window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof TabInputWebview && input.viewType.endsWith(PANEL_TYPE));
}

function untilTabOpens(): Promise<Tab> {
  return new Promise((resolve) => {
    const subscription = window.tabGroups.onDidChangeTabs(({ opened: [tab] }) => {
      if (tab === undefined) return;
      subscription.dispose();
      resolve(tab);
    });
  });
}

describe('the Inspector panel', () => {
  let api: PortcullisApi;

  before(async () => {
    api = await activatePortcullis();
  });

  after(async () => {
    await window.tabGroups.close(panels());
    await api.stop(ID);
  });

  it('opens at once, and starts the server', async () => {
    const opened = untilTabOpens();
    const started = commands.executeCommand(COMMANDS.inspectServer, ID);
    await opened;
    assert.notEqual(api.servers.find(({ id }) => id === ID)!.state.status, 'ready');
    await started;
    const { session } = await untilStatus(api, ID, 'ready', 'failed');
    assert.equal(session?.serverInfo.name, 'mcp-servers/everything');
    assert.deepEqual(
      panels().map(({ label }) => label),
      ['MCP: everything'],
    );
  });

  it('comes to the front when it is asked for again, and starts nothing anew', async () => {
    const { process } = await untilStatus(api, ID, 'ready');
    await commands.executeCommand(COMMANDS.inspectServer, ID);
    assert.equal(panels().length, 1);
    const now = api.servers.find(({ id }) => id === ID)!;
    assert.equal(now.process?.pid, process?.pid);
  });

  it('closes no session with it', async () => {
    const before = await untilServers(api, (servers) =>
      servers.find(({ id, session }) => id === ID && session?.counts !== undefined),
    );
    await window.tabGroups.close(panels());
    assert.equal(panels().length, 0);
    const opened = untilTabOpens();
    await commands.executeCommand(COMMANDS.inspectServer, ID);
    await opened;
    const now = api.servers.find(({ id }) => id === ID)!;
    assert.equal(now.state.status, 'ready');
    assert.equal(now.process?.pid, before.process?.pid);
    assert.deepEqual(now.session, before.session);
  });
});
