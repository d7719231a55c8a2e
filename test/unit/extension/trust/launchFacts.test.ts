import { afterEach, expect, it, vi } from 'vitest';
import { changedFacts, launchFacts } from '../../../../src/extension/trust/launchFacts';
import { settingDialect } from '../../../../src/shared/config/dialects/vscode';
import { readConfig } from '../../../../src/shared/config/readConfig';
import type { InputDefinition } from '../../../../src/shared/config/serverEntry';

interface Given {
  readonly inputs?: readonly InputDefinition[];
  readonly settings?: Readonly<Record<string, string>>;
  readonly dialect?: 'vscode' | 'claude';
}

function factsOf(written: object, { inputs = [], settings = {}, dialect = 'vscode' }: Given = {}) {
  const [entry] = readConfig(JSON.stringify({ one: written }), settingDialect([])).entries;
  return launchFacts(entry!, {
    inputs,
    dialect,
    resolve: ({ name, argument }) => {
      if (name === 'workspaceFolder') return '/work space';
      return name === 'config' ? settings[argument!] : undefined;
    },
    home: '/home/me',
    folder: '/work space',
    resolvePath: (folder, path) => (path.startsWith('/') ? path : `${folder}/${path}`),
  });
}

async function changes(before: object, after: object, given?: Given, later = given) {
  return changedFacts(await factsOf(before, given), await factsOf(after, later));
}

afterEach(() => {
  vi.unstubAllEnvs();
});

it('shows the exact command, the folder, and names without values', async () => {
  const facts = await factsOf({
    command: '~/bin/serve',
    args: ['${workspaceFolder}/a.js', 'two words', '--key', '${input:key}', '${env:LEVEL}'],
    cwd: 'sub',
    env: { MODE: 'quiet', GONE: null },
    envFile: '.env',
  });
  const texts = Object.fromEntries(Object.entries(facts).map(([key, { text }]) => [key, text]));
  expect(texts).toEqual({
    command: "/home/me/bin/serve '/work space/a.js' 'two words' --key ${input:key} ${env:LEVEL}",
    cwd: '/work space/sub',
    envFile: '.env',
    'env.MODE': undefined,
    'env.GONE': undefined,
  });
  expect(JSON.stringify(facts)).not.toContain('quiet');
});

it('hides nothing of a command that looks like a secret, and shows what controls a terminal', async () => {
  const { command } = await factsOf({ command: 'sh', args: ['-c', 'TOKEN=$(evil)\nrm \u202Efdp'] });
  expect(command!.text).toBe("sh -c 'TOKEN=$(evil)\\u{a}rm \\u{202e}fdp'");
});

it('tells which answers and variables go to the server in values that are not shown', async () => {
  const { uses } = await factsOf({
    url: 'http://127.0.0.1/mcp',
    headers: { Authorization: 'Bearer ${env:GITHUB_TOKEN}', 'X-Key': '${input:key}' },
  });
  expect(uses!.text).toBe('${env:GITHUB_TOKEN}\n${input:key}');
});

it('tells which commands of VS Code are run for values, also by inputs', async () => {
  const inputs: InputDefinition[] = [
    { id: 'token', type: 'command', command: 'get.token', args: { of: 'me' } },
    { id: 'other', type: 'command', command: 'never.run' },
  ];
  const written = { command: '${command:pick.python}', env: { T: '${input:token}' } };
  const { commands } = await factsOf(written, { inputs });
  expect(commands!.text).toBe('get.token {"of":"me"}\npick.python');
  const [token, other] = inputs as [InputDefinition, InputDefinition];
  const worse: InputDefinition[] = [{ ...token, command: 'send.keys' } as InputDefinition, other];
  expect(await changes(written, written, { inputs }, { inputs: worse })).toEqual(['commands']);
});

it.each<[string, object, string[]]>([
  ['the program', { command: 'deno' }, ['command']],
  ['an argument', { args: ['b.js'] }, ['command']],
  ['where one argument ends', { args: ['a.js', '--x'] }, ['command']],
  ['the folder', { cwd: '/elsewhere' }, ['cwd']],
  ['a value', { env: { MODE: 'loud' } }, ['env.MODE']],
  ['another name', { env: { MODE: 'quiet', NODE_OPTIONS: '-r x' } }, ['env.NODE_OPTIONS']],
  ['a value that deletes', { env: { MODE: null } }, ['env.MODE']],
  ['a file of variables', { envFile: '.env' }, ['envFile']],
  ['a task that builds it', { dev: { build: 'evil' } }, ['dev']],
])('notices another definition: %s', async (_, change, expected) => {
  const before = { command: 'node', args: ['a.js --x'], env: { MODE: 'quiet' } };
  expect(await changes(before, { ...before, ...change })).toEqual(expected);
});

it.each<[string, object]>([
  ['how long its start may take', { readyTimeout: 5_000 }],
  ['what is watched', { dev: { watch: 'src/**' } }],
  ['whether it is started again', { restartOnCrash: true }],
])('takes it for the same when only this is another: %s', async (_, change) => {
  const before = { command: 'node', args: ['a.js'] };
  expect(await changes(before, { ...before, ...change })).toEqual([]);
});

it('notices another address, header, transport and certificate', async () => {
  const before = { url: 'http://a.test/mcp', headers: { A: '1' } };
  expect(await changes(before, { ...before, url: 'http://b.test/mcp' })).toEqual(['url']);
  expect(await changes(before, { ...before, type: 'sse' })).toEqual(['url']);
  expect(await changes(before, { ...before, headers: { A: '2' } })).toEqual(['headers.A']);
  const trustedCertificate = `${'AB:'.repeat(31)}AB`;
  expect(await changes(before, { ...before, trustedCertificate })).toEqual(['trustedCertificate']);
});

it('notices what a setting of the workspace makes of the same entry', async () => {
  const written = { command: '${config:tool.path}' };
  const [before, after] = [
    { settings: { 'tool.path': 'tool' } },
    { settings: { 'tool.path': './x' } },
  ];
  expect(await changes(written, written, before, after)).toEqual(['command']);
});

it('does not ask again for what the environment of the user makes of it', async () => {
  const written = { command: 'node', args: ['${env:TRUST_LEVEL}', '${TRUST_LEVEL:-none}'] };
  vi.stubEnv('TRUST_LEVEL', undefined);
  const before = await factsOf(written, { dialect: 'claude' });
  expect(before.command!.text).toBe('node ${env:TRUST_LEVEL} none');
  vi.stubEnv('TRUST_LEVEL', 'high');
  const after = await factsOf(written, { dialect: 'claude' });
  expect(after.command!.text).toBe('node ${env:TRUST_LEVEL} ${env:TRUST_LEVEL}');
  expect(changedFacts(before, after)).toEqual([]);
});
