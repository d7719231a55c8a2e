import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import type { InspectorSession } from '../../../src/proxy/session/inspectorSession';
import type { Subscription } from '../../../src/shared/model/sessionState';
import {
  BOTH,
  httpTargetOf,
  MODERN,
  next,
  open,
  openBoth,
  RAW,
  startNode,
  stdioTarget,
  touch,
  touchUntilTold,
  WATCHED,
  WAYS,
} from './support';

async function subscription(
  session: InspectorSession,
  passes: (subscription: Subscription) => boolean,
): Promise<Subscription> {
  const now = session.state.subscriptions.find(passes);
  if (now) return now;
  const state = await next(session.onDidChangeState, ({ subscriptions }) =>
    subscriptions.some(passes),
  );
  return state.subscriptions.find(passes)!;
}

const isActive = ({ status }: Subscription) => status === 'active';
describe.each(WAYS)('a subscription in the %s era over %s', (era, transport) => {
  test('tells when the resource last changed, and no more when it is given up', async () => {
    const { session, recorder } = await openBoth(era, transport);
    await session.start();
    await session.subscribe(WATCHED);
    expect(await subscription(session, isActive)).toEqual({
      uri: WATCHED,
      status: 'active',
      changes: 0,
    });
    const before = Date.now();
    await touchUntilTold(session, session);
    await touchUntilTold(session, session, 1);
    const { changedAt } = await subscription(session, ({ changes }) => changes > 1);
    expect(changedAt).toBeGreaterThanOrEqual(before);
    const methods = recorder.sent();
    if (era === 'legacy') expect(methods).toContain('resources/subscribe');
    else expect(methods.filter((method) => method === 'subscriptions/listen')).toHaveLength(2);

    await session.unsubscribe(WATCHED);
    expect(session.state.subscriptions).toEqual([]);
    await touch(session);
    expect(session.state.subscriptions).toEqual([]);
  });

  test('is made once, however often it is asked for', async () => {
    const { session, recorder } = await openBoth(era, transport);
    await Promise.all([session.subscribe(WATCHED), session.subscribe(WATCHED)]);
    await subscription(session, isActive);
    const asked = recorder.sent().filter((method) => /subscri/.test(method));
    expect(asked).toHaveLength(1);
  });
});

test('a server of the legacy era that has no subscriptions says so', async () => {
  const { session } = await open(stdioTarget(startNode(RAW)));
  await expect(session.subscribe('x:y')).rejects.toThrow('No resources/subscribe');
  expect(session.state.subscriptions).toMatchObject([
    { uri: 'x:y', status: 'refused', message: 'No resources/subscribe' },
  ]);
});

test('a server of the modern era that tells of no resource says so', async () => {
  const { session } = await open(stdioTarget(startNode(MODERN, ['stdio'])));
  const logged = next(session.onDidLog, ({ source }) => source === 'session');
  await session.subscribe('test://note');
  expect(await subscription(session, ({ status }) => status === 'refused')).toMatchObject({
    message: 'The server tells nothing of it',
  });
  expect((await logged).data).toContain('test://note');
});

test('a stream that breaks is opened again, and both are said', async () => {
  const first = startNode(BOTH, [], { ERA: 'modern', PORT: '0' });
  const target = await httpTargetOf(first);
  const { session } = await open(target, { era: 'modern' });
  await session.subscribe(WATCHED);
  await subscription(session, isActive);
  const broken = subscription(session, ({ status }) => status === 'broken');
  first.child.kill('SIGKILL');
  await once(first.child, 'exit');
  expect(await broken).toMatchObject({ uri: WATCHED, message: expect.any(String) });
  const again = startNode(BOTH, [], {
    ERA: 'modern',
    PORT: new URL((target as { url: string }).url).port,
  });
  await again.stderr(/^listening/);
  await subscription(session, isActive);
  await touch(session);
  await subscription(session, ({ changes }) => changes === 1);
  const said = session.log().filter(({ source }) => source === 'session');
  expect(said.at(0)!.data).toContain(`The subscription to ${WATCHED} broke`);
  expect(said.at(-1)!.data).toBe(`${WATCHED} is subscribed to again.`);
});
