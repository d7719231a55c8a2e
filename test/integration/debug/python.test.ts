import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Debuggee, DebugLaunch } from '../../../src/shared/model/debuggee';
import { stdio } from '../engine/definitions';
import { makeEngine, settled, temporaryFolder } from '../engine/harness';
import { dapClient } from './dapClient';

const python = path.resolve(import.meta.dirname, '../../../media/debug/python');
const SERVER = path.resolve(import.meta.dirname, '../../fixtures/servers/pythonServer.py');
const LINE = readFileSync(SERVER, 'utf8').split('\n').indexOf('    total = a + b') + 1;
const ID = 'test/python';

const hasPython = spawnSync('python3', ['--version']).status === 0;

function has(...command: string[]): boolean {
  return spawnSync(command[0]!, command.slice(1)).status === 0;
}

/** A virtual environment with debugpy; undefined where pip cannot get it. */
function virtualEnvironment(): string | undefined {
  const folder = temporaryFolder();
  const program = path.join(folder, 'bin', 'python');
  const made =
    has('python3', '-m', 'venv', folder) &&
    has(program, '-m', 'pip', 'install', '--quiet', '--retries', '0', 'debugpy');
  return made ? program : undefined;
}

async function start(command: string, debug: DebugLaunch, env: Record<string, string> = {}) {
  const engine = makeEngine();
  const come = new Promise<Debuggee>((resolve) =>
    engine.onDidAnnounceDebuggee(({ debuggee }) => resolve(debuggee)),
  );
  const definition = stdio('python', SERVER, env);
  const run = { ...definition.run, command, args: [SERVER] };
  await engine.start({ ...definition, run, debug });
  return { engine, debuggee: await come };
}

test('a Python server is held at a breakpoint, and leaves nothing', async ({ skip }) => {
  const program = hasPython ? virtualEnvironment() : undefined;
  if (program === undefined) return skip('There is no Python with debugpy.');
  const { engine, debuggee } = await start(program, { python });
  expect(debuggee).toMatchObject({ kind: 'python', title: 'pythonServer', host: '127.0.0.1' });
  if (debuggee.kind !== 'python') return;
  const { state, process: info } = engine.server(ID)!.snapshot();
  expect(state.status).not.toBe('ready');
  expect(debuggee.pid).toBe(info?.pid);

  const client = await dapClient(debuggee.host, debuggee.port);
  const initialized = client.event('initialized');
  await client.send('initialize', { adapterID: 'debugpy' });
  void client.send('attach', { connect: { host: debuggee.host, port: debuggee.port } });
  await initialized;
  await client.send('setBreakpoints', {
    source: { path: SERVER },
    breakpoints: [{ line: LINE }],
  });
  await client.send('configurationDone');
  expect((await settled(engine, ID)).state).toEqual({ status: 'ready' });

  const { session } = engine.server(ID)!;
  const stopped = client.event('stopped');
  const params = { name: 'add', arguments: { a: 20, b: 22 } };
  const { id } = session!.call({ method: 'tools/call', params });
  const { body } = await stopped;
  expect(body).toMatchObject({ reason: 'breakpoint' });
  expect(session!.calls()[0]?.status).toBe('running');
  const ended = new Promise<unknown>((resolve) =>
    session!.onDidChangeCall(
      (call) => call.id === id && call.status !== 'running' && resolve(call),
    ),
  );
  await client.send('continue', { threadId: (body as { threadId: number }).threadId });
  expect(await ended).toMatchObject({
    status: 'succeeded',
    result: { content: [{ text: '42' }] },
  });
  const said = engine.server(ID)!.output.texts('stderr');
  expect(said).toEqual([]);
  await engine.stop(ID);
  expect(() => process.kill(debuggee.pid!, 0)).toThrow('ESRCH');
});

test.skipIf(!hasPython)('without debugpy a server runs, and that is told', async () => {
  const folder = temporaryFolder();
  await mkdir(path.join(folder, 'debugpy'));
  // Stands before any that may be installed.
  await writeFile(path.join(folder, 'debugpy', '__init__.py'), 'raise ImportError("broken")');
  const { engine, debuggee } = await start('python3', { python, debugpy: folder });
  expect(debuggee).toMatchObject({ kind: 'failed', problem: 'broken' });
  expect((await settled(engine, ID)).state).toEqual({ status: 'ready' });
});

test.skipIf(!hasPython)('the sitecustomize that ours hides has its turn', async () => {
  const folder = temporaryFolder();
  await writeFile(
    path.join(folder, 'sitecustomize.py'),
    'import sys; print("theirs", file=sys.stderr)',
  );
  await mkdir(path.join(folder, 'debugpy'));
  await writeFile(path.join(folder, 'debugpy', '__init__.py'), 'raise ImportError("none")');
  const { engine } = await start('python3', { python, debugpy: folder }, { PYTHONPATH: folder });
  await settled(engine, ID);
  expect(engine.server(ID)!.output.texts('stderr')).toEqual(['theirs']);
});
