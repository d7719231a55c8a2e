import { expect, test } from 'vitest';
import type { CallRequest } from '../../../src/proxy/session/callRun';
import { ended, open, RAW, startNode, stdioTarget } from './support';

async function callOn(how: string, limits: Partial<CallRequest>) {
  const { session, recorder } = await open(stdioTarget(startNode(RAW, [how])));
  const params = { name: 'tool-0', arguments: {} };
  const { id } = session.call({ method: 'tools/call', params, ...limits });
  return { record: await ended(session, id), recorder };
}

// The answer takes 360 ms, with progress every 60 ms.
test('the time of a call is obeyed, whatever progress there is', async () => {
  const { record, recorder } = await callOn('slow-progress', { timeout: 200 });
  expect(record).toMatchObject({
    status: 'timedOut',
    error: { message: 'No answer within 200 ms' },
    progress: { progress: expect.any(Number) },
  });
  expect(recorder.sent()).toContain('notifications/cancelled');
});

test('progress begins the time anew, where that is wanted', async () => {
  const limits = { timeout: 300, resetTimeoutOnProgress: true };
  const { record } = await callOn('slow-progress', limits);
  expect(record).toMatchObject({ status: 'succeeded' });
});

test('but not for ever', async () => {
  const limits = { timeout: 2000, resetTimeoutOnProgress: true, maxTotalTimeout: 300 };
  const { record } = await callOn('endless-progress', limits);
  expect(record).toMatchObject({
    status: 'timedOut',
    error: { message: 'No answer within 300 ms in all' },
  });
});

test('a silent server is not waited for any longer because it might make progress', async () => {
  const limits = { timeout: 50, resetTimeoutOnProgress: true };
  const { record } = await callOn('silent-calls', limits);
  expect(record).toMatchObject({
    status: 'timedOut',
    error: { message: 'No answer or progress within 50 ms' },
  });
});
