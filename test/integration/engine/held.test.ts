import { expect, test } from 'vitest';
import type { Engine } from '../../../src/proxy/engine';
import type { InspectorSession } from '../../../src/proxy/session/inspectorSession';
import type { CallId, CallRecord } from '../../../src/shared/model/session';
import { launchedHttp, stdio } from './definitions';
import { makeEngine, settled, until } from './harness';

const LIMIT_MS = 400;

async function ready(engine: Engine, definition: ReturnType<typeof stdio | typeof launchedHttp>) {
  await engine.start(definition);
  const { state, process: info } = await settled(engine, definition.id);
  expect(state).toEqual({ status: 'ready' });
  return { session: engine.server(definition.id)!.session!, pid: info!.pid };
}

function echo(session: InspectorSession): CallId {
  const params = { name: 'echo', arguments: { message: 'still here' } };
  return session.call({ method: 'tools/call', params, timeout: LIMIT_MS }).id;
}

function ended(session: InspectorSession, id: CallId): Promise<CallRecord> {
  return new Promise((resolve) => {
    const look = () => {
      const call = session.calls().find((candidate) => candidate.id === id);
      if (!call || call.status === 'running') return false;
      resolve(call);
      return true;
    };
    if (look()) return;
    const subscription = session.onDidChangeCall(() => look() && subscription.dispose());
  });
}

// A process that is stopped by a signal answers as little as one at a breakpoint.
test.each([
  ['stdio', stdio],
  ['HTTP', launchedHttp],
])('no call over %s runs out while a debugger holds its server', async (_, definition) => {
  const engine = makeEngine();
  const held = await ready(engine, definition('held'));
  const other = await ready(engine, definition('other'));
  process.kill(held.pid, 'SIGSTOP');
  process.kill(other.pid, 'SIGSTOP');
  engine.hold('test/held', true);
  const call = echo(held.session);

  expect(await ended(other.session, echo(other.session))).toMatchObject({ status: 'timedOut' });
  expect(held.session.calls().find(({ id }) => id === call)?.status).toBe('running');
  expect(engine.server('test/held')?.snapshot()).toMatchObject({ held: true });

  process.kill(held.pid, 'SIGCONT');
  engine.hold('test/held', false);
  expect(await ended(held.session, call)).toMatchObject({ status: 'succeeded' });
  expect(engine.server('test/held')?.snapshot()).not.toHaveProperty('held');

  process.kill(held.pid, 'SIGSTOP');
  expect(await ended(held.session, echo(held.session))).toMatchObject({ status: 'timedOut' });
});

test('the time to get ready stands still while a debugger holds the server', async () => {
  const engine = makeEngine();
  const slow = { BOOT_MS: '1500' };
  await engine.start({ ...stdio('held', undefined, slow), readyTimeout: LIMIT_MS });
  await until(engine, 'test/held', ({ process: info }) => info !== undefined);
  engine.hold('test/held', true);
  await engine.start({ ...stdio('other', undefined, slow), readyTimeout: LIMIT_MS });
  expect((await settled(engine, 'test/other')).state.status).toBe('failed');
  expect((await settled(engine, 'test/held')).state.status).toBe('ready');
});

test('what is started next is not held any more', async () => {
  const engine = makeEngine();
  await ready(engine, stdio('held'));
  engine.hold('test/held', true);
  await engine.stop('test/held');
  expect(engine.server('test/held')?.snapshot()).not.toHaveProperty('held');
});
