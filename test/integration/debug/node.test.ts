import { existsSync } from 'node:fs';
import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Engine } from '../../../src/proxy/engine';
import type { Debuggee } from '../../../src/shared/model/debuggee';
import type { LaunchDefinition } from '../../../src/shared/model/server';
import { launchedHttp, stdio } from '../engine/definitions';
import { makeEngine, settled, temporaryFolder } from '../engine/harness';
import { attachTo } from './inspectorClient';

const debug = { node: path.resolve(import.meta.dirname, '../../../media/debug/node.cjs') };
const ID = 'test/debugged';

/** What comes under the debugger, one after the other. */
function debuggees(engine: Engine) {
  const come: Debuggee[] = [];
  const waiting: ((debuggee: Debuggee) => void)[] = [];
  engine.onDidAnnounceDebuggee(({ debuggee }) => {
    const resolve = waiting.shift();
    if (resolve) resolve(debuggee);
    else come.push(debuggee);
  });
  return {
    come,
    next: () =>
      come.length > 0
        ? Promise.resolve(come.shift()!)
        : new Promise<Debuggee>((resolve) => waiting.push(resolve)),
  };
}

async function letRun(debuggee: Debuggee) {
  if (debuggee.kind !== 'node') throw new Error(`It is ${debuggee.kind}`);
  const client = await attachTo(debuggee.websocketAddress);
  await client.send('Debugger.enable');
  await client.send('Runtime.runIfWaitingForDebugger');
  return client;
}

async function start(definition: LaunchDefinition) {
  const engine = makeEngine();
  const { next, come } = debuggees(engine);
  await engine.start({ ...definition, debug });
  return { engine, next, come };
}

test.each([
  ['stdio', stdio],
  ['HTTP', launchedHttp],
])('a server over %s waits until a debugger has come', async (_, definition) => {
  const { engine, next, come } = await start(definition('debugged'));
  const debuggee = await next();
  const { process: info, state } = engine.server(ID)!.snapshot();
  expect(debuggee).toMatchObject({ kind: 'node', pid: info?.pid });
  expect(debuggee.title).toMatch(/^(?:stdio|http)Server\.mjs$/);
  expect(state.status).not.toBe('ready');
  await letRun(debuggee);
  expect((await settled(engine, ID)).state).toEqual({ status: 'ready' });
  expect(come).toEqual([]);
  const said = engine.server(ID)!.output.texts('stderr');
  expect(said.filter((line) => /debugger/i.test(line))).toEqual([]);
});

test('the inspector of a server that waits is not taken for the server, however long it waits', async () => {
  const { engine, next } = await start(launchedHttp('debugged'));
  const debuggee = await next();
  // What is claimed is about time: an address must stand for two seconds until it is asked, and looks get seldom.
  await Promise.race([delay(5_000), settled(engine, ID)]);
  expect(engine.server(ID)!.snapshot().state.status).not.toBe('failed');
  await letRun(debuggee);
  expect((await settled(engine, ID)).state).toEqual({ status: 'ready' });
});

test('a stop while it waits leaves nothing, and so does one while a debugger is there', async () => {
  const { engine, next } = await start(stdio('debugged'));
  const first = await next();
  await engine.stop(ID);
  expect(engine.list()[0]?.state).toEqual({ status: 'stopped' });
  expect(() => process.kill(first.pid!, 0)).toThrow('ESRCH');

  await engine.start({ ...stdio('debugged'), debug });
  const second = await next();
  const client = await letRun(second);
  await settled(engine, ID);
  const paused = client.event('Debugger.paused');
  await client.send('Debugger.pause');
  await client.send('Runtime.evaluate', { expression: '1' });
  await paused;
  await engine.stop(ID);
  expect(() => process.kill(second.pid!, 0)).toThrow('ESRCH');
});

/** A folder with a package `tsx`, whose program starts what it is given, as the real one does. */
async function projectWithRunner() {
  const folder = temporaryFolder();
  const bin = path.join(folder, 'node_modules', 'tsx', 'dist');
  await mkdir(bin, { recursive: true });
  await writeFile(
    path.join(bin, 'cli.mjs'),
    `#!/usr/bin/env node
import { spawn } from 'node:child_process';
const child = spawn(process.execPath, process.argv.slice(2), { stdio: 'inherit' });
child.on('exit', (code) => process.exit(code ?? 1));`,
  );
  await chmod(path.join(bin, 'cli.mjs'), 0o755);
  await mkdir(path.join(folder, 'node_modules', '.bin'));
  const shim = path.join(folder, 'node_modules', '.bin', 'tsx');
  await symlink(path.join('..', 'tsx', 'dist', 'cli.mjs'), shim);
  return { folder, shim };
}

test('a runner is passed over, what it runs is debugged', async () => {
  const { shim } = await projectWithRunner();
  const definition = stdio('debugged');
  const { args } = definition.run;
  const run = { ...definition.run, command: shim, args };
  const { engine, next, come } = await start({ ...definition, run });
  const debuggee = await next();
  expect(debuggee.title).toBe('stdioServer.mjs');
  expect(debuggee.pid).not.toBe(engine.server(ID)!.snapshot().process?.pid);
  await letRun(debuggee);
  expect((await settled(engine, ID)).state).toEqual({ status: 'ready' });
  expect(come).toEqual([]);
});

test('npm is passed over, too', async () => {
  const folder = temporaryFolder();
  const definition = stdio('debugged');
  const { command, args } = definition.run;
  const script = `"${command}" "${args[0]}"`;
  const manifest = { name: 'project', version: '1.0.0', scripts: { serve: script } };
  await writeFile(path.join(folder, 'package.json'), JSON.stringify(manifest));
  const run = {
    ...definition.run,
    command: 'npm',
    args: ['run', '--silent', 'serve'],
    cwd: folder,
  };
  const { engine, next, come } = await start({ ...definition, run });
  const debuggee = await next();
  expect(debuggee.title).toBe('stdioServer.mjs');
  await letRun(debuggee);
  expect((await settled(engine, ID)).state).toEqual({ status: 'ready' });
  expect(come).toEqual([]);
});

test('a program that opens its inspector itself is told of once', async () => {
  const definition = stdio('debugged');
  const run = { ...definition.run, args: ['--inspect=127.0.0.1:0', ...definition.run.args] };
  const { engine, next, come } = await start({ ...definition, run });
  await letRun(await next());
  expect((await settled(engine, ID)).state).toEqual({ status: 'ready' });
  expect(come).toEqual([]);
});

test('a folder that is gone keeps nobody waiting', async () => {
  const definition = stdio('debugged', undefined, { PORTCULLIS_DEBUGGEES: '/nowhere' });
  const env = { ...definition.run.env, NODE_OPTIONS: `--require "${debug.node}"` };
  const engine = makeEngine();
  await engine.start({ ...definition, run: { ...definition.run, env } });
  expect((await settled(engine, ID)).state).toEqual({ status: 'ready' });
  expect(existsSync('/nowhere')).toBe(false);
});
