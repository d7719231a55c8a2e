import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ConfigurationTarget, commands, type Diagnostic, languages, Uri, workspace } from 'vscode';
import type { PortcullisApi } from '../../src/extension/api';
import {
  activatePortcullis,
  fixture,
  readText,
  untilServers,
  untilStatus,
  workspaceFile,
  writeFiles,
} from './support/portcullis';

/** A server that runs, whichever client's words say so. */
const RUNS = { command: 'node', args: [fixture('stdioServer.mjs')] };

describe('the files of other clients', () => {
  let api: PortcullisApi;
  let home: string;
  let homeBefore: string | undefined;
  const undo: (() => Promise<void>)[] = [];

  before(async () => {
    api = await activatePortcullis();
    homeBefore = process.env.HOME;
    home = await mkdtemp(path.join(tmpdir(), 'portcullis-home-'));
    process.env.HOME = home;
  });

  after(async () => {
    process.env.HOME = homeBefore;
    await rm(home, { recursive: true });
  });

  afterEach(async () => {
    for (const restore of undo.splice(0).reverse()) await restore();
    await untilServers(
      api,
      (servers) => servers.every(({ id }) => !isOfClient(id)) && servers.length > 0,
    );
  });

  const isOfClient = (id: string) => /^(cursor|codex|gemini)/.test(id);
  const untilIds = (...wanted: string[]) =>
    untilServers(api, (servers) => {
      const known = servers.map(({ id }) => id);
      return wanted.every((id) => known.includes(id)) && known;
    });
  const write = async (files: Readonly<Record<string, string | object>>) => {
    undo.push(await writeFiles(files));
  };

  async function writeHome(name: string, text: string): Promise<Uri> {
    const file = path.join(home, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
    return Uri.file(file);
  }

  async function switchSources(value: Readonly<Record<string, boolean>> | undefined) {
    const settings = workspace.getConfiguration('portcullis');
    await settings.update('sources', value, ConfigurationTarget.Global);
  }

  /** Settles when the Problems panel has a problem of ours for the file, or (undefined) none. */
  function untilProblem(
    uri: Uri,
    find: (found: Diagnostic | undefined) => boolean,
  ): Promise<Diagnostic | undefined> {
    return new Promise((resolve) => {
      const look = () => {
        const [first] = languages
          .getDiagnostics(uri)
          .filter(({ source }) => source === 'Portcullis');
        if (!find(first)) return;
        subscription.dispose();
        resolve(first);
      };
      const subscription = languages.onDidChangeDiagnostics(look);
      look();
    });
  }

  it("reads a person's own file of Cursor from when it is switched on, live, until it is switched off", async () => {
    const uri = await writeHome(
      '.cursor/mcp.json',
      '{ "mcpServers": { "a": { "command": "x" } } }',
    );
    assert.ok(!api.servers.some(({ id }) => id.startsWith('cursorUser/')));
    undo.push(() => switchSources(undefined));
    await switchSources({ cursorUser: true });
    await untilIds('cursorUser/a');

    await writeHome(
      '.cursor/mcp.json',
      '{ "mcpServers": { "b": { "url": "http://127.0.0.1:9" } } }',
    );
    await untilServers(api, (servers) => {
      const ids = servers.map(({ id }) => id);
      return ids.includes('cursorUser/b') && !ids.includes('cursorUser/a');
    });

    // A broken file is told of, and what it held before is not used in its place.
    await writeHome('.cursor/mcp.json', '{\n  "mcpServers": {\n    "b": { "url" "x" }\n  }\n}');
    const problem = await untilProblem(uri, (found) => found !== undefined);
    assert.match(problem!.message, /colon/);
    assert.equal(problem!.range.start.line, 2);
    assert.ok(!api.servers.some(({ id }) => id.startsWith('cursorUser/')));

    await writeHome('.cursor/mcp.json', '{ "mcpServers": { "c": { "command": "x" } } }');
    await untilIds('cursorUser/c');
    await untilProblem(uri, (found) => found === undefined);

    await switchSources({ cursorUser: false });
    await untilServers(api, (servers) => servers.every(({ id }) => !id.startsWith('cursorUser/')));
  });

  it("reads a person's own files for no workspace that switches them on", async () => {
    await writeHome('.cursor/mcp.json', '{ "mcpServers": { "a": { "command": "x" } } }');
    await write({ '.gemini/settings.json': { mcpServers: { g: { command: 'x' } } } });
    await untilIds('gemini/g');
    const setting = { gemini: false, cursorUser: true };
    await write({ '.vscode/settings.json': { 'portcullis.sources': setting } });
    await untilServers(api, (servers) => servers.every(({ id }) => id !== 'gemini/g'));
    assert.ok(!api.servers.some(({ id }) => id.startsWith('cursorUser/')));
  });

  it('reads files of the workspace, and shows a server of several of them once', async () => {
    await write({
      '.vscode/mcp.json': { servers: { same: { type: 'stdio', command: 'x', args: ['1'] } } },
      '.cursor/mcp.json': {
        mcpServers: { same: { command: 'x', args: [1] }, other: { command: 'y' } },
      },
      '.codex/config.toml':
        '[mcp_servers.same]\ncommand = "x"\nargs = ["2"]\n\n[mcp_servers.other]\ncommand = "y"\n',
      '.gemini/settings.json': { mcpServers: { web: { httpUrl: 'http://127.0.0.1:9/mcp' } } },
    });
    // Whichever file was read first lends its id; the order is that of the files.
    const names = await untilServers(api, (servers) => {
      const known = servers.map(({ name }) => name);
      return known.length === 4 && known.includes('web') && known;
    });
    assert.deepEqual(names, ['same', 'other', 'web', 'same']);
  });

  it('says of a broken TOML where it is broken', async () => {
    await write({ '.codex/config.toml': 'model = "x"\n[mcp_servers.a]\ncommand = \n' });
    const uri = workspaceFile('.codex/config.toml');
    const problem = await untilProblem(uri, (found) => found !== undefined);
    assert.equal(problem!.range.start.line, 2);
  });

  it('lets a server that runs be the same when another file has it too', async () => {
    await write({ '.cursor/mcp.json': { mcpServers: { twin: RUNS } } });
    await untilIds('cursor/twin');
    await api.start('cursor/twin');
    const before = await untilStatus(api, 'cursor/twin', 'ready');

    await write({ '.vscode/mcp.json': { servers: { twin: { type: 'stdio', ...RUNS } } } });
    await untilServers(api, (servers) => !servers.some(({ id }) => id === 'vscode/everything'));
    const twins = api.servers.filter(({ name }) => name === 'twin');
    assert.deepEqual(
      twins.map(({ id, process }) => [id, process?.pid]),
      [['cursor/twin', before.process!.pid]],
    );
    await api.stop('cursor/twin');
    await untilStatus(api, 'cursor/twin', 'stopped', 'idle');
  });

  it('writes into TOML by the same fixes as into JSON, and keeps what stands beside', async () => {
    const text = '# mine\n[mcp_servers.spaced]\ncommand = "node --version" # wrong\n';
    await write({ '.codex/config.toml': text });
    await untilIds('codex/spaced');
    await api.start('codex/spaced');
    const { state } = await untilStatus(api, 'codex/spaced', 'failed');
    assert.equal(state.status === 'failed' && state.diagnosis.code, 'process.command-not-found');
    const fix = state.status === 'failed' && state.diagnosis.fixes[0];
    assert.ok(fix && fix.action.kind === 'editEntry');
    await commands.executeCommand(
      'portcullis.applyFix',
      'codex/spaced',
      'process.command-not-found',
      fix.id,
    );
    assert.match(
      await readText('.codex/config.toml'),
      /^# mine\n\[.*\]\ncommand = "node" # wrong\nargs = \["--version"\]\n$/,
    );
    await api.stop('codex/spaced');
  });
});
