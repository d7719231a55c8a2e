import { expect, test } from 'vitest';
import type { CallRecord } from '../../../src/shared/model/session';
import { stdio } from '../engine/definitions';
import { buildProxy, forkProxy } from '../engine/proxyProcess';
import { HOSTILE, temporaryFolder } from './support';

test('an answer 10,000 levels deep reaches who asked for it, as far as it can be handed on', async () => {
  const proxy = forkProxy(await buildProxy(temporaryFolder()));
  const { client } = proxy;
  await client.request('proxy/initialize', { preferredPort: 0, storagePath: temporaryFolder() });
  const { run, ...rest } = stdio('hostile');
  const definition = { ...rest, run: { ...run, args: [HOSTILE, 'stdio'] } };
  const ready = proxy.until(({ session }) => session?.counts !== undefined);
  await client.request('server/start', { definition });
  await ready;
  const params = { name: 'deep', arguments: { levels: 10_000 } };
  const ended = proxy.untilCall(({ status }) => status !== 'running');
  const { id: callId, serverId } = await client.request('inspector/call', {
    serverId: definition.id,
    method: 'tools/call',
    params,
  });
  const record = await ended;
  expect(record.id).toBe(callId);
  expect(record.status).toBe('succeeded');
  const read = (await client.request('inspector/callRecord', { serverId, callId })) as CallRecord;
  expect(read).toEqual(record);
  expect(JSON.stringify(read.result)).toMatch(
    /^\{"content":\[\],"nested":\[{400,}"… more than 500/,
  );
  await client.request('proxy/shutdown', {});
});
