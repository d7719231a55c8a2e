import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseCommandLine } from '../../../src/cli/commandLine';
import { targetDefinition } from '../../../src/cli/targetDefinition';

const DOLLAR = '$';
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'portcullis-cli-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function define(...argv: string[]) {
  const command = parseCommandLine(['check', ...argv]);
  if (command.kind !== 'check') throw new Error('check expected');
  return targetDefinition(command.target, command, {
    cwd: folder,
    env: { TOKEN: 'secret', PORTCULLIS_INPUT_API_KEY: 'from the environment' },
    home: '/home/ada',
  });
}

function write(name: string, content: unknown): string {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return name;
}

test('a URL', async () => {
  expect(await define('http://127.0.0.1:3000/mcp')).toMatchObject({
    kind: 'remote',
    name: '127.0.0.1:3000',
    url: 'http://127.0.0.1:3000/mcp',
    readyTimeout: 30_000,
  });
});

test('{port} becomes what the engine fills in', async () => {
  expect(await define('--launch', '--', 'node', 'server.js', '--port={port}')).toMatchObject({
    kind: 'launchedHttp',
    url: `http://127.0.0.1:${DOLLAR}{port}/mcp`,
    run: { command: 'node', args: ['server.js', `--port=${DOLLAR}{port}`], cwd: folder },
    port: 'auto',
  });
});

test('an entry of .vscode/mcp.json: its folder, variables and inputs', async () => {
  const file = write('.vscode/mcp.json', {
    inputs: [
      { id: 'api-key', type: 'promptString' },
      { id: 'city', type: 'promptString', default: 'Bern' },
    ],
    servers: {
      weather: {
        command: 'node',
        args: [`${DOLLAR}{workspaceFolder}/server.js`, `${DOLLAR}{input:city}`],
        env: { TOKEN: `${DOLLAR}{env:TOKEN}`, KEY: `${DOLLAR}{input:api-key}` },
      },
    },
  });
  expect(await define('--config', file, '--server', 'weather')).toMatchObject({
    kind: 'stdio',
    name: 'weather',
    problems: [],
    run: {
      args: [`${folder}/server.js`, 'Bern'],
      env: { TOKEN: 'secret', KEY: 'from the environment' },
      cwd: folder,
    },
  });
});

test('an entry of .mcp.json, with the variables of that', async () => {
  const file = write('.mcp.json', {
    mcpServers: { weather: { command: 'node', args: [`${DOLLAR}{NOPE:-8080}`] } },
  });
  expect(await define('--config', file, '--server', 'weather', '--timeout', '9')).toMatchObject({
    run: { args: ['8080'] },
    readyTimeout: 9,
  });
});

test('an entry of a settings file, which may launch over HTTP', async () => {
  const file = write(
    '.vscode/settings.json',
    `{ // comments are allowed
      "portcullis.servers": {
        "weather": { "url": "http://127.0.0.1:${DOLLAR}{port}/mcp", "command": "node", "readyTimeout": 5000 }
      }
    }`,
  );
  expect(await define('--config', file, '--server', 'weather')).toMatchObject({
    kind: 'launchedHttp',
    port: 'auto',
    readyTimeout: 5000,
  });
});

test('a variable without a value is a problem of the entry', async () => {
  const file = write('.vscode/mcp.json', {
    servers: { weather: { command: 'node', env: { A: `${DOLLAR}{input:nobody}` } } },
  });
  const { problems } = await define('--config', file, '--server', 'weather');
  expect(problems).toMatchObject([
    { code: 'config.variable-unresolved', value: `${DOLLAR}{input:nobody}` },
  ]);
});

test('a file with a syntax error is a problem of the server that is asked for', async () => {
  const file = write('.mcp.json', '{ "mcpServers": ');
  const definition = await define('--config', file, '--server', 'weather');
  expect(definition).toMatchObject({
    name: 'weather',
    problems: [{ code: 'config.file-invalid', message: expect.stringContaining('Line 1') }],
  });
});

test('a server that is not there is wrong usage, and tells which are', async () => {
  const file = write('.mcp.json', { mcpServers: { weather: { command: 'node' } } });
  await expect(define('--config', file, '--server', 'wether')).rejects.toThrow('It has: weather.');
  await expect(define('--config', 'nope.json', '--server', 'a')).rejects.toThrow('ENOENT');
});

test('an era or a revision that is asked for, in place of what the entry pins', async () => {
  const file = write('eras.json', {
    'portcullis.servers': { a: { url: 'http://a/mcp', era: '2025-06-18' } },
  });
  const target = ['--config', file, '--server', 'a'];
  expect(await define(...target)).toMatchObject({ era: 'legacy', protocolVersion: '2025-06-18' });
  const modern = await define(...target, '--era', 'modern');
  expect(modern.era).toBe('modern');
  expect(modern).not.toHaveProperty('protocolVersion');
  expect(await define('http://a/mcp', '--era', '2024-11-05')).toMatchObject({
    era: 'legacy',
    protocolVersion: '2024-11-05',
  });
});

test('the only server of a file needs no name; one of several does', async () => {
  const one = write('one.json', { servers: { a: { command: 'node' } } });
  expect(await define('--config', one)).toMatchObject({ name: 'a' });
  const two = write('two.json', { servers: { a: { command: 'node' }, b: { command: 'node' } } });
  await expect(define('--config', two)).rejects.toThrow('Name one with --server: a, b.');
});

test.each<[file: string, text: string, expected: object]>([
  [
    '.cursor/mcp.json',
    `{ "mcpServers": { "a": { "command": "node", "args": ["${DOLLAR}{workspaceFolder}/a.js", "${DOLLAR}{TOKEN}"] } } }`,
    { kind: 'stdio', run: { args: ['/a.js', `${DOLLAR}{TOKEN}`] } },
  ],
  [
    '.gemini/settings.json',
    `{ "mcpServers": { "a": { "url": "http://a/sse", "headers": { "X-Token": "${DOLLAR}TOKEN" } } } }`,
    { kind: 'remote', transport: 'sse', headers: { 'X-Token': 'secret' } },
  ],
  [
    '.codex/config.toml',
    '[mcp_servers.a]\nurl = "http://a/mcp"\nbearer_token_env_var = "TOKEN"\nstartup_timeout_sec = 7\n',
    { kind: 'remote', headers: { Authorization: 'Bearer secret' }, readyTimeout: 7000 },
  ],
  [
    'home/.codeium/windsurf/mcp_config.json',
    `{ "mcpServers": { "a": { "serverUrl": "http://a/${DOLLAR}{env:TOKEN}" } } }`,
    { kind: 'remote', transport: 'http', url: 'http://a/secret' },
  ],
  [
    'home/.config/zed/settings.json',
    '{ "context_servers": { "a": { "command": { "path": "node", "args": ["a.js"] } } } }',
    { kind: 'stdio', run: { command: 'node', args: ['a.js'] } },
  ],
  [
    'cline_mcp_settings.json',
    '{ "mcpServers": { "a": { "url": "http://a/sse" }, "b": { "command": "b", "disabled": true } } }',
    { name: 'a', kind: 'remote', transport: 'sse' },
  ],
  [
    'app.code-workspace',
    '{ "folders": [], "settings": { "mcp": { "servers": { "a": { "command": "node" } } } } }',
    { kind: 'stdio', run: { command: 'node' } },
  ],
])('an entry of %s, by the rules of its client', async (name, text, expected) => {
  const definition = await define('--config', write(name, text), '--server', 'a');
  const { run } = expected as { run?: { args?: string[] } };
  const args = run?.args?.map((arg) => (arg.startsWith('/') ? folder + arg : arg));
  expect(definition).toMatchObject(
    args === undefined ? expected : { ...expected, run: { ...run, args } },
  );
  expect(definition.problems).toEqual([]);
});

test('a disabled server is there for who names it', async () => {
  const file = write('claude_desktop_config.json', {
    mcpServers: { a: { command: 'a' }, b: { command: 'b', disabled: true } },
  });
  expect(await define('--config', file)).toMatchObject({ name: 'a' });
  expect(await define('--config', file, '--server', 'b')).toMatchObject({ name: 'b' });
});
