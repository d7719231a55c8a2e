import assert from 'node:assert/strict';
import { commands, type Tab, TabInputWebview, type Uri, window } from 'vscode';
import { COMMANDS, PANEL_TYPE } from '../../src/extension/ids';
import { activatePortcullis, workspaceFile, writeFiles } from './support/portcullis';

const LINES = [
  { format: 'portcullis-traffic', version: 1, created: '2026-11-21T03:00:00.000Z', server: 'a' },
  { seq: 0, time: 1, direction: 'serverToClient', kind: 'stderr', bytes: 2, message: 'hi' },
];

function panels(): Tab[] {
  return window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof TabInputWebview && input.viewType.endsWith(PANEL_TYPE));
}

describe('a file of traffic', () => {
  let file: Uri;
  let restore: () => Promise<void>;

  before(async () => {
    await activatePortcullis();
    restore = await writeFiles({
      'record.ndjson': LINES.map((line) => `${JSON.stringify(line)}\n`).join(''),
    });
    file = workspaceFile('record.ndjson');
  });

  after(async () => {
    await window.tabGroups.close(panels());
    await restore();
  });

  it('opens in a panel of its own, once', async () => {
    const opened = new Promise<void>((resolve) => {
      const subscription = window.tabGroups.onDidChangeTabs(() => {
        if (panels().length === 0) return;
        subscription.dispose();
        resolve();
      });
    });
    await commands.executeCommand(COMMANDS.openTrafficFile, file);
    await opened;
    await commands.executeCommand(COMMANDS.openTrafficFile, file);
    assert.deepEqual(
      panels().map(({ label }) => label),
      ['MCP: record.ndjson'],
    );
  });
});
