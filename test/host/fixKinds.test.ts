import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { commands, window } from 'vscode';
import type { PortcullisApi } from '../../src/extension/api';
import { INTERNAL_COMMANDS } from '../../src/extension/ids';
import type { Fix } from '../../src/shared/model/diagnosis';
import { endChildren, FIX_CASES, type FixCase } from './support/fixCases';
import { rewrite, untilEditor } from './support/person';
import {
  activatePortcullis,
  untilServers,
  untilStatus,
  workspaceFile,
  writeFiles,
} from './support/portcullis';

/** Programs that are no programs on Windows, and signals that it has not. */
const POSIX_ONLY: readonly string[] = ['makeExecutable', 'showOutput', 'restart'];

describe('each kind of fix', () => {
  let api: PortcullisApi;
  const undo: (() => Promise<unknown>)[] = [];

  before(async () => {
    api = await activatePortcullis();
  });

  afterEach(async () => {
    await commands.executeCommand('workbench.action.closeAllEditors');
    for (const restore of undo.splice(0).reverse()) await restore();
    for (const terminal of window.terminals) terminal.dispose();
  });

  for (const [kind, one] of Object.entries(FIX_CASES)) {
    it(`${kind} makes the server ready`, async function () {
      if (process.platform === 'win32' && POSIX_ONLY.includes(kind)) this.skip();
      const { id, folder, fix, code } = await failing(kind, one);
      const apply = async () => {
        await commands.executeCommand(INTERNAL_COMMANDS.applyFix, id, code, fix.id);
      };
      const correct = async (file: string, text: string) => {
        const isConfiguration = file.startsWith(workspaceFile('.').fsPath);
        const read = isConfiguration ? untilRead(api) : undefined;
        await rewrite(await untilEditor(file), text);
        await read;
        await api.start(id);
      };
      const act = one.act ?? (() => apply());
      await act({ folder, apply, correct, start: () => api.start(id) });
      await untilStatus(api, id, 'ready');
    });
  }

  it('starts nothing when the command in the terminal has failed', async function () {
    if (process.platform === 'win32') this.skip();
    const { id, fix, code } = await failing('runInTerminal', FIX_CASES.showOutput, 'inVain');
    const before = api.servers.find((server) => server.id === id)!.launch!.id;
    const ended = new Promise<number | undefined>((resolve) => {
      const subscription = window.onDidEndTerminalShellExecution(({ exitCode }) => {
        subscription.dispose();
        resolve(exitCode);
      });
    });
    await commands.executeCommand(INTERNAL_COMMANDS.applyFix, id, code, fix.id);
    assert.equal(await ended, 3);
    // A start is seen at once: it begins with the state.
    await new Promise(setImmediate);
    const { state, launch } = api.servers.find((server) => server.id === id)!;
    assert.deepEqual([state.status, launch?.id], ['failed', before]);
  });

  /** Starts the server of a case, and waits until it has failed with the diagnosis that offers the fix. */
  async function failing(kind: string, one: FixCase, name = kind) {
    const folder = await mkdtemp(path.join(tmpdir(), 'portcullis-fix-'));
    undo.push(() => rm(folder, { recursive: true, force: true }), endChildren);
    const servers = { [name]: await one.entry(folder) };
    const file = one.file ?? '.vscode/settings.json';
    undo.push(
      await writeFiles({ [file]: one.file ? { servers } : { 'portcullis.servers': servers } }),
    );
    const id = `${one.file ? 'vscode' : 'settings'}/${name}`;
    await untilServers(api, (known) => known.some((server) => server.id === id));
    undo.push(() => api.stop(id));
    await api.start(id);
    if (one.fail) one.fail((await untilStatus(api, id, 'ready')).process!.pid);
    const { state } = await untilStatus(api, id, 'failed');
    assert.ok(state.status === 'failed');
    const { code, fixes } = state.diagnosis;
    assert.equal(code, one.code);
    const fix = fixes.find(({ action }) => action.kind === kind);
    assert.ok(fix, fixes.map((offered: Fix) => offered.id).join(', '));
    return { id, folder, fix, code };
  }
});

/** Settles when configuration was read again. */
function untilRead(api: PortcullisApi): Promise<void> {
  return new Promise((resolve) => {
    const subscription = api.onDidChangeServers((id) => {
      if (id !== undefined) return;
      subscription.dispose();
      resolve();
    });
  });
}
