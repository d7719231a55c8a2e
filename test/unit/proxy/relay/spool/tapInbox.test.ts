import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { newRun } from '../../../../../src/proxy/relay/spool/spoolName';
import { SpoolWriter } from '../../../../../src/proxy/relay/spool/spoolWriter';
import {
  sameFile,
  TapInbox,
  type TapInboxOptions,
} from '../../../../../src/proxy/relay/spool/tapInbox';
import { MemoryLog } from './memoryLog';

const URI = 'file:///project/mcp.json';
const message = (method: string) => `{"jsonrpc":"2.0","method":"${method}"}`;

function world(hasFolder = true) {
  const parent = mkdtempSync(path.join(os.tmpdir(), 'inbox-'));
  onTestFinished(() => rmSync(parent, { recursive: true, force: true }));
  const folder = path.join(parent, 'taps');
  if (hasFolder) mkdirSync(folder);
  return { parent, folder };
}

/** A tap of this process, which lives, or of one that does not. */
function startTap(folder: string, pid = process.pid) {
  const writer = new SpoolWriter({
    folder,
    run: newRun(pid),
    about: { uri: URI, server: 'weather', startedAt: 1 },
    partBytes: 200,
    onProblem: (error) => {
      throw error;
    },
  });
  onTestFinished(() => writer.end());
  const say = (method: string) => writer.write('client', Buffer.from(`${message(method)}\n`));
  return { say, end: () => writer.end() };
}

function open(
  { parent, folder }: ReturnType<typeof world>,
  options: Partial<TapInboxOptions> = {},
  name = 'bookmarks.json',
) {
  const log = new MemoryLog();
  const inbox = new TapInbox({
    folder,
    bookmarks: path.join(parent, name),
    identify: ({ uri, name: server }) =>
      uri === URI && server === 'weather' ? 'vscode/weather' : undefined,
    recorder: () => log,
    log: () => {},
    keepMs: 0,
    ...options,
  });
  onTestFinished(() => inbox.close());
  const methods = () => log.all.map(({ text }) => (JSON.parse(text) as { method: string }).method);
  return { inbox, methods, log };
}

const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 10_000 });

test('what a tap sees is seen live, and removed when it is over', async () => {
  const here = world();
  const { methods } = open(here);
  const tap = startTap(here.folder);
  for (const method of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) {
    tap.say(method);
    await eventually(() => methods().at(-1)).toBe(method);
  }
  // What is read and will not grow is not kept either.
  await eventually(() => readdirSync(here.folder).length).toBeLessThanOrEqual(2);
  tap.end();
  await eventually(() => readdirSync(here.folder)).toEqual([]);
  expect(methods()).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g']);
});

test('what was seen while nobody looked comes in later, also of taps that were killed', async () => {
  const here = world();
  const ended = startTap(here.folder);
  ended.say('a');
  ended.end();
  const killed = startTap(here.folder, 2 ** 22 + 1);
  killed.say('b');
  const { methods } = open(here);
  await eventually(() => methods().sort()).toEqual(['a', 'b']);
  await eventually(() => readdirSync(here.folder)).toEqual([]);
});

test('the next proxy goes on where the last one was, and knows who speaks', async () => {
  const here = world();
  const tap = startTap(here.folder);
  const first = open(here);
  tap.say('initialize","params":{"clientInfo":{"name":"Cursor"}},"x":"');
  await eventually(() => first.log.all.length).toBe(1);
  await first.inbox.close();
  tap.say('b');
  const second = open(here);
  await eventually(() => second.methods()).toEqual(['b']);
  expect(second.log.all).toMatchObject([{ sessionId: 'tap: Cursor' }]);
  tap.end();
});

test('a server that is not known yet is waited for, and so is the first tap of all', async () => {
  const here = world(false);
  let known = false;
  const identify = () => (known ? 'vscode/weather' : undefined);
  const { inbox, methods } = open(here, { identify });
  const tap = startTap(here.folder);
  tap.say('a');
  tap.end();
  expect(methods()).toEqual([]);
  expect(readdirSync(here.folder)).toHaveLength(1);
  known = true;
  inbox.look();
  await eventually(() => methods()).toEqual(['a']);
});

test('two windows that know the server both see it', async () => {
  const here = world();
  const keep = { keepMs: 60_000 };
  const [one, two] = [open(here, keep, 'one.json'), open(here, keep, 'two.json')];
  const tap = startTap(here.folder);
  tap.say('a');
  tap.end();
  await eventually(() => one.methods()).toEqual(['a']);
  await eventually(() => two.methods()).toEqual(['a']);
});

test.runIf(process.platform === 'linux')('a file is the same however its name is written', () => {
  expect(sameFile('file:///a%20b/mcp.json', 'file:///a b/mcp.json')).toBe(true);
  expect(sameFile('file:///a/mcp.json', 'file:///A/mcp.json')).toBe(false);
  expect(sameFile('vscode-userdata:/x', 'file:///x')).toBe(false);
});
