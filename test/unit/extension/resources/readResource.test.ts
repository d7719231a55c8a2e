import { expect, it } from 'vitest';
import { readResource } from '../../../../src/extension/resources/readResource';
import { NotificationHub } from '../../../../src/extension/supervisor/notificationHub';
import type { ProxySupervisor } from '../../../../src/extension/supervisor/proxySupervisor';
import type { CallRecord } from '../../../../src/shared/model/session';

const running: CallRecord = {
  id: 'call-1',
  serverId: 'a',
  sessionId: 's',
  method: 'resources/read',
  params: { uri: 'test://a' },
  status: 'running',
  startedAt: 1,
};
const contents = [{ uri: 'test://a', text: 'A' }];
const ended: CallRecord = { ...running, status: 'succeeded', result: { contents } };

/** The proxy's side of one read. */
function proxy(answer: (tell: (record: CallRecord) => void) => CallRecord) {
  const notifications = new NotificationHub();
  const starts = new Set<() => void>();
  const tell = (record: CallRecord) => notifications.handlers['inspector/callChanged'](record);
  const supervisor = {
    notifications,
    onDidStart: (listener: () => void) => {
      starts.add(listener);
      return { dispose: () => starts.delete(listener) };
    },
    request: async () => answer(tell),
  } as unknown as ProxySupervisor;
  return { supervisor, tell, starts };
}

it('waits for its own call to end, whatever else ends', async () => {
  const { supervisor, tell, starts } = proxy(() => running);
  const read = readResource(supervisor, 'a', 'test://a');
  tell({ ...ended, id: 'call-2', result: { contents: [] } });
  tell({ ...ended, serverId: 'b', result: { contents: [] } });
  await Promise.resolve();
  tell({ ...running, status: 'inputRequired' });
  tell(ended);
  expect(await read).toEqual(contents);
  expect(starts.size).toBe(0);
});

it('misses no end that is told before the call is known', async () => {
  const { supervisor } = proxy((tell) => {
    tell(ended);
    return running;
  });
  expect(await readResource(supervisor, 'a', 'test://a')).toEqual(contents);
});

it('fails with what the server answered, or when the proxy is another', async () => {
  const failed: CallRecord = { ...running, status: 'failed', error: { message: 'Not found' } };
  const refusing = proxy(() => failed);
  await expect(readResource(refusing.supervisor, 'a', 'test://a')).rejects.toThrow('Not found');
  const dying = proxy(() => running);
  const read = readResource(dying.supervisor, 'a', 'test://a');
  for (const start of [...dying.starts]) start();
  await expect(read).rejects.toThrow('The proxy stopped');
});
