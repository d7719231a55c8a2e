import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { Emitter } from 'vscode-jsonrpc';
import type { ProxyContract } from '../../../src/shared/contracts/proxyContract';
import type { NotificationName, NotificationParams } from '../../../src/shared/rpc/contract';
import { launchedHttp } from '../engine/definitions';
import { temporaryFolder } from '../engine/harness';
import { buildProxy, forkProxy, gone } from '../engine/proxyProcess';
import { next } from './support';

let folder: string;
let script: string;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'portcullis-contract-'));
  script = await buildProxy(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Told = {
  [N in NotificationName<ProxyContract>]: {
    readonly name: N;
    readonly params: NotificationParams<ProxyContract, N>;
  };
}[NotificationName<ProxyContract>];

/** A proxy with a server of one era that is ready. */
async function start(era: 'legacy' | 'modern') {
  const told = new Emitter<Told>();
  const { client, child, until } = forkProxy(script, (name, params) =>
    told.fire({ name, params } as Told),
  );
  onTestFinished(async () => {
    await client.request('proxy/shutdown', {});
    await gone(child);
  });
  await client.request('proxy/initialize', { preferredPort: 0, storagePath: temporaryFolder() });
  const definition = launchedHttp('both', 'everythingModern/server.mjs', { ERA: era });
  await client.request('server/start', { definition });
  await until(({ session }) => session?.counts !== undefined);
  const heard = async <N extends Told['name']>(
    name: N,
    passes: (params: NotificationParams<ProxyContract, N>) => boolean,
  ) => {
    const one = await next(told.event, (one) => one.name === name && passes(one.params as never));
    return one.params as NotificationParams<ProxyContract, N>;
  };
  return { client, heard, serverId: definition.id };
}

test.each(['legacy', 'modern'] as const)(
  'in the %s era a person answers what the server asks, through the contract',
  async (era) => {
    const { client, heard, serverId } = await start(era);
    const pending = heard('inspector/pendingRequestChanged', ({ status }) => status === 'pending');
    const params = { name: 'test_elicitation', arguments: { message: 'Who?' } };
    const call = await client.request('inspector/call', { serverId, method: 'tools/call', params });
    const request = await pending;
    expect(await client.request('inspector/pendingRequests', { serverId })).toEqual([request]);
    const over = heard('inspector/callChanged', ({ status }) => status === 'succeeded');
    const answer = { result: { action: 'accept', content: { username: 'a', email: 'a@b.c' } } };
    const id = { serverId, requestId: request.id };
    await client.request('inspector/answer', { ...id, answer });
    expect(JSON.stringify(await over)).toContain('action=accept');
    expect((await over).id).toBe(call.id);
    await expect(client.request('inspector/answer', { ...id, answer })).rejects.toThrow('answered');
    const nonsense = { action: 'nonsense' } as never;
    await expect(client.request('inspector/answer', { ...id, answer: nonsense })).rejects.toThrow(
      'inspector/answer',
    );
  },
);

test('a task, a log, roots, a completion and a ping, through the contract', async () => {
  const { client, heard, serverId } = await start('legacy');
  const logged = heard('inspector/logAppended', () => true);
  await client.request('inspector/setLogLevel', { serverId, level: 'emergency' });
  await client.request('inspector/call', {
    serverId,
    method: 'tools/call',
    params: { name: 'log', arguments: { message: 'hello' } },
  });
  expect((await logged).entries).toMatchObject([{ level: 'emergency' }]);
  expect(await client.request('inspector/log', { serverId })).toEqual((await logged).entries);

  const task = heard('inspector/taskChanged', ({ status }) => status === 'completed');
  await client.request('inspector/call', {
    serverId,
    method: 'tools/call',
    params: { name: 'slow_compute', arguments: { seconds: 0.1 }, task: {} },
  });
  const { id } = await task;
  expect(await client.request('inspector/refreshTasks', { serverId })).toMatchObject([{ id }]);

  const changed = heard('inspector/sessionStateChanged', () => true);
  await client.request('inspector/setRoots', { serverId, roots: [{ uri: 'file:///x' }] });
  expect((await changed).state.roots).toEqual([{ uri: 'file:///x' }]);
  expect(await client.request('inspector/sessionState', { serverId })).toMatchObject({
    logLevel: 'emergency',
    roots: [{ uri: 'file:///x' }],
  });

  const completion = await client.request('inspector/complete', {
    serverId,
    ref: { type: 'ref/prompt', name: 'test_prompt_with_arguments' },
    argument: { name: 'arg1', value: 'g' },
  });
  expect(completion).toMatchObject({ completion: { values: ['germany'] } });
  expect((await client.request('inspector/ping', { serverId })).ms).toBeGreaterThan(0);
});

test('another session is opened, used and closed through the contract', async () => {
  const { client, serverId } = await start('modern');
  const { id: sessionId } = await client.request('inspector/openSession', { serverId });
  const [snapshot] = await client.request('server/list', {});
  expect(snapshot!.otherSessions).toMatchObject([{ id: sessionId }]);
  const method = 'tools/list';
  await client.request('inspector/call', { serverId, sessionId, method, params: {} });
  expect(await client.request('inspector/calls', { serverId, sessionId })).toMatchObject([
    { method, sessionId },
  ]);
  expect(await client.request('inspector/calls', { serverId })).toEqual([]);
  await client.request('inspector/closeSession', { serverId, sessionId });
  await expect(
    client.request('inspector/call', { serverId, sessionId, method, params: {} }),
  ).rejects.toThrow('no open session');
});
