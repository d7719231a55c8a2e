import assert from 'node:assert/strict';
import { type Diagnostic, languages } from 'vscode';
import type { PortcullisApi } from '../../src/extension/api';
import { activatePortcullis, untilServers, workspaceFile, writeFiles } from './support/portcullis';

/** Settles when the Problems panel holds what `find` looks for in a file. */
function untilProblem(
  file: string,
  find: (problems: readonly Diagnostic[]) => Diagnostic | undefined,
): Promise<Diagnostic> {
  const uri = workspaceFile(file);
  return new Promise((resolve) => {
    const look = () => {
      const found = find(
        languages.getDiagnostics(uri).filter(({ source }) => source === 'Portcullis'),
      );
      if (found === undefined) return;
      subscription.dispose();
      resolve(found);
    };
    const subscription = languages.onDidChangeDiagnostics(look);
    look();
  });
}

describe('discovery', () => {
  let api: PortcullisApi;
  const undo: (() => Promise<void>)[] = [];

  before(async () => {
    api = await activatePortcullis();
  });

  afterEach(async () => {
    for (const restore of undo.splice(0).reverse()) await restore();
    await untilServers(api, (servers) => servers.some(({ id }) => id === 'vscode/everything'));
  });

  async function write(files: Readonly<Record<string, string | object>>) {
    undo.push(await writeFiles(files));
  }

  const untilIds = (...ids: string[]) =>
    untilServers(api, (servers) => {
      const known = servers.map(({ id }) => id);
      return ids.every((id) => known.includes(id)) && known;
    });

  it('finds servers in .vscode/mcp.json, .mcp.json and the workspace settings, in this order', async () => {
    await write({
      '.vscode/mcp.json': '{ /* mine */ "servers": { "a": { "command": "x" }, } }',
      '.mcp.json': { mcpServers: { b: { url: 'http://127.0.0.1:9/mcp' } } },
      '.vscode/settings.json': { 'portcullis.servers': { c: { command: 'x' } } },
    });
    const ids = await untilIds('vscode/a', 'root/b', 'settings/c');
    assert.deepEqual(ids, ['vscode/a', 'root/b', 'settings/c']);
  });

  it('uses nothing of a file with an error, and shows the error at its place', async () => {
    await write({ '.vscode/mcp.json': '{\n  "servers": {\n    "a": { "command" "x" }\n  }\n}' });
    await untilServers(api, (servers) => !servers.some(({ id }) => id.startsWith('vscode/')));
    const problem = await untilProblem('.vscode/mcp.json', ([first]) => first);
    assert.match(problem.message, /colon/);
    assert.deepEqual([problem.range.start.line, problem.range.start.character], [2, 21]);

    await write({ '.vscode/mcp.json': { servers: { a: { command: 'x' } } } });
    await untilIds('vscode/a');
  });

  it('says of an entry with an error what is wrong, before anybody starts it', async () => {
    await write({ '.mcp.json': '{\n  "mcpServers": {\n    "bad": { "command": 7 }\n  }\n}' });
    await untilIds('root/bad');
    const { state } = api.servers.find(({ id }) => id === 'root/bad')!;
    assert.equal(state.status === 'failed' && state.diagnosis.code, 'config.file-invalid');
    const problem = await untilProblem('.mcp.json', ([first]) => first);
    assert.equal(problem.message, '`command` must be a string, but is `7`.');
    assert.equal(problem.range.start.line, 2);
  });

  it('lets no name of a file turn the direction of writing around', async () => {
    await write({ '.vscode/mcp.json': { servers: { 'weather\u202Egnp': { command: 'x' } } } });
    await untilIds('vscode/weather\u202Egnp');
    const server = api.servers.find(({ id }) => id === 'vscode/weather\u202Egnp');
    assert.equal(server?.name, 'weather\\u{202e}gnp');
  });
});
