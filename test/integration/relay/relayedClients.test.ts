import {
  Client as ClientV2,
  StreamableHTTPClientTransport as HttpV2,
} from '@modelcontextprotocol/client';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as HttpV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startListener } from '../../../src/proxy/relay/listener';
import {
  httpTarget,
  MemoryRecorder,
  open,
  startEverything,
  startModernHttp,
} from '../session/support';

async function relay(url: string) {
  const recorder = new MemoryRecorder();
  const listener = await startListener({
    preferredPort: 0,
    log: () => {},
    lookup: (name) => (name === 'server' ? { url, headers: {}, recorder } : undefined),
  });
  onTestFinished(() => listener.close());
  const relayed = `http://127.0.0.1:${listener.port}/servers/server/mcp?token=${listener.token}`;
  return { recorder, url: new URL(relayed) };
}

const info = { name: 'client', version: '1' };
const servers = { everything: () => startEverything('streamableHttp'), modern: startModernHttp };

describe.each(Object.entries(servers))('through the relay to %s', (name, start) => {
  test('the SDK v1 client works as it does directly', async () => {
    const { url, recorder } = await relay((await start()).url);
    const client = new ClientV1(info);
    await client.connect(new HttpV1(url) as Parameters<typeof client.connect>[0]);
    onTestFinished(() => client.close());
    const { tools } = await client.listTools();
    expect(tools.map((tool) => tool.name)).toContain('echo');
    const params = { name: 'echo', arguments: { message: 'through' } };
    expect(JSON.stringify(await client.callTool(params))).toContain('Echo: through');
    expect(recorder.sent().slice(0, 2)).toEqual(['initialize', 'notifications/initialized']);
    expect(recorder.all.at(-1)!.text).toContain('Echo: through');
  });

  test('the SDK v2 client works as it does directly, in the era that it finds', async () => {
    const { url, recorder } = await relay((await start()).url);
    const client = new ClientV2(info, { versionNegotiation: { mode: 'auto' } });
    await client.connect(new HttpV2(url));
    onTestFinished(() => client.close());
    expect(client.getProtocolEra()).toBe(name === 'modern' ? 'modern' : 'legacy');
    const progress: number[] = [];
    const [tool, args] =
      name === 'modern'
        ? ['long', { steps: 3, ms: 30 }]
        : ['trigger-long-running-operation', { steps: 3, duration: 0.3 }];
    await client.callTool(
      { name: tool, arguments: args },
      { onprogress: (step) => progress.push(step.progress) },
    );
    expect(progress.length).toBeGreaterThanOrEqual(2);
    const recorded = recorder.all.filter(({ text }) => text.includes('notifications/progress'));
    expect(recorded).toHaveLength(3);
  });

  test('the Inspector’s own session works too', async () => {
    const { url } = await relay((await start()).url);
    const { session } = await open(httpTarget(url.href));
    await session.start();
    expect(session.catalog.errors).toEqual([]);
    expect(session.summary.counts!.tools).toBeGreaterThan(5);
  });
});
