import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { listProcesses } from '../../../src/proxy/process/processTable';
import { launchedHttp, stdio } from './definitions';
import { aliveOf, isFree, pidsIn, temporaryFolder } from './harness';
import { buildProxy, forkProxy, gone } from './proxyProcess';

let folder: string;
let script: string;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'portcullis-proxy-'));
  script = await buildProxy(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ROLES = ['child', 'left', 'orphan', 'root'];

/** Nobody tells us of the end of a process that is not our child: looks until all are gone. */
async function allGone(pids: readonly number[]): Promise<number[]> {
  const end = Date.now() + 10_000;
  while (aliveOf(pids).length > 0 && Date.now() < end) await delay(20);
  return aliveOf(pids);
}

/** A process counts as ended when its first thread has; its sockets close with the last one. */
const untilFree = (port: number) =>
  vi.waitFor(async () => expect(await isFree(port)).toBe(true), { timeout: 5_000 });

async function childrenOf(pid: number): Promise<number[]> {
  return (await listProcesses()).filter(({ ppid }) => ppid === pid).map((row) => row.pid);
}

/** A proxy with a family that ignores everything but SIGKILL, on a port of its own. */
async function startFamily(storagePath = temporaryFolder()) {
  const proxy = forkProxy(script);
  await proxy.client.request('proxy/initialize', { preferredPort: 0, storagePath });
  const pids = temporaryFolder();
  const definition = launchedHttp('family', 'stubbornFamily.mjs', { PIDS: pids });
  await proxy.client.request('server/start', { definition });
  // Its listener is the one that lost its parent; that it answers means that all are up.
  const { url } = await proxy.until(
    ({ launch }) =>
      launch?.steps.some(({ id, status }) => id === 'http' && status === 'passed') ?? false,
  );
  const family = pidsIn(pids);
  expect([...family.keys()].sort()).toEqual(ROLES);
  return { proxy, family: [...family.values()], port: Number(new URL(url!).port), storagePath };
}

test('the proxy is killed: its guardian ends every tree and goes', async () => {
  const { proxy, family, port } = await startFamily();
  const guardians = (await childrenOf(proxy.child.pid!)).filter((pid) => !family.includes(pid));
  expect(guardians.length).toBe(1);
  proxy.child.kill('SIGKILL');
  await gone(proxy.child);
  expect(await allGone([...family, ...guardians])).toEqual([]);
  await untilFree(port);
});

test('proxy and guardian are killed together: the next start cleans up', async () => {
  const { proxy, family, port, storagePath } = await startFamily();
  const guardians = (await childrenOf(proxy.child.pid!)).filter((pid) => !family.includes(pid));
  // A proxy that runs on for a moment would start another guardian.
  process.kill(proxy.child.pid!, 'SIGSTOP');
  for (const pid of guardians) process.kill(pid, 'SIGKILL');
  process.kill(proxy.child.pid!, 'SIGKILL');
  await gone(proxy.child);
  expect(aliveOf(family).length).toBe(4);
  const next = forkProxy(script);
  await next.client.request('proxy/initialize', { preferredPort: 0, storagePath });
  expect(await allGone(family)).toEqual([]);
  await untilFree(port);
  await next.client.request('proxy/shutdown', {});
  await gone(next.child);
  expect(readdirSync(path.join(storagePath, 'launches'))).toEqual([]);
});

test('a killed guardian is replaced, and the new one knows what to guard', async () => {
  const { proxy, family } = await startFamily();
  const guardian = async () =>
    (await childrenOf(proxy.child.pid!)).find((pid) => !family.includes(pid));
  const first = (await guardian())!;
  const replaced = proxy.untilLog(/another one takes its place/);
  process.kill(first, 'SIGKILL');
  await replaced;
  const second = (await guardian())!;
  proxy.child.kill('SIGKILL');
  await gone(proxy.child);
  expect(await allGone([...family, second])).toEqual([]);
});

test('the extension host is killed: the proxy ends its servers and itself', async () => {
  const host = fork(path.join(import.meta.dirname, '../../fixtures/servers/host.mjs'), [script], {
    execArgv: [],
  });
  const storagePath = temporaryFolder();
  const pids = temporaryFolder();
  host.send([
    { method: 'proxy/initialize', params: { preferredPort: 0, storagePath } },
    {
      method: 'server/start',
      params: { definition: launchedHttp('family', 'stubbornFamily.mjs', { PIDS: pids }) },
    },
    {
      method: 'server/start',
      params: { definition: stdio('other', 'stubbornFamily.mjs', { PIDS: temporaryFolder() }) },
    },
  ]);
  const [{ proxy, port }] = (await once(host, 'message')) as [{ proxy: number; port: number }];
  const all = (await listProcesses()).map(({ pid }) => pid);
  const tree = [proxy, ...(await childrenOf(proxy)), ...pidsIn(pids).values()];
  expect(tree.every((pid) => all.includes(pid))).toBe(true);
  host.kill('SIGKILL');
  await gone(host);
  expect(await allGone(tree)).toEqual([]);
  await untilFree(port);
});

test.each(['SIGTERM', 'SIGINT'] as const)('%s ends everything in order', async (signal) => {
  const { proxy, family, port, storagePath } = await startFamily();
  const guardians = (await childrenOf(proxy.child.pid!)).filter((pid) => !family.includes(pid));
  proxy.child.kill(signal);
  await gone(proxy.child);
  expect(proxy.child.exitCode).toBe(0);
  expect(aliveOf([...family, ...guardians])).toEqual([]);
  await untilFree(port);
  expect(readdirSync(path.join(storagePath, 'launches'))).toEqual([]);
});
