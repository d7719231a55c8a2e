import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { bundleCommandLine } from '../cli/bundle';
import { buildProxy, forkProxy, gone } from '../engine/proxyProcess';

const ID = 'vscode/echo';

let folder: string;
let cli: string;
let proxy: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'portcullis-crashes-'));
  [cli, proxy] = await Promise.all([bundleCommandLine(folder), buildProxy(folder)]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function world() {
  const home = mkdtempSync(path.join(folder, 'world-'));
  vi.stubEnv('PORTCULLIS_HOME', home);
  onTestFinished(() => void vi.unstubAllEnvs());
  const file = path.join(home, 'mcp.json');
  const echo = { command: process.execPath, args: ['-e', 'process.stdin.pipe(process.stdout)'] };
  writeFileSync(file, JSON.stringify({ servers: { echo } }));
  return { home, file };
}

async function startProxy({ home, file }: ReturnType<typeof world>) {
  const { child, client } = forkProxy(proxy);
  await client.request('proxy/initialize', {
    preferredPort: 0,
    storagePath: path.join(home, 'storage'),
  });
  const uri = pathToFileURL(file).href;
  await client.request('relay/configured', { servers: [{ serverId: ID, name: 'echo', uri }] });
  /** The methods in the log that the client has said. */
  const said = async () => {
    const window = { serverId: ID, filter: {}, from: 0, count: 1000 };
    const { heads } = await client.request('inspector/traffic', window);
    return heads
      .filter(({ direction }) => direction === 'clientToServer')
      .map(({ method }) => Number(method));
  };
  return { child, client, said };
}

function startTap(file: string): ChildProcess {
  const args = [cli, 'tap', '--config', file, '--server', 'echo'];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

/** Says something, and waits until the server has answered it. */
async function say(tap: ChildProcess, number: number): Promise<void> {
  const line = `{"jsonrpc":"2.0","method":"${number}"}\n`;
  tap.stdin!.write(line);
  expect(String((await once(tap.stdout!, 'data'))[0])).toBe(line);
}

const upTo = (count: number) => Array.from({ length: count }, (_, number) => number);
const eventually = <T>(read: () => Promise<T>) => expect.poll(read, { timeout: 30_000 });

test('a proxy that is killed while a client speaks: the next one has all of it, in order', async () => {
  const here = world();
  const tap = startTap(here.file);
  const first = await startProxy(here);
  let count = 0;
  while (count < 20) await say(tap, count++);
  await eventually(first.said).toEqual(upTo(20));
  first.child.kill('SIGKILL');
  await gone(first.child);
  while (count < 40) await say(tap, count++);
  const second = await startProxy(here);
  while (count < 60) await say(tap, count++);
  await eventually(async () => new Set(await second.said()).size).toBe(60);
  // What it had read in its last moment may stand there twice, and nothing is missing.
  const said = await second.said();
  expect([...new Set(said)]).toEqual(upTo(60));
  expect(said.length).toBeLessThanOrEqual(80);
  tap.stdin!.end();
  await once(tap, 'exit');
});

test('a tap that is killed: what it had passed on is in the log, and its files go', async () => {
  const here = world();
  const tap = startTap(here.file);
  for (const number of upTo(20)) await say(tap, number);
  const taps = path.join(here.home, 'taps');
  tap.kill('SIGKILL');
  await once(tap, 'exit');
  const { said, client, child } = await startProxy(here);
  await eventually(said).toEqual(upTo(20));
  await expect.poll(() => readdirSync(taps), { timeout: 30_000 }).toEqual([]);
  await client.request('proxy/shutdown', {});
  await gone(child);
});
