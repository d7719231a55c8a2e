import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import {
  Client as ClientV2,
  StreamableHTTPClientTransport as HttpV2,
  SSEClientTransport as SseV2,
} from '@modelcontextprotocol/client';
import { StdioClientTransport as StdioV2 } from '@modelcontextprotocol/client/stdio';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { SSEClientTransport as SseV1 } from '@modelcontextprotocol/sdk/client/sse.js';
import { StdioClientTransport as StdioV1 } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport as HttpV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { bundleCommandLine } from '../cli/bundle';
import { httpTarget, open, ROOT } from '../session/support';
import { changingRoutes, type Route, routes, type Way } from './routes';

let folder: string;
let script: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'portcullis-clients-'));
  script = await bundleCommandLine(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const info = { name: 'Real client', version: '1' };
type AnyClient = ClientV1 | ClientV2;

async function connectV1(way: Way): Promise<ClientV1> {
  const client = new ClientV1(info);
  const transport =
    way.kind === 'stdio'
      ? new StdioV1({ ...way, args: [...way.args], env: environment(way), stderr: 'ignore' })
      : way.kind === 'sse'
        ? new SseV1(new URL(way.url))
        : new HttpV1(new URL(way.url));
  await client.connect(transport as Parameters<typeof client.connect>[0]);
  onTestFinished(() => client.close());
  return client;
}

const connectV2 =
  (mode: 'legacy' | 'auto') =>
  async (way: Way): Promise<ClientV2> => {
    const client = new ClientV2(info, { versionNegotiation: { mode } });
    const transport =
      way.kind === 'stdio'
        ? new StdioV2({ ...way, args: [...way.args], env: environment(way), stderr: 'ignore' })
        : way.kind === 'sse'
          ? new SseV2(new URL(way.url))
          : new HttpV2(new URL(way.url));
    await client.connect(transport);
    onTestFinished(() => client.close());
    return client;
  };

function environment({ env }: Way & { kind: 'stdio' }): Record<string, string> {
  return { ...(process.env as Record<string, string>), ...env };
}

/** What differs between two runs of one server anyway. */
function settled(value: unknown): unknown {
  const text = JSON.stringify(value);
  return JSON.parse(text.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z|\d{1,2}:\d\d:\d\d [AP]M/g, 'TIME'));
}

/** A person's work with a server, and all that came of it. */
async function use(client: AnyClient) {
  const { tools } = await client.listTools();
  const isModern = tools.some(({ name }) => name === 'long');
  const [slow, args] = isModern
    ? ['long', { steps: 3, ms: 30 }]
    : ['trigger-long-running-operation', { steps: 3, duration: 0.3 }];
  const progress: unknown[] = [];
  const { resources } = await client.listResources();
  const [prompt, given] = isModern
    ? ['greet', { name: 'Ada' }]
    : ['args-prompt', { city: 'Oslo', state: 'Oslo' }];
  return settled({
    version: client.getServerVersion(),
    capabilities: client.getServerCapabilities(),
    instructions: client.getInstructions(),
    tools,
    echo: await client.callTool({ name: 'echo', arguments: { message: 'ä "through" \u2028' } }),
    failed: await client
      .callTool({ name: 'no-such-tool', arguments: {} })
      .catch(({ code, message }) => ({ code, message })),
    slow: await call(client, slow, args, {
      onprogress: (step) => progress.push(step),
    }),
    // The last one may come too late for the SDK, which then drops it.
    progress: progress.slice(0, 2),
    resources,
    read: await client.readResource({ uri: resources[0]!.uri }),
    prompts: await client.listPrompts(),
    prompt: await client.getPrompt({ name: prompt, arguments: given }),
    cancelled: await cancel(client, slow),
    // It goes on as before.
    after: await client.callTool({ name: 'echo', arguments: { message: 'after' } }),
  });
}

interface CallOptions {
  readonly signal?: AbortSignal;
  readonly onprogress: (step: unknown) => void;
}

/** The two SDKs take their options in different places. */
function call(client: AnyClient, name: string, args: object, options: CallOptions) {
  const params = { name, arguments: { ...args } };
  return client instanceof ClientV1
    ? client.callTool(params, undefined, options)
    : client.callTool(params, options);
}

async function cancel(client: AnyClient, slow: string): Promise<string> {
  const controller = new AbortController();
  const args = slow === 'long' ? { steps: 20, ms: 2_000 } : { steps: 20, duration: 2 };
  // With the first progress the server is at work.
  const options = { signal: controller.signal, onprogress: () => controller.abort() };
  const calling = call(client, slow, args, options);
  return calling.then(
    () => 'answered',
    () => (controller.signal.aborted ? 'cancelled' : 'failed'),
  );
}

const clients: Readonly<Record<string, (way: Way) => Promise<AnyClient>>> = {
  'the SDK v1 client': connectV1,
  'the SDK v2 client in the legacy era': connectV2('legacy'),
  'the SDK v2 client in the era that it finds': connectV2('auto'),
};

describe.each(Object.entries(routes(() => script)))('to %s', (name, start) => {
  test.each(Object.entries(clients))('%s works as it does directly', async (who, connect) => {
    const route = await start();
    const [direct, through] = [await connect(route.direct), await connect(route.through)];
    if (through instanceof ClientV2 && direct instanceof ClientV2) {
      expect(through.getProtocolEra()).toBe(direct.getProtocolEra());
      const isModern = name.includes('both eras') && who.endsWith('finds');
      expect(through.getProtocolEra()).toBe(isModern ? 'modern' : 'legacy');
    }
    expect(await use(through)).toEqual(await use(direct));
    expectRecord(route);
  });

  test('the official Inspector works as it does directly', async () => {
    const route = await start();
    const tool = ['--method', 'tools/call', '--tool-name', 'echo', '--tool-arg', 'message=through'];
    const works = [['--method', 'tools/list'], tool, ['--method', 'prompts/list']];
    const [direct, through] = await Promise.all(
      [route.direct, route.through].map((way) =>
        Promise.all(works.map((args) => inspect(way, args))),
      ),
    );
    expect(settled(through)).toEqual(settled(direct));
    expect(JSON.stringify(through)).toMatch(/"name":"echo".*Echo: through.*"prompts":\[\{/s);
    expectRecord(route);
  });
});

/** The whole of it stands in the log: both ways, requests and notifications of both sides. */
function expectRecord({ recorder, through }: Route): void {
  if (through.kind === 'stdio') return;
  const sent = recorder.sent();
  expect(sent).toContain('tools/list');
  expect(sent).toContain('tools/call');
  expect(recorder.all.filter(({ kind }) => kind === 'serverToClient').length).toBeGreaterThan(3);
}

describe.each(Object.entries(changingRoutes(() => script)))('over %s', (_name, start) => {
  test.each(['legacy', 'auto'] as const)(
    'what a server tells unasked reaches the SDK v2 client (%s)',
    async (mode) => {
      const { through, recorder } = await start();
      const client = await connectV2(mode)(through);
      const { promise: changed, resolve } = Promise.withResolvers<void>();
      client.setNotificationHandler('notifications/tools/list_changed', () => resolve());
      if (mode === 'auto') await client.listen({ toolsListChanged: true });
      const before = (await client.listTools()).tools.length;
      await client.callTool({ name: 'toggle_tool', arguments: { name: 'another' } });
      await changed;
      const { tools } = await client.listTools(undefined, { cacheMode: 'bypass' });
      expect(tools).toHaveLength(before + 1);
      if (through.kind === 'stdio') return;
      expect(recorder.all.map(({ text }) => text).join()).toContain('tools/list_changed');
    },
  );
});

test('a session of our own works through our own relay', async () => {
  const { through } = await routes(() => script)['everything over HTTP']!();
  const { session } = await open(httpTarget((through as { url: string }).url));
  await session.start();
  expect(session.catalog.errors).toEqual([]);
  expect(session.summary.counts!.tools).toBeGreaterThan(5);
});

const INSPECTOR = path.join(
  ROOT,
  'node_modules/@modelcontextprotocol/inspector/clients/launcher/build/index.js',
);

/** What the command line of the official Inspector prints. */
async function inspect(way: Way, args: readonly string[]): Promise<unknown> {
  const home = mkdtempSync(path.join(folder, 'inspector-'));
  const config = path.join(home, 'mcp.json');
  const { kind: type, ...rest } = way;
  writeFileSync(config, JSON.stringify({ mcpServers: { server: { type, ...rest } } }));
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [INSPECTOR, '--cli', '--config', config, '--server', 'server', ...args],
    { env: { ...process.env, HOME: home }, maxBuffer: 16 << 20 },
  );
  return JSON.parse(stdout);
}
