import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isAlive } from '../../../src/proxy/process/processTable';
import { bundleCommandLine } from './bundle';
import { begin, outcome, portcullis, start } from './run';
import { fixture, listenToServer, MODERN } from './servers';

let folder: string;
let script: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'portcullis-cli-test-'));
  script = await bundleCommandLine(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const list = (...args: string[]) => portcullis(script, 'list', ...args);

describe('for people', () => {
  test('everything, under headings', async () => {
    const { code, stdout, stderr } = await list('--stdio', ...MODERN);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^Tools \(\d+\)\n {2}echo +message\n {2}get-sum +a b\n/);
    expect(stdout).toContain('\n\nResources (1)\n  test://note  text/plain  note: A note\n');
    expect(stdout).toMatch(/\n\nPrompts \(1\)\n {2}greet {2}name {2}Greets\n$/);
  });

  test('one kind, all pages of it', async () => {
    const { stdout } = await list('--stdio', 'tools', ...fixture('rawServer.mjs', 'pages'));
    expect(stdout).toBe('tool-0  [n]\ntool-1  [n]\ntool-2  [n]\n');
  });

  test('nothing there is no failure', async () => {
    const none = await list('--stdio', 'prompts', ...fixture('rawServer.mjs'));
    expect(none).toEqual({ code: 0, stdout: '', stderr: 'The server offers no prompts.\n' });
  });

  test('a list that could not be had is one', async () => {
    const { code, stdout, stderr } = await list(
      '--stdio',
      ...fixture('rawServer.mjs', 'endless-pages'),
    );
    expect(code).toBe(1);
    expect(stdout).toContain('tool-0');
    expect(stderr).toContain('✗ tools/list: The server gave the cursor 1 twice');
  });
});

describe('as JSON', () => {
  test('the items as the server sent them', async () => {
    const raw = fixture('rawServer.mjs', 'unknown-keys');
    const { code, stdout } = await list('--stdio', 'tools', '--json', ...raw);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual([
      {
        name: 'tool-0',
        inputSchema: {
          type: 'object',
          properties: { n: { type: 'number', 'x-mcp-header': 'no good' } },
        },
        colour: 'green',
      },
    ]);
  });

  test('everything, by name', async () => {
    const { stdout } = await list('--stdio', '--json', ...MODERN);
    const everything = JSON.parse(stdout);
    expect(Object.keys(everything)).toEqual(['tools', 'resources', 'resourceTemplates', 'prompts']);
    expect(everything.prompts).toMatchObject([{ name: 'greet' }]);
    expect(everything.resourceTemplates).toEqual([]);
  });
});

test('a reader that goes early: no complaint, and the server is stopped', async () => {
  const { env, told } = await listenToServer();
  const child = begin(
    process.execPath,
    [script, 'list', '--stdio', ...fixture('tellingServer.mjs')],
    env,
  );
  // The pipe breaks before anything is written.
  child.stdout?.destroy();
  const [pid] = (await told('pids')).split(' ').map(Number);
  const { stderr, code } = await outcome(child);
  expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
  expect(isAlive(pid!)).toBe(false);
});

test.skipIf(process.platform === 'win32')('through head', async () => {
  const pipe = '"$@" | head -n 1';
  const list = [script, 'list', '--stdio', '--json', ...MODERN];
  const child = begin('sh', ['-c', pipe, 'sh', process.execPath, ...list]);
  expect(await outcome(child)).toEqual({ code: 0, stdout: '{\n', stderr: '' });
});

test('help in a pipe that is closed', async () => {
  const child = start(script, ['help']);
  child.stdout?.destroy();
  expect(await outcome(child)).toMatchObject({ stderr: '' });
});
