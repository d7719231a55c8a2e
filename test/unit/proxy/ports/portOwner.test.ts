import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { LaunchTable } from '../../../../src/proxy/ports/launchTable';
import { endLeftovers } from '../../../../src/proxy/ports/leftovers';
import { portOwner } from '../../../../src/proxy/ports/portOwner';
import { findProcess, isAlive } from '../../../../src/proxy/process/processTable';

const LISTEN = `require('node:net').createServer().listen(0,'127.0.0.1',function(){console.log(this.address().port)})`;

function storage(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'launches-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}
async function listener() {
  const child = spawn(process.execPath, ['-e', LISTEN], { detached: true });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [chunk] = await once(child.stdout, 'data');
  const row = await findProcess(child.pid!);
  return { port: Number(chunk), pid: child.pid!, startedAt: row!.startedAt, child };
}
const self = async () => ({
  pid: process.pid,
  startedAt: (await findProcess(process.pid))!.startedAt,
});
/** A process that has certainly ended. */
const dead = { pid: 2 ** 22 + 1, startedAt: 1 };

test('a stranger is named with program, command line and start', async () => {
  const { port, pid, startedAt } = await listener();
  const owner = await portOwner(port, 'a', new LaunchTable(storage(), await self()));
  expect(owner).toMatchObject({
    pid,
    startedAt,
    relation: 'stranger',
    program: expect.stringMatching(/^node/),
  });
  expect(owner?.commandLine).toContain('createServer');
});

test('nobody on a port is nobody', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const table = new LaunchTable(storage(), await self());
  expect(await portOwner(port, 'a', table)).toMatchObject({
    pid: process.pid,
    relation: 'portcullis',
  });
  server.close();
  await once(server, 'close');
  expect(await portOwner(port, 'a', table)).toBeUndefined();
});

test.each([
  ['left by a proxy that died, same server', 'a', 'own'],
  ['left by a proxy that died, other server', 'b', 'portcullis'],
])('%s: %s', async (_, serverId, relation) => {
  const folder = storage();
  const { port, pid, startedAt } = await listener();
  new LaunchTable(folder, dead).add({
    serverId,
    pid,
    startedAt,
    command: 'x',
    port,
    mark: 'no.1.',
  });
  expect(await portOwner(port, 'a', new LaunchTable(folder, await self()))).toMatchObject({
    pid,
    relation,
  });
});

test('a server of another workspace is ours, and another one, also under the same id', async () => {
  const folder = storage();
  const { port, pid, startedAt } = await listener();
  const record = { serverId: 'a', command: 'x', mark: 'no.1.' };
  new LaunchTable(folder, dead, '/other').add({ ...record, pid, startedAt, port });
  const table = new LaunchTable(folder, await self(), '/this');
  expect(await portOwner(port, 'a', table)).toMatchObject({ pid, relation: 'portcullis' });
});

test('the same server in another window is ours, and in use', async () => {
  const folder = storage();
  const { port, pid, startedAt } = await listener();
  const window = await listener();
  new LaunchTable(folder, window).add({
    serverId: 'a',
    pid,
    startedAt,
    command: 'x',
    port,
    mark: 'no.1.',
  });
  expect(await portOwner(port, 'a', new LaunchTable(folder, await self()))).toMatchObject({
    relation: 'portcullis',
  });
});

test('leftovers of a dead proxy are ended, those of a living one are not', async () => {
  const folder = storage();
  const [orphan, served, window] = await Promise.all([listener(), listener(), listener()]);
  const record = { serverId: 'a', command: 'x', mark: 'no.1.' };
  new LaunchTable(folder, dead).add({ ...record, pid: orphan.pid, startedAt: orphan.startedAt });
  new LaunchTable(folder, window).add({ ...record, pid: served.pid, startedAt: served.startedAt });
  const exited = once(orphan.child, 'exit');
  const said = await endLeftovers(new LaunchTable(folder, await self()));
  await exited;
  expect(said).toEqual([`a (pid ${orphan.pid})`]);
  expect(isAlive(served.pid)).toBe(true);
  expect(readdirSync(path.join(folder, 'launches'))).toEqual([`${window.pid}-1.json`]);
});

test('a pid that was given out again is spared', async () => {
  const folder = storage();
  const { pid, startedAt } = await listener();
  const stale = {
    serverId: 'a',
    pid,
    startedAt: startedAt - 3_600_000,
    command: 'x',
    mark: 'no.1.',
  };
  new LaunchTable(folder, dead).add(stale);
  await endLeftovers(new LaunchTable(folder, await self()));
  expect(isAlive(pid)).toBe(true);
});
