import type { ChildProcess } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { ServedLine } from '../../../src/cli/servedLine';
import { findFreePort } from '../../../src/proxy/ports/portReservation';
import { isAlive } from '../../../src/proxy/process/processTable';
import { bundleCommandLine } from './bundle';
import { begin, outcome, portcullis, program } from './run';
import { entry, httpEntry, listenToServer, writeConfig } from './servers';

let folder: string;
let script: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'portcullis-cli-test-'));
  script = await bundleCommandLine(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const broken = { command: process.execPath, args: [program('process.crashed.mjs')] };

/** Serves, and reads its lines of JSON as they come. */
function serve(file: string, args: readonly string[] = [], env = {}) {
  const child = begin(
    process.execPath,
    [script, 'serve', '--json', '--config', file, ...args],
    env,
  );
  const lines: ServedLine[] = [];
  const heard = new EventEmitter();
  createInterface({ input: child.stdout! }).on('line', (line) => {
    lines.push(JSON.parse(line) as ServedLine);
    heard.emit('line');
  });
  /** The first line that tells this, now or later, from the `from`th on. */
  const told = async (server: string, state: ServedLine['state'], from = 0) => {
    for (;;) {
      const found = lines
        .slice(from)
        .find((line) => line.server === server && line.state === state);
      if (found) return found;
      await once(heard, 'line');
    }
  };
  return { child, ended: outcome(child), lines, told };
}

const isFree = (port: number) =>
  new Promise<boolean>((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });

test('every server of a file, each with the way to reach it; SIGINT ends everything', async () => {
  const { env, told: toldByServer } = await listenToServer();
  const file = writeConfig(folder, 'settings.json', {
    'portcullis.servers': {
      web: httpEntry('httpServer.mjs'),
      telling: entry('tellingServer.mjs'),
      broken,
    },
  });
  const { child, ended, told } = serve(file, [], env);
  const web = await told('web', 'ready');
  const { tap } = await told('telling', 'ready');
  const { diagnosis } = await told('broken', 'failed');
  expect(diagnosis?.code).toBe('process.crashed');
  expect(tap?.args.slice(-5)).toEqual(['tap', '--config', file, '--server', 'telling']);
  expect(tap?.args[0]).toBe(script);

  // What stands in for the server over stdio is a server over stdio.
  const tapped = ['list', '--stdio', 'tools', '--', tap!.command, ...tap!.args];
  expect(await portcullis(script, ...tapped)).toMatchObject({ code: 0, stdout: 'slow\ncrash\n' });

  const header = `X-Portcullis-Token: ${web.token}`;
  const call = ['call', web.relayUrl!, 'ping-pong'];
  expect(await portcullis(script, ...call, '--header', header)).toMatchObject({
    code: 0,
    stdout: 'pong\n',
  });
  expect((await portcullis(script, ...call)).stderr).toContain('http.unauthorized');

  const pids = (await toldByServer('pids')).split(' ').map(Number);
  child.kill('SIGINT');
  expect((await ended).code).toBe(0);
  expect(pids.map(isAlive)).toEqual([false, false]);
  expect(await isFree(Number(new URL(web.relayUrl!).port))).toBe(true);
});

test('only the servers that are named, on the port that was asked for', async () => {
  const port = await findFreePort();
  const file = writeConfig(folder, 'named.json', {
    'portcullis.servers': { web: httpEntry('httpServer.mjs'), broken },
  });
  const { child, ended, told, lines } = serve(file, ['--server', 'web', '--port', `${port}`]);
  const { relayUrl } = await told('web', 'ready');
  expect(relayUrl).toBe(`http://127.0.0.1:${port}/servers/web/mcp`);
  child.kill('SIGTERM');
  expect((await ended).code).toBe(0);
  expect(lines.map(({ server }) => server)).toEqual(['web']);
  expect(await isFree(port)).toBe(true);
});

test('what passes through the relay is recorded', async () => {
  const file = writeConfig(folder, 'record.json', {
    'portcullis.servers': { web: httpEntry('httpServer.mjs') },
  });
  const record = path.join(folder, 'served.ndjson');
  const { child, ended, told } = serve(file, ['--record', record]);
  const { relayUrl, token } = await told('web', 'ready');
  const header = `X-Portcullis-Token: ${token}`;
  await portcullis(script, 'call', relayUrl!, 'ping-pong', '--header', header);
  child.kill('SIGINT');
  await ended;
  const text = readFileSync(record, 'utf8');
  expect(text).toContain('"name":"ping-pong"');
  expect(text).not.toContain(token);
});

test('a crash is told, and that the server is back', async () => {
  const { env, told: toldByServer } = await listenToServer();
  const file = writeConfig(folder, 'crash.json', {
    'portcullis.servers': { telling: { ...entry('tellingServer.mjs'), restartOnCrash: true } },
  });
  const { child, ended, told, lines } = serve(file, [], env);
  await told('telling', 'ready');
  const [pid] = (await toldByServer('pids')).split(' ').map(Number);
  process.kill(pid!, 'SIGKILL');
  expect((await told('telling', 'failed')).diagnosis?.code).toBe('run.crashed');
  await told('telling', 'restarting');
  await told('telling', 'ready', lines.findIndex(({ state }) => state === 'restarting') + 1);
  expect(lines.map(({ state }) => state)).toEqual(['ready', 'failed', 'restarting', 'ready']);
  child.kill('SIGINT');
  await ended;
});

test('killed, it leaves no server behind', async () => {
  const { env, told: toldByServer } = await listenToServer();
  const file = writeConfig(folder, 'killed.json', {
    servers: { telling: entry('tellingServer.mjs') },
  });
  const { child, told } = serve(file, [], env);
  await told('telling', 'ready');
  child.kill('SIGKILL');
  await toldByServer('gone');
});

test('for people', async () => {
  const file = writeConfig(folder, 'people.json', {
    servers: { telling: entry('tellingServer.mjs'), broken },
  });
  const child = begin(process.execPath, [script, 'serve', '--config', file]);
  const ended = outcome(child);
  await heard(child, /Ctrl-C/);
  child.kill('SIGINT');
  const { code, stdout, stderr } = await ended;
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /✓ telling {2}MCP 20\d\d-\d\d-\d\d\n {4}\S.* tap --config \S+ --server telling\n/,
  );
  expect(stdout).toMatch(/✗ broken {2}TypeError.* {2}process\.crashed\n/);
  expect(stderr).toBe('1 of 2 servers are ready. Ctrl-C ends everything.\n');
});

test('no server that gets ready: exit code 1, without being asked to end', async () => {
  const file = writeConfig(folder, 'broken.json', { mcpServers: { broken } });
  const { code, stdout } = await portcullis(script, 'serve', '--json', '--config', file);
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ server: 'broken', state: 'failed' });
});

test('a client of a server that is not ready learns why from the relay', async () => {
  const file = writeConfig(folder, 'unready.json', {
    'portcullis.servers': {
      web: httpEntry('httpServer.mjs'),
      down: { ...httpEntry('httpServer.mjs'), args: [program('process.crashed.mjs')] },
    },
  });
  const { child, ended, told } = serve(file);
  const { relayUrl, token } = await told('web', 'ready');
  const { diagnosis } = await told('down', 'failed');
  const url = relayUrl!.replace('/web/', '/down/');
  const answer = await fetch(url, { headers: { 'x-portcullis-token': token! } });
  expect(answer.status).toBe(503);
  expect(await answer.json()).toEqual({
    error: expect.stringContaining(`down is not ready. ${diagnosis!.title} (${diagnosis!.code})`),
  });
  child.kill('SIGINT');
  await ended;
});

test('a file that cannot be read as one says where', async () => {
  const file = path.join(folder, 'syntax.json');
  writeFileSync(file, '{"servers": {');
  const { code, stdout } = await portcullis(script, 'serve', '--json', '--config', file);
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ diagnosis: { code: 'config.file-invalid' } });
});

test('wrong usage: a file without servers, a server that is not there', async () => {
  const empty = writeConfig(folder, 'empty.json', { servers: {} });
  expect(await portcullis(script, 'serve', '--config', empty)).toMatchObject({
    code: 2,
    stdout: '',
  });
  const some = writeConfig(folder, 'some.json', { servers: { broken } });
  const { code, stderr } = await portcullis(script, 'serve', '--config', some, '--server', 'nope');
  expect(code).toBe(2);
  expect(stderr).toContain('It has: broken.');
});

test('a port that is taken: by whom, before anything is started', async () => {
  const holder = createServer();
  onTestFinished(() => {
    holder.close();
  });
  holder.listen(0, '127.0.0.1');
  await once(holder, 'listening');
  const { port } = holder.address() as { port: number };
  const file = writeConfig(folder, 'port.json', { servers: { broken } });
  const result = await portcullis(script, 'serve', '--config', file, '--port', `${port}`);
  expect(result).toMatchObject({ code: 1, stdout: '' });
  expect(result.stderr).toContain(`Port ${port} is taken`);
  expect(result.stderr).toContain(`pid ${process.pid}`);
});

test('a reader that goes ends everything', async () => {
  const { env, told } = await listenToServer();
  const file = writeConfig(folder, 'reader.json', {
    servers: { telling: entry('tellingServer.mjs') },
  });
  const child = begin(process.execPath, [script, 'serve', '--json', '--config', file], env);
  child.stdout?.destroy();
  const [pid] = (await told('pids')).split(' ').map(Number);
  expect((await outcome(child)).stderr).toBe('');
  expect(isAlive(pid!)).toBe(false);
});

function heard(child: ChildProcess, pattern: RegExp): Promise<void> {
  let text = '';
  return new Promise((resolve) => {
    child.stderr!.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (pattern.test(text)) resolve();
    });
  });
}
