import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Engine } from '../../../src/proxy/engine';
import type { LaunchDefinition } from '../../../src/shared/model/server';
import { launchedHttp, stdio } from './definitions';
import { makeEngine, settled, step, temporaryFolder } from './harness';

/** Launches it, and tells what its processes were sent until then; what follows the handshake aside. */
async function launch(engine: Engine, make: (env: Record<string, string>) => LaunchDefinition) {
  const arrivals = path.join(temporaryFolder(), 'arrivals');
  const definition = make({ ARRIVALS: arrivals });
  await engine.start(definition);
  const end = await settled(engine, definition.id);
  const received = existsSync(arrivals) ? readFileSync(arrivals, 'utf8').trim().split('\n') : [];
  return { end, received: received.filter((method) => !/^tools|^notifications/.test(method)) };
}

const overStdio = (env: Record<string, string>) => stdio('impatient', 'impatientServer.mjs', env);

test.each([
  ['over stdio', overStdio],
  // Both messages wait for it then, and it leaves at the first.
  ['that boots slowly', (env) => overStdio({ ...env, BOOT_MS: '4000' })],
  [
    'over HTTP',
    (env) => launchedHttp('impatient', 'impatientServer.mjs', { TRANSPORT: 'http', ...env }),
  ],
] as [string, (env: Record<string, string>) => LaunchDefinition][])(
  'a server %s that exits upon server/discover is started once more, in the legacy era',
  async (_, make) => {
    const engine = makeEngine();
    const { end, received } = await launch(engine, make);
    expect(end.state).toEqual({ status: 'ready' });
    expect(received).toEqual(['server/discover', 'initialize']);
    expect(end.session).toMatchObject({ era: 'legacy', protocolVersion: '2025-06-18' });
    expect(step(end.launch, 'process')).toMatchObject({ status: 'passed', attempts: 2 });
    expect(step(end.launch, 'mcp')).toMatchObject({
      status: 'passed',
      attempts: 2,
      detail: '2025-06-18, second try: it had ended upon server/discover',
    });
    const { heads } = await engine.traffic.window(end.id, { kinds: ['request'] }, 0, 100);
    const methods = heads.map(({ method }) => method);
    expect(methods[0]).toBe('server/discover');
    expect(methods.at(-1)).toMatch(/^initialize$|^tools\/list$/);
    // Each process is seen as a session of its own.
    expect(heads.at(-1)!.sessionId).not.toBe(heads[0]!.sessionId);
  },
);

test('an error that speaks of the handshake is a reason to try again', async () => {
  const { end } = await launch(makeEngine(), (env) =>
    overStdio({ ...env, WORDS: 'Expected an initialize request' }),
  );
  expect(end.state).toEqual({ status: 'ready' });
});

test('a server that crashes at boot is not started a second time', async () => {
  const { end } = await launch(makeEngine(), (env) => stdio('crash', 'crashAtBoot.mjs', env));
  expect(end.state).toMatchObject({ diagnosis: { code: 'process.crashed' } });
  expect(step(end.launch, 'process')).toMatchObject({ status: 'failed', attempts: 1 });
});

test('a server that exits upon initialize too is explained by what it says then', async () => {
  const engine = makeEngine();
  const { end, received } = await launch(engine, (env) => overStdio({ ...env, DIES: '1' }));
  expect(received).toEqual(['server/discover', 'initialize']);
  expect(end.state.status).toBe('failed');
  expect(JSON.stringify(end.state)).toContain('the license has expired');
  expect(JSON.stringify(end.state)).not.toContain('code 3');
  expect(step(end.launch, 'process')).toMatchObject({
    status: 'failed',
    attempts: 2,
    detail: 'exited with code 4',
  });
  await engine.stop(end.id);
  expect(engine.table.own).toEqual([]);
});

test.each(['legacy', 'modern'] as const)('there is no second try in the era %s', async (era) => {
  const engine = makeEngine();
  const { end, received } = await launch(engine, (env) => ({
    ...overStdio({ ...env, DIES: '1' }),
    era,
  }));
  expect(end.state.status).toBe('failed');
  expect(received).toEqual([era === 'legacy' ? 'initialize' : 'server/discover']);
  expect(step(end.launch, 'process')!.attempts).toBe(1);
});

test('a server that says why it cannot run is not started in vain', async () => {
  const engine = makeEngine();
  const definition = stdio('no-file', 'noSuchServer.mjs');
  await engine.start(definition);
  const { state, launch: checklist } = await settled(engine, definition.id);
  expect(state).toMatchObject({ status: 'failed', diagnosis: { code: 'process.module-missing' } });
  expect(step(checklist, 'process')!.attempts).toBe(1);
});
