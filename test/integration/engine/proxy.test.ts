import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { listProcesses } from '../../../src/proxy/process/processTable';
import { stdio } from './definitions';
import { isFree, temporaryFolder } from './harness';
import { buildProxy, forkProxy, gone } from './proxyProcess';

let folder: string;
let script: string;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'portcullis-proxy-'));
  script = await buildProxy(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The port that other inspectors use for their proxy. */
const PREFERRED = 6277;
const LISTEN = `require('node:net').createServer().listen(${PREFERRED}, '127.0.0.1', () => console.log('up')).on('error', () => console.log('taken'))`;

test('the preferred port taken by another process: a free one is used, and the owner is named', async () => {
  const stranger = spawn(process.execPath, ['-e', LISTEN], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void stranger.kill('SIGKILL'));
  const [said] = await once(stranger.stdout, 'data');
  const { client, child } = forkProxy(script);
  const info = await client.request('proxy/initialize', {
    preferredPort: PREFERRED,
    storagePath: temporaryFolder(),
  });
  expect(info.port).not.toBe(PREFERRED);
  expect(info.pid).toBe(child.pid);
  expect((await fetch(`http://127.0.0.1:${info.port}/health`)).status).toBe(200);
  // On a machine where somebody had the port before us, that is the owner.
  if (String(said).startsWith('up'))
    expect(info.preferredPortOwner).toContain(String(stranger.pid));
  else expect(info.preferredPortOwner).toBeTruthy();
  await client.request('proxy/shutdown', {});
  await gone(child);
  expect(await isFree(info.port)).toBe(true);
});

test("another window's proxy on the preferred port is known as ours", async () => {
  const storagePath = temporaryFolder();
  const [first, second] = [forkProxy(script), forkProxy(script)];
  const { port } = await first.client.request('proxy/initialize', {
    preferredPort: 0,
    storagePath,
  });
  const info = await second.client.request('proxy/initialize', {
    preferredPort: port,
    storagePath,
  });
  expect(info.port).not.toBe(port);
  expect(info.preferredPortOwner).toMatch(new RegExp(`${first.child.pid}.*Portcullis`));
});

test('the whole contract: start, list, call, read the log, stop', async () => {
  const { client, until, child } = forkProxy(script);
  await expect(client.request('server/list', {})).rejects.toThrow('proxy/initialize');
  await client.request('proxy/initialize', { preferredPort: 0, storagePath: temporaryFolder() });
  const definition = stdio('echo');
  const serverId = definition.id;
  await expect(
    client.request('inspector/call', { serverId, method: 'ping', params: {} }),
  ).rejects.toThrow('not ready');
  await client.request('server/start', { definition });
  await until(({ session }) => session?.counts?.tools === 2);
  const catalog = await client.request('inspector/catalog', { serverId });
  expect(catalog.tools.map(({ name }) => name)).toEqual(['echo', 'exit']);
  const call = await client.request('inspector/call', {
    serverId,
    method: 'tools/call',
    params: { name: 'echo', arguments: { message: 'hello' } },
  });
  expect(call.status).toBe('running');
  await until(() => true);
  const log = await client.request('inspector/traffic', {
    serverId,
    filter: {},
    from: 0,
    count: 100,
  });
  expect(log.heads.map(({ method }) => method)).toContain('tools/list');
  await client.request('server/stop', { serverId });
  const servers = await client.request('server/list', {});
  expect(servers.map(({ state }) => state.status)).toEqual(['stopped']);
  expect((await client.request('inspector/calls', { serverId })).length).toBe(1);
  await client.request('proxy/shutdown', {});
  await gone(child);
  expect(child.exitCode).toBe(0);
});

test('a process is stopped only if it is the one that was meant, and never the window itself', async () => {
  const { client } = forkProxy(script);
  await client.request('proxy/initialize', { preferredPort: 0, storagePath: temporaryFolder() });
  const victim = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e9)'], { stdio: 'ignore' });
  onTestFinished(() => void victim.kill('SIGKILL'));
  await once(victim, 'spawn');
  const pid = victim.pid!;
  const { startedAt } = (await listProcesses()).find((row) => row.pid === pid)!;
  await expect(
    client.request('process/stop', { pid, startedAt: startedAt - 60_000 }),
  ).rejects.toThrow('another');
  await expect(client.request('process/stop', { pid: process.pid })).rejects.toThrow('itself');
  expect(victim.exitCode).toBe(null);
  const exited = once(victim, 'exit');
  await client.request('process/stop', { pid, startedAt });
  expect((await exited)[1]).toBe('SIGTERM');
});
