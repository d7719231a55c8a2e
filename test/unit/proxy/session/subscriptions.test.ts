import { expect, test } from 'vitest';
import { Connection } from '../../../../src/proxy/session/connection';
import { SessionLink } from '../../../../src/proxy/session/sessionLink';
import { SessionLog } from '../../../../src/proxy/session/sessionLog';
import { Subscriptions } from '../../../../src/proxy/session/subscriptions';
import { MemoryWire } from './memoryWire';

/** Over a server of the legacy era that agrees to everything but what is `secret`. */
function make() {
  const wire = new MemoryWire(false, ({ id, params }, self) => {
    const isSecret = (params as { readonly uri: string }).uri.startsWith('secret');
    const answer = isSecret ? { error: { code: 1, message: 'No' } } : { result: {} };
    self.receive({ jsonrpc: '2.0', id, ...answer });
  });
  const negotiated = {
    era: 'legacy',
    protocolVersion: '2025-11-25',
    serverInfo: { name: 's', version: '1' },
    capabilities: {},
  } as const;
  const client = {
    info: { name: 'c', version: '1' },
    legacyVersion: '2025-11-25',
    capabilitiesFor: () => ({}),
  };
  const log = new SessionLog();
  const link = new SessionLink(new Connection(wire), negotiated, client);
  const update = (uri: unknown) =>
    wire.receive({ jsonrpc: '2.0', method: 'notifications/resources/updated', params: { uri } });
  return { wire, log, update, subscriptions: new Subscriptions(link, log) };
}

test('a change of a part is one of the whole, a change of a neighbour is none', async () => {
  const { subscriptions, update } = make();
  await subscriptions.subscribe('file:///a');
  for (const uri of ['file:///a', 'file:///a/b', 'file:///ab', 'file:///', 5]) update(uri);
  expect(subscriptions.list()).toMatchObject([{ uri: 'file:///a', changes: 2 }]);
});

test('what was refused can be tried again, and is not given up at the server', async () => {
  const { subscriptions, wire } = make();
  await expect(subscriptions.subscribe('secret:x')).rejects.toThrow('No');
  await expect(subscriptions.subscribe('secret:x')).rejects.toThrow('No');
  expect(subscriptions.list()).toMatchObject([{ status: 'refused', message: 'No' }]);
  await subscriptions.unsubscribe('secret:x');
  expect(subscriptions.list()).toEqual([]);
  expect(wire.sent.map(({ message }) => message.method)).toEqual([
    'resources/subscribe',
    'resources/subscribe',
  ]);
});

test('a session that takes the place of another goes on with its subscriptions', async () => {
  const { subscriptions, log } = make();
  await subscriptions.resume([
    { uri: 'file:///a', status: 'active', changes: 3, changedAt: 7 },
    { uri: 'secret:x', status: 'active', changes: 0 },
  ]);
  expect(subscriptions.list()).toEqual([
    { uri: 'file:///a', status: 'active', changes: 3, changedAt: 7 },
    { uri: 'secret:x', status: 'refused', message: 'No', changes: 0 },
  ]);
  expect(log.list().map(({ data }) => data)).toEqual([
    'secret:x could not be subscribed to again: No',
  ]);
});
