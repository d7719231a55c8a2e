import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ServerSignIns } from '../../../src/proxy/auth/serverSignIns';
import { Engine } from '../../../src/proxy/engine';
import type { LaunchDefinition } from '../../../src/shared/model/server';
import type { ServerSnapshot } from '../../../src/shared/model/state';
import { call, next, ROOT, startNode } from '../session/support';
import { type WindowOptions, willingWindow } from './willingWindow';

const ID = 'test/guarded';

async function startServer(env: NodeJS.ProcessEnv = {}) {
  const server = startNode(path.join(ROOT, 'test/fixtures/servers/oauthServer.mjs'), [], {
    PORT: '0',
    TENANT: 'a&b=c',
    ...env,
  });
  const [, origin] = await server.stderr(/^Listening on (\S+)$/);
  const asked = async () => {
    const log = (await (await fetch(`${origin}/log`)).json()) as { asked: string }[];
    return log.map(({ asked }) => asked);
  };
  const keys = async () => (await (await fetch(`${origin}/keys`)).json()) as string[];
  return { url: `${origin}/mcp`, asked, keys };
}

async function startEngine(window: WindowOptions = {}) {
  const storagePath = await mkdtemp(path.join(tmpdir(), 'portcullis-sign-in-'));
  const signIns = new ServerSignIns(willingWindow(window));
  const engine = new Engine({ storagePath, signIns, log: () => {} });
  onTestFinished(async () => {
    signIns.dispose();
    await engine.close();
    await rm(storagePath, { recursive: true });
  });
  return { engine, signIns, storagePath };
}

async function launch(engine: Engine, url: string, headers = {}): Promise<ServerSnapshot> {
  const definition: LaunchDefinition = {
    kind: 'remote',
    id: ID,
    name: 'guarded',
    url,
    transport: 'http',
    headers,
    readyTimeout: 30_000,
    era: 'auto',
    roots: [],
    source: { label: 'test' },
    problems: [],
  };
  const over = next(engine.onDidChangeServer, ({ state }) =>
    ['ready', 'failed'].includes(state.status),
  );
  await engine.start(definition);
  return over;
}

async function textsIn(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const texts = files.map(({ parentPath, name }) => readFile(path.join(parentPath, name), 'utf8'));
  return (await Promise.all(texts)).join('\n');
}

function diagnosisOf({ state }: ServerSnapshot) {
  if (state.status !== 'failed') throw new Error(`The server is ${state.status}.`);
  return state.diagnosis;
}

test('a server that wants a sign-in fails until there is one, and asks nobody by itself', async () => {
  const server = await startServer();
  const { engine, signIns } = await startEngine();
  const { code, fixes } = diagnosisOf(await launch(engine, server.url));
  expect(code).toBe('http.unauthorized');
  expect(fixes.map(({ action }) => action.kind)).toEqual(['signIn', 'setHeader', 'openEntry']);
  expect(await server.asked()).not.toContain('authorize');

  expect(await signIns.signIn(ID)).toBe(true);
  expect((await launch(engine, server.url)).state.status).toBe('ready');
});

test('a sign-in that is kept makes the server ready in another window', async () => {
  const server = await startServer({ TOKEN_USES: '4' });
  const kept = new Map<string, string>();
  const first = await startEngine({ kept });
  await launch(first.engine, server.url);
  await first.signIns.signIn(ID);
  const other = await startEngine({ kept });
  expect((await launch(other.engine, server.url)).state.status).toBe('ready');
  const asked = await server.asked();
  expect(asked.filter((what) => what === 'authorize')).toHaveLength(1);
});

test('once it is ready, the person is asked for more as it is needed', async () => {
  const server = await startServer();
  const { engine, signIns } = await startEngine();
  await launch(engine, server.url);
  await signIns.signIn(ID);
  await launch(engine, server.url);
  const session = engine.server(ID)!.session!;
  expect((await call(session, 'tools/call', { name: 'write' })).status).toBe('succeeded');
  const asked = await server.asked();
  expect(asked.filter((what) => what === 'authorize')).toHaveLength(2);
});

test('a sign-in that was forgotten is not used any more', async () => {
  const server = await startServer();
  const kept = new Map<string, string>();
  const { engine, signIns } = await startEngine({ kept });
  await launch(engine, server.url);
  await signIns.signIn(ID);
  kept.clear();
  signIns.reload();
  expect(diagnosisOf(await launch(engine, server.url)).code).toBe('http.unauthorized');
});

test('headers of the configuration reach the server alone', async () => {
  const server = await startServer();
  const { engine, signIns } = await startEngine();
  const headers = { 'x-key': 'secret' };
  await launch(engine, server.url, headers);
  await signIns.signIn(ID);
  expect((await launch(engine, server.url, headers)).state.status).toBe('ready');
  expect(await server.keys()).toEqual(['/mcp']);
});

test('no token is written into the log of the traffic', async () => {
  const server = await startServer();
  const kept = new Map<string, string>();
  const { engine, signIns, storagePath } = await startEngine({ kept });
  await launch(engine, server.url);
  await signIns.signIn(ID);
  await launch(engine, server.url);
  const session = engine.server(ID)!.session!;
  expect((await call(session, 'tools/call', { name: 'look' })).status).toBe('succeeded');
  const { tokens } = JSON.parse(kept.get(server.url)!);
  await engine.close();
  const written = await textsIn(storagePath);
  expect(written).toContain('"look"');
  expect(written).toMatch(/authorization/i);
  expect(written).not.toContain(tokens.access_token);
  expect(written).not.toContain(tokens.refresh_token);
});

test('who does not want to sign in is left alone', async () => {
  const server = await startServer();
  const { engine, signIns } = await startEngine({ isWilling: () => false });
  await launch(engine, server.url);
  expect(await signIns.signIn(ID)).toBe(false);
  expect(await server.asked()).not.toContain('authorize');
});

test('who does not come back can be given up', async () => {
  const server = await startServer();
  const opened = Promise.withResolvers<void>();
  const visit = async () => opened.resolve();
  const { engine, signIns } = await startEngine({ visit });
  await launch(engine, server.url);
  const signedIn = signIns.signIn(ID);
  await opened.promise;
  signIns.cancel(ID);
  expect(await signedIn).toBe(false);
});

test('what the authorization server refuses is told', async () => {
  const server = await startServer({ CONSENT: 'deny' });
  const { engine, signIns } = await startEngine();
  await launch(engine, server.url);
  await expect(signIns.signIn(ID)).rejects.toThrow('Nobody was willing.');
});

test('what is kept, but cannot be read, counts for nothing', async () => {
  const server = await startServer();
  const { engine, signIns } = await startEngine({ kept: new Map([[server.url, '{"tokens":1}']]) });
  expect(diagnosisOf(await launch(engine, server.url)).code).toBe('http.unauthorized');
  expect(await signIns.signIn(ID)).toBe(true);
});

test('a token of the configuration is the one that is sent, and no sign-in is offered', async () => {
  const server = await startServer();
  const { engine } = await startEngine();
  const failed = await launch(engine, server.url, { authorization: 'Bearer configured' });
  const { code, fixes } = diagnosisOf(failed);
  expect(code).toBe('http.unauthorized');
  expect(fixes.map(({ action }) => action.kind)).toEqual(['setHeader', 'openEntry']);
});
