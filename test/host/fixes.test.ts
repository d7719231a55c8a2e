import assert from 'node:assert/strict';
import { commands, env, window } from 'vscode';
import type { PortcullisApi } from '../../src/extension/api';
import { COMMANDS, INTERNAL_COMMANDS } from '../../src/extension/ids';
import {
  activatePortcullis,
  fixture,
  readText,
  untilServers,
  untilStatus,
  workspaceFile,
  writeFiles,
} from './support/portcullis';

const ID = 'settings/astray';
const settings = () => `{
  // Kept by every edit.
  "portcullis.servers": {
    "astray": {
      "url": "http://127.0.0.1:\${port}/wrong", // also kept
      "command": "node",
      "args": [${JSON.stringify(fixture('httpServer.mjs'))}, "\${env:PORTCULLIS_HOST_TEST}"],
      "env": { "PORT": "\${port}", "SOME_TOKEN": "do-not-tell" },
    },
  },
}
`;

describe('fixes', () => {
  let api: PortcullisApi;
  let restore: () => Promise<void>;

  before(async () => {
    api = await activatePortcullis();
    process.env.PORTCULLIS_HOST_TEST = 'from-the-environment';
    restore = await writeFiles({ '.vscode/settings.json': settings() });
    await untilServers(api, (servers) => servers.some(({ id }) => id === ID));
    await api.start(ID);
    await untilStatus(api, ID, 'failed');
  });

  after(async () => {
    await api.stop(ID);
    await restore();
    delete process.env.PORTCULLIS_HOST_TEST;
  });

  it('copies a diagnosis without its secrets', async () => {
    await commands.executeCommand(COMMANDS.copyDiagnosis, ID);
    const report = await env.clipboard.readText();
    assert.match(report, /astray/);
    assert.match(report, /http\.wrong-path/);
    assert.match(report, /SOME_TOKEN/);
    assert.match(report, /httpServer\.mjs/);
    assert.doesNotMatch(report, /do-not-tell|from-the-environment/);
  });

  it('opens the entry at its line', async () => {
    await commands.executeCommand(COMMANDS.openConfiguration, ID);
    const editor = window.activeTextEditor;
    assert.equal(editor?.document.uri.fsPath, workspaceFile('.vscode/settings.json').fsPath);
    assert.equal(editor?.selection.active.line, 3);
  });

  it('corrects the entry, keeps its comments, makes it ready, and can be undone', async () => {
    const { state } = api.servers.find(({ id }) => id === ID)!;
    assert.ok(state.status === 'failed');
    assert.equal(state.diagnosis.code, 'http.wrong-path');
    const fix = state.diagnosis.fixes.find(({ action }) => action.kind === 'editEntry');
    assert.ok(fix);
    await commands.executeCommand(INTERNAL_COMMANDS.applyFix, ID, state.diagnosis.code, fix.id);
    assert.equal(await readText('.vscode/settings.json'), settings().replace('/wrong', '/mcp'));
    const { url } = await untilStatus(api, ID, 'ready');
    assert.match(url ?? '', /^http:\/\/127\.0\.0\.1:\d+\/mcp$/);

    await window.showTextDocument(workspaceFile('.vscode/settings.json'));
    await commands.executeCommand('undo');
    assert.equal(window.activeTextEditor?.document.getText(), settings());
    await commands.executeCommand('workbench.action.files.revert');
    await commands.executeCommand('workbench.action.closeActiveEditor');
  });
});
