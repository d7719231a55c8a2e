import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findFreePort } from '../../../src/proxy/ports/portReservation';
import { bundleCommandLine } from './bundle';
import { outcome, portcullis, program, serve, start } from './run';

let folder: string;
let script: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'portcullis-cli-test-'));
  script = await bundleCommandLine(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const wait = (...args: string[]) => portcullis(script, 'wait', ...args);
const launch = ['--launch', '--', process.execPath, program('healthyHttp.mjs')];
/** Asks the server for its tools, and prints what it answers. */
const ASK = `
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' });
  fetch(process.argv[1], { method: 'POST', body }).then((answer) => answer.text()).then(console.log);
`;

test('runs the command while the server is up; stdout is the command’s own', async () => {
  const { code, stdout, stderr } = await wait(
    ...launch,
    '--',
    process.execPath,
    '-e',
    ASK,
    '{url}',
  );
  expect(code).toBe(0);
  expect(stdout).toBe('{"jsonrpc":"2.0","id":1,"result":{"tools":[]}}\n');
  expect(stderr).toContain('✓ Ready');
});

test('tells the command the URL by a variable, and ends with its exit code', async () => {
  const print = 'console.log(process.env.PORTCULLIS_URL); process.exit(7)';
  const { code, stdout } = await wait(...launch, '--', process.execPath, '-e', print);
  expect(code).toBe(7);
  expect(stdout).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/mcp\n$/);
});

test('stops the server after the command', async () => {
  const port = await findFreePort();
  const launched = ['--launch', '--port', String(port), ...launch.slice(1)];
  const { code } = await wait(...launched, '--', process.execPath, '-e', '');
  expect(code).toBe(0);
  await expect(fetch(`http://127.0.0.1:${port}/mcp`)).rejects.toThrow();
});

test('runs nothing when the server does not get ready', async () => {
  const failing = ['--stdio', '--', process.execPath, program('process.crashed.mjs')];
  const { code, stdout, stderr } = await wait(...failing, '--', process.execPath, '-p', '1');
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toContain('process.crashed');
});

test('waits for a server that somebody else starts', async () => {
  const port = await findFreePort();
  const child = start(script, ['wait', `http://127.0.0.1:${port}/mcp`, '--timeout', '20000']);
  const ended = outcome(child);
  // It has begun when it says of what it waits for.
  await new Promise((resolve) => child.stderr?.once('data', resolve));
  await serve('healthyHttp.mjs', port);
  const { code, stderr } = await ended;
  expect(code).toBe(0);
  expect(stderr).toContain('✓ Ready');
});

test('gives up when the time is over, and at once where waiting cannot help', async () => {
  const port = await findFreePort();
  const late = await wait(`http://127.0.0.1:${port}/mcp`, '--timeout', '400');
  expect(late.code).toBe(1);
  expect(late.stderr).toContain('net.refused');

  const { url } = await serve('http.forbidden.mjs');
  const never = await wait(url, '--timeout', '600000');
  expect(never.code).toBe(1);
  expect(never.stderr).toContain('http.forbidden');
});

test('a command that is not there', async () => {
  const { code, stderr } = await wait(...launch, '--', 'portcullis-no-such-command');
  expect(code).toBe(127);
  expect(stderr).toContain('portcullis-no-such-command cannot be run (ENOENT)');
});

test.skipIf(process.platform === 'win32')('an interrupt ends command and server', async () => {
  const port = await findFreePort();
  const forever = 'console.log(process.pid); setInterval(() => {}, 1000)';
  const launched = ['--launch', '--port', String(port), ...launch.slice(1)];
  const child = start(script, ['wait', ...launched, '--', process.execPath, '-e', forever]);
  const ended = outcome(child);
  const pid = await new Promise<number>((resolve) => {
    child.stdout?.once('data', (chunk) => resolve(Number(String(chunk))));
  });
  child.kill('SIGINT');
  expect((await ended).code).toBe(130);
  expect(() => process.kill(pid, 0)).toThrow();
  await expect(fetch(`http://127.0.0.1:${port}/mcp`)).rejects.toThrow();
});
