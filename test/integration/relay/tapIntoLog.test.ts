import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { Engine } from '../../../src/proxy/engine';
import { ConnectedClients } from '../../../src/proxy/relay/connectedClients';
import { takeTaps } from '../../../src/proxy/relay/engineTaps';
import type { TrafficHead } from '../../../src/shared/model/traffic';
import { bundleCommandLine } from '../cli/bundle';
import { MODERN } from '../session/support';

const ID = 'vscode/weather';

let folder: string;
let script: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'portcullis-tap-log-'));
  script = await bundleCommandLine(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function world() {
  const home = mkdtempSync(path.join(folder, 'world-'));
  vi.stubEnv('PORTCULLIS_HOME', home);
  onTestFinished(() => void vi.unstubAllEnvs());
  const file = path.join(home, 'mcp.json');
  const entry = { command: process.execPath, args: [MODERN, 'stdio'] };
  writeFileSync(file, JSON.stringify({ servers: { weather: entry } }));
  return { home, file, uri: pathToFileURL(file).href };
}

/** What a window's proxy has of it. */
function startEngine({ home, uri }: ReturnType<typeof world>, name = 'storage') {
  const storagePath = path.join(home, name);
  const engine = new Engine({ storagePath, log: () => {} });
  const clients = new ConnectedClients();
  const taps = takeTaps(engine, { storagePath, clients, log: () => {} });
  taps.configured([{ serverId: ID, name: 'weather', uri }]);
  let closed: Promise<void> | undefined;
  const close = () => {
    closed ??= taps.close().then(() => engine.close());
    return closed;
  };
  onTestFinished(close);
  const heads = async (): Promise<readonly TrafficHead[]> =>
    (await engine.traffic.window(ID, {}, 0, 100)).heads;
  const methods = async () =>
    (await heads())
      .filter(({ kind }) => kind !== 'stderr')
      .map(({ kind, method }) => `${kind} ${method}`);
  return { close, heads, methods, clients };
}

async function connect(file: string): Promise<Client> {
  const client = new Client({ name: 'Another client', version: '1' });
  const args = [script, 'tap', '--config', file, '--server', 'weather'];
  const env = process.env as Record<string, string>;
  const transport = new StdioClientTransport({
    command: process.execPath,
    args,
    env,
    stderr: 'ignore',
  });
  await client.connect(transport as Parameters<typeof client.connect>[0]);
  onTestFinished(() => client.close());
  return client;
}

const SAID = [
  'request initialize',
  'response initialize',
  'notification notifications/initialized',
  'request tools/list',
  'response tools/list',
];

test('what another client says stands in the log of the server while it is said', async () => {
  const here = world();
  const { methods, heads, clients } = startEngine(here);
  const client = await connect(here.file);
  await client.listTools();
  await expect.poll(methods, { timeout: 20_000 }).toEqual(SAID);
  const present = { name: 'Another client', via: 'tap', sessions: 1 };
  await expect.poll(() => clients.of(ID), { timeout: 20_000 }).toMatchObject([present]);
  const told = await heads();
  expect(new Set(told.map(({ sessionId }) => sessionId))).toEqual(new Set(['tap: Another client']));
  const [request, answer] = told.filter(({ method }) => method === 'tools/list');
  expect([request!.pairSeq, answer!.pairSeq]).toEqual([answer!.seq, request!.seq]);
  expect(answer!.durationMs).toBeCloseTo(answer!.time - request!.time, 2);
  await client.close();
  await expect.poll(() => clients.of(ID), { timeout: 20_000 }).toEqual([]);
});

test('what it said while no window was open stands there afterwards, at its time, and once', async () => {
  const here = world();
  const client = await connect(here.file);
  await client.listTools();
  await client.close();
  const after = Date.now();
  const first = startEngine(here);
  await expect.poll(first.methods, { timeout: 20_000 }).toEqual(SAID);
  expect(first.clients.of(ID)).toEqual([]);
  expect((await first.heads()).every(({ time }) => time <= after)).toBe(true);
  await first.close();
  const second = startEngine(here);
  const another = await connect(here.file);
  await another.ping();
  await expect
    .poll(second.methods, { timeout: 20_000 })
    .toEqual([...SAID, ...SAID.slice(0, 3), 'request ping', 'response ping']);
});
