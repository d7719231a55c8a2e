import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleCommandLine } from './bundle';
import { outcome, portcullis, start } from './run';
import { fixture, MODERN } from './servers';

let folder: string;
let script: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'portcullis-cli-test-'));
  script = await bundleCommandLine(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const request = (...args: string[]) => portcullis(script, 'request', ...args);

test('the result as the server sent it', async () => {
  const read = await request('--stdio', 'resources/read', '{"uri":"test://note"}', ...MODERN);
  expect(read).toMatchObject({ code: 0, stderr: '' });
  expect(JSON.parse(read.stdout)).toMatchObject({
    contents: [{ uri: 'test://note', text: 'Noted.' }],
  });
});

test('one page only, as it was asked for', async () => {
  const pages = fixture('rawServer.mjs', 'pages');
  const { stdout } = await request('--stdio', 'tools/list', '{"cursor":"1"}', ...pages);
  expect(JSON.parse(stdout)).toMatchObject({ tools: [{ name: 'tool-1' }], nextCursor: '2' });
});

test('params from stdin', async () => {
  const child = start(script, ['request', '--stdio', 'tools/call', '-', ...MODERN]);
  child.stdin?.end('{"name":"echo","arguments":{"message":"piped"}}');
  const { stdout } = await outcome(child);
  expect(JSON.parse(stdout)).toMatchObject({ content: [{ text: 'Echo: piped' }] });
});

test('stdin that is no JSON: wrong usage, before anything is started', async () => {
  const child = start(script, ['request', 'http://127.0.0.1:1/mcp', 'ping', '-']);
  child.stdin?.end('nonsense');
  const { code, stderr } = await outcome(child);
  expect(code).toBe(2);
  expect(stderr).toContain('This is no JSON');
});

test('an error as the answer: on stderr for people, on stdout as JSON', async () => {
  const text = await request('--stdio', 'no/such', ...fixture('rawServer.mjs'));
  expect(text).toEqual({ code: 1, stdout: '', stderr: '✗ No no/such  -32601\n' });
  const json = await request('--stdio', '--json', 'no/such', ...fixture('rawServer.mjs'));
  expect(json).toMatchObject({ code: 1, stderr: '' });
  expect(JSON.parse(json.stdout)).toEqual({ error: { code: -32601, message: 'No no/such' } });
});
