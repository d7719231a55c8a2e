import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchVSCode, type VSCode } from './support/launchVSCode';
import { fixture, launchedHttp } from './support/workspaces';

const STDIO = fixture('stdioServer.mjs');
const NEEDY = fixture('../faults/process.env-missing.mjs');
/** Runs one of the tests' own servers, from wherever the file is. */
const importing = (name: string) =>
  `await import(${JSON.stringify(pathToFileURL(fixture(name)))});\n`;

const CONFIGURED = `{
  // Written by hand.
  "servers": {
    "kept": { "command": "node", "args": ["${STDIO}"] } /* stays as it is */
  }
}
`;
/** What its author says that it needs, and whoever adds it is asked for. */
const SERVER_JSON = {
  $schema: 'https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json',
  name: 'io.github.somebody/guarded-mcp',
  title: 'Guarded',
  description: 'Answers whoever has a key',
  version: '1.0.0',
  packages: [
    {
      registryType: 'npm',
      identifier: './guarded',
      transport: { type: 'stdio' },
      environmentVariables: [
        { name: 'GUARDED_KEY', description: 'Your key', isRequired: true, isSecret: true },
        { name: 'GUARDED_REGION', description: 'Where you are' },
      ],
    },
  ],
};
const GUARDED = `#!/usr/bin/env node
if (process.env.GUARDED_KEY !== 'open sesame') throw new Error('GUARDED_KEY is wrong');
${importing('rawServer.mjs')}`;
/** Speaks MCP without any library. */
const PYTHON = `import json, sys

for line in sys.stdin:
    request = json.loads(line)
    if "id" not in request:
        continue
    answers = {
        "initialize": {
            "protocolVersion": "2025-06-18",
            "capabilities": {"tools": {}},
            "serverInfo": {"name": "snake", "version": "1"},
        },
        "tools/list": {"tools": [{"name": "hiss", "inputSchema": {"type": "object"}}]},
    }
    answer = {"jsonrpc": "2.0", "id": request["id"]}
    if request["method"] in answers:
        answer["result"] = answers[request["method"]]
    else:
        answer["error"] = {"code": -32601, "message": "unknown"}
    print(json.dumps(answer), flush=True)
`;

describe('adding servers', () => {
  let vscode: VSCode;
  let home: string;

  beforeAll(async () => {
    home = await mkdtemp(path.join(tmpdir(), 'portcullis-home-'));
    const own: Record<string, string> = {
      '.config/Claude/claude_desktop_config.json': JSON.stringify({
        mcpServers: {
          desktop: { command: 'node', args: [STDIO], env: { DESKTOP_TOKEN: 'desk-secret-1' } },
        },
      }),
      '.cursor/mcp.json': JSON.stringify({
        mcpServers: {
          pointing: { command: 'node', args: [STDIO] },
          second: { command: 'node', args: [fixture('rawServer.mjs')] },
          other: { command: 'node', args: [STDIO] },
        },
      }),
      '.codex/config.toml': `model = "o"\n\n[mcp_servers.coded]\ncommand = "node"\nargs = ["${STDIO}"]\n`,
    };
    for (const [name, text] of Object.entries(own)) {
      const file = path.join(home, name);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, text);
    }
    vscode = await launchVSCode({
      workspace: {
        '.vscode/mcp.json': CONFIGURED,
        '.vscode/settings.json': `{\n  // Of the project.\n  "portcullis.servers": {}\n}\n`,
        'weather/package.json': { name: 'weather', version: '1.0.0', bin: 'index.mjs' },
        'weather/index.mjs': `#!/usr/bin/env node\n${importing('rawServer.mjs')}`,
        'guarded/package.json': { name: 'guarded', version: '1.0.0', bin: 'index.mjs' },
        'guarded/index.mjs': GUARDED,
        'server.json': SERVER_JSON,
        'typed.ts': `const how: string = 'well';\nexport { how };\n${importing('stdioServer.mjs')}`,
        'snake.py': PYTHON,
      },
      // What was tried is not asked about again.
      settings: { 'portcullis.confirmFirstLaunch': true },
      env: { HOME: home },
    });
    await vscode.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await vscode.openContainer('MCP Servers');
    await vscode.treeItem('kept').waitFor();
  });
  afterAll(async () => {
    expect(await vscode.close()).toEqual([]);
    await rm(home, { recursive: true });
  });
  afterEach(async () => {
    // Nothing of a trial is left to be seen.
    expect(await vscode.sidebar.getByText('trial', { exact: false }).count()).toBe(0);
    await vscode.runCommand('Notifications: Clear All Notifications');
  });

  const file = (name: string) => readFile(path.join(vscode.workspaceDir, name), 'utf8');

  /** "Portcullis: Add Server…", and what one has of it. */
  async function add(kind: string): Promise<void> {
    await vscode.runCommand('Portcullis: Add Server…');
    await vscode.pick(kind);
  }

  /** Accepts the box whose title this is, with what it proposes unless something else is typed. */
  async function answer(title: string, text?: string): Promise<void> {
    await vscode.quickInput.getByText(title, { exact: true }).waitFor();
    if (text !== undefined) await vscode.quickInputBox.fill(text);
    await vscode.quickInputBox.press('Enter');
    await vscode.quickInput.getByText(title, { exact: true }).waitFor({ state: 'hidden' });
  }

  async function open(name: string): Promise<void> {
    await vscode.runCommand('Go to File...');
    await vscode.quickInputBox.fill(name);
    await vscode.pick(name);
    await vscode.editorTab(name).waitFor();
  }

  /** Where it goes and what it is called. */
  async function place(label = '.vscode/mcp.json', name?: string): Promise<void> {
    await vscode.quickInput.getByText('Where to Write It', { exact: true }).waitFor();
    await vscode.pick(label);
    await answer('Name of the Server', name);
  }

  /** What somebody else has written is shown before anything of it is run. */
  async function agree(name: string, line: string | RegExp): Promise<void> {
    await vscode.dialog.getByText(`Try the MCP server "${name}"?`).waitFor();
    await vscode.dialog.getByText(line).waitFor();
    await vscode.dialog.getByRole('button', { name: 'Try', exact: true }).click();
    await vscode.dialog.waitFor({ state: 'hidden' });
  }

  /** The server is started, and nobody has asked anything. */
  async function isReady(name: string, offers = /tool/): Promise<void> {
    await vscode.notification(new RegExp(`${name}.* added to `)).waitFor();
    await vscode.openContainer('MCP Servers');
    await vscode.treeItem(name).filter({ hasText: offers }).waitFor();
  }

  it('by a command line, after a look back, and keeps what stands in the file', async () => {
    await add('URL');
    await vscode.quickInput.getByText('URL', { exact: true }).waitFor();
    await vscode.quickInput.getByRole('button', { name: 'Back' }).click();
    await vscode.pick('Command line');
    await answer('Command Line', `node ${STDIO}`);
    await place('.vscode/mcp.json', 'lined');
    await isReady('lined', /2 tools/);
    await vscode.screenshot('adding-ready');
    const text = await file('.vscode/mcp.json');
    expect(text).toContain('// Written by hand.');
    expect(text).toContain('/* stays as it is */');
    expect(text).toContain('"lined": {');
  });

  it('shows why one does not get ready before anything is written, and mends it', async () => {
    const before = await file('.vscode/mcp.json');
    await add('Command line');
    await answer('Command Line', 'no-such-program --serve');
    await place('.vscode/mcp.json', 'mended');
    await vscode.dialog.getByText(/mended did not get ready/).waitFor();
    await vscode.screenshot('adding-diagnosed');
    expect(await file('.vscode/mcp.json')).toBe(before);
    await vscode.dialog.getByRole('button', { name: 'Change…' }).click();
    await answer('Command Line', `node ${STDIO}`);
    await isReady('mended');
    expect(await file('.vscode/mcp.json')).toContain('"mended"');
  });

  it('mends one by a fix of the diagnosis, whose secret goes where secrets are kept', async () => {
    await add('Command line');
    await answer('Command Line', `node ${NEEDY}`);
    await place('.vscode/mcp.json', 'needy');
    await vscode.dialog.getByText(/needy did not get ready/).waitFor();
    await vscode.dialog.getByRole('button', { name: 'Set FIXTURE_API_KEY' }).click();
    await answer('Value of FIXTURE_API_KEY for needy', 'nobody-reads-this');
    await vscode.notification(/needy is ready \(no tools\) and was added to/).waitFor();
    await vscode.statusBarItem(/needy: Ready/).waitFor();
    const text = await file('.vscode/mcp.json');
    expect(text).toContain('"FIXTURE_API_KEY": "${input:needy-fixture-api-key}"');
    expect(text).not.toContain('nobody-reads-this');
  });

  it('takes back one that never answers', async () => {
    const before = await file('.vscode/mcp.json');
    await add('Command line');
    await answer('Command Line', `node -e "setInterval(() => {}, 1000)" never`);
    await place('.vscode/mcp.json', 'never');
    const trying = vscode.notification(/Trying never/);
    await trying.filter({ hasText: 'MCP handshake' }).waitFor();
    await vscode.screenshot('adding-trying');
    await trying.getByRole('button', { name: 'Cancel' }).click();
    await trying.waitFor({ state: 'hidden' });
    await expect
      .poll(() => vscode.processes().filter(({ command }) => command.includes('never')))
      .toEqual([]);
    expect(await file('.vscode/mcp.json')).toBe(before);
    expect(await vscode.treeItem('never').count()).toBe(0);
  });

  it('leaves nothing of one that is given up', async () => {
    const before = await file('.vscode/mcp.json');
    await add('Command line');
    await answer('Command Line', 'node -e "process.exit(3)"');
    await place('.vscode/mcp.json', 'given-up');
    await vscode.dialog.getByText(/given-up did not get ready/).waitFor();
    await vscode.dialog.getByRole('button', { name: 'Cancel' }).click();
    await vscode.dialog.waitFor({ state: 'hidden' });
    expect(await file('.vscode/mcp.json')).toBe(before);
    expect(await vscode.treeItem('given-up').count()).toBe(0);
  });

  it('by the package of npm, for other clients too', async () => {
    await add('npm package');
    await answer('npm Package', './weather');
    await place('.mcp.json');
    await isReady('weather', /1 tool/);
    expect(JSON.parse(await file('.mcp.json'))).toEqual({
      mcpServers: { weather: { type: 'stdio', command: 'npx', args: ['-y', './weather'] } },
    });
  });

  it('by the package of PyPI, though what runs it is missing', async () => {
    await add('PyPI package');
    await answer('PyPI Package', 'mcp-server-nowhere');
    await place('.vscode/mcp.json');
    await vscode.dialog.getByText(/nowhere did not get ready/).waitFor();
    await vscode.dialog.getByText(/uvx/).first().waitFor();
    await vscode.dialog.getByRole('button', { name: 'Write Anyway' }).click();
    await vscode.notification(/nowhere was added to/).waitFor();
    await vscode.treeItem('nowhere').waitFor();
    expect(await file('.vscode/mcp.json')).toContain('"mcp-server-nowhere"');
  });

  it('by an HTTP server to start, and by its URL', async () => {
    await add('HTTP server to start');
    await answer('Command Line', `node ${fixture('httpServer.mjs')}`);
    await vscode.pick('Workspace settings');
    await answer('Name of the Server', 'web');
    await isReady('web', /1 tool/);
    const settings = await file('.vscode/settings.json');
    expect(settings).toContain('// Of the project.');
    expect(JSON.parse(settings.replace(/\/\/.*/, ''))).toEqual({
      'portcullis.servers': { web: launchedHttp([fixture('httpServer.mjs')]) },
    });
    const [port] = /:\d+/.exec((await vscode.treeItem('web').textContent()) ?? '') ?? [];
    await add('URL');
    await answer('URL', `http://127.0.0.1${port}/mcp`);
    await place('.vscode/mcp.json', 'linked');
    await isReady('linked', /1 tool/);
  });

  it('by the open file, in the way that its project has', async () => {
    await open('typed.ts');
    await add('The open file');
    await vscode.quickInput.getByText('How to Run the File', { exact: true }).waitFor();
    await vscode.screenshot('adding-runners');
    await vscode.pick('node typed.ts');
    await place();
    await isReady('typed', /2 tools/);
    await open('snake.py');
    await add('The open file');
    await place();
    await isReady('snake', /1 tool/);
  });

  it('by a pasted configuration, in TOML too', async () => {
    const toml = `# Of Codex\n[mcp_servers.pasted]\ncommand = "node"\nargs = ["${STDIO}"]\n\n[mcp_servers.pasted.env]\nPASTED_API_KEY = "do-not-write"\n`;
    await vscode.page.evaluate((text) => navigator.clipboard.writeText(text), toml);
    await add('Configuration');
    await vscode.quickInput
      .getByText(/Paste JSON or TOML/)
      .first()
      .waitFor();
    await vscode.quickInputBox.press('Control+v');
    await vscode.quickInputBox.press('Enter');
    await place();
    await vscode.dialog.getByText(/Try the MCP server/).waitFor();
    await vscode.screenshot('adding-foreign');
    await agree('pasted', /stdioServer\.mjs/);
    await isReady('pasted', /2 tools/);
    const text = await file('.vscode/mcp.json');
    expect(text).toContain('"PASTED_API_KEY": "${input:pasted-api-key}"');
    expect(text).not.toContain('do-not-write');
  });

  it('by the server.json of the registry, whose secret is asked for and not written', async () => {
    await add('server.json of the MCP registry');
    await vscode.pick('server.json');
    await vscode.quickInput.getByText('Optional Values', { exact: true }).waitFor();
    await vscode.screenshot('adding-optional');
    await vscode.quickInputBox.press('Enter');
    await place();
    await agree('guarded', /npx/);
    await vscode.quickInput.getByText(/guarded-key/).waitFor();
    await vscode.typeAndAccept('open sesame');
    await isReady('guarded', /1 tool/);
    const text = await file('.vscode/mcp.json');
    expect(text).toContain('"GUARDED_KEY": "${input:guarded-key}"');
    expect(text).toMatch(/"id": "guarded-key"[^}]*"password": true/);
    expect(text).not.toContain('open sesame');
  });

  it('can be read in every theme', async () => {
    for (const theme of ['light', 'dark', 'high-contrast', 'high-contrast-light'] as const) {
      await vscode.setTheme(theme);
      await vscode.runCommand('Portcullis: Add Server…');
      await vscode.quickPickItem('Command line').waitFor();
      await vscode.screenshot(`adding-kinds-${theme}`);
      await vscode.pick('Command line');
      await answer('Command Line', 'no-such-program');
      await vscode.pick('.vscode/mcp.json');
      await vscode.quickInput.getByText('Name of the Server', { exact: true }).waitFor();
      await vscode.screenshot(`adding-name-${theme}`);
      await vscode.quickInputBox.press('Enter');
      await vscode.dialog.getByText(/did not get ready/).waitFor();
      await vscode.screenshot(`adding-failed-${theme}`);
      await vscode.dialog.getByRole('button', { name: 'Cancel' }).click();
      await vscode.dialog.waitFor({ state: 'hidden' });
    }
    await vscode.setTheme('light');
  });

  it('by what other clients have: one of them, some of them, with their secrets kept', async () => {
    await add('Another client');
    await vscode.quickInput.getByText('Another Client', { exact: true }).waitFor();
    await vscode.screenshot('adding-clients');
    await vscode.pick('Claude Desktop');
    await place();
    await agree('desktop', /node/);
    await isReady('desktop');
    await add('Another client');
    await vscode.pick('Cursor');
    await vscode.quickInput.getByText('Which Servers', { exact: true }).waitFor();
    await vscode.quickPickItem('other').click();
    await vscode.quickInputBox.press('Enter');
    await vscode.pick('.vscode/mcp.json');
    await agree('pointing', /node/);
    await agree('second', /node/);
    await vscode.notification(/pointing, second were added to/).waitFor();
    await vscode.treeItem('pointing').filter({ hasText: '2 tools' }).waitFor();
    await vscode.treeItem('second').filter({ hasText: '1 tool' }).waitFor();
    expect(await vscode.treeItem('other').count()).toBe(0);
    await add('Another client');
    await vscode.pick('Codex');
    await place();
    await agree('coded', /node/);
    await isReady('coded');
    const text = await file('.vscode/mcp.json');
    expect(text).toContain('"DESKTOP_TOKEN": "${input:desktop-token}"');
    expect(text).not.toContain('desk-secret-1');
    expect(text).toContain('// Written by hand.');
  });
});
