// What the fixture server offers beyond what the conformance suite asks for, seen by the official client.
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { describe, expect, onTestFinished, test } from 'vitest';
import * as z from 'zod/v4';
import { ROOT, startNode } from '../session/support';

const SERVER = `${ROOT}/test/fixtures/servers/everythingModern/server.mjs`;
const WATCHED = 'test://watched-resource';
const anything = z.looseObject({});

type Era = 'legacy' | 'modern';
const WAYS: [Era, 'stdio' | 'HTTP'][] = [
  ['legacy', 'stdio'],
  ['legacy', 'HTTP'],
  ['modern', 'stdio'],
  ['modern', 'HTTP'],
];

async function connect(era: Era, way: 'stdio' | 'HTTP', env: Record<string, string> = {}) {
  const client = new Client(
    { name: 'test', version: '1' },
    {
      capabilities: { elicitation: { form: {}, url: {} }, sampling: {}, roots: {} },
      versionNegotiation: { mode: era === 'legacy' ? 'legacy' : { pin: '2026-07-28' } },
    },
  );
  await client.connect(await transportTo(way, env));
  onTestFinished(() => client.close());
  expect(client.getProtocolEra()).toBe(era);
  return client;
}

async function transportTo(way: 'stdio' | 'HTTP', env: Record<string, string>) {
  if (way === 'stdio') {
    const args = [SERVER, '--stdio'];
    return new StdioClientTransport({ command: process.execPath, args, env: { ...env } });
  }
  const server = startNode(SERVER, [], { PORT: '0', ...env });
  const [, port] = await server.stderr(/^listening (\d+)$/);
  return new StreamableHTTPClientTransport(new URL(`http://127.0.0.1:${port}/mcp`));
}

const textOf = (result: unknown) => JSON.stringify(result);

describe.each(WAYS)('in the %s era over %s', (era, way) => {
  test('lists in pages, if it is told to', async () => {
    const client = await connect(era, way, { PAGE: '7' });
    const whole = await client.listTools();
    expect(new Set(whole.tools.map(({ name }) => name)).size).toBe(whole.tools.length);
    expect(whole.tools.length).toBeGreaterThan(50);
    const first = await client.request({ method: 'tools/list', params: {} }, anything);
    expect(first).toMatchObject({ nextCursor: '7' });
    expect((first as { tools?: unknown[] }).tools).toHaveLength(7);
  });

  test('asks to open a page', async () => {
    const client = await connect(era, way);
    const asked: unknown[] = [];
    client.setRequestHandler('elicitation/create', ({ params }) => {
      asked.push(params);
      return { action: 'accept' };
    });
    const args = { url: 'https://example.com/sign-in' };
    const result = await client.callTool({ name: 'sign_in_elsewhere', arguments: args });
    expect(textOf(result)).toContain('answered by: accept');
    expect(asked).toMatchObject([{ mode: 'url', url: args.url }]);
  });

  test('asks twice, one after the other, and remembers the first answer', async () => {
    const client = await connect(era, way);
    client.setRequestHandler('elicitation/create', ({ params }) => {
      const content = params.message.startsWith('Step 1') ? { name: 'Ada' } : { color: 'red' };
      return { action: 'accept', content };
    });
    const result = await client.callTool({ name: 'test_input_required_result_multi_round' });
    expect(textOf(result)).toContain('Ada likes red');
  });

  test('completes a city of the country that was chosen', async () => {
    const client = await connect(era, way);
    const { completion } = await client.complete({
      ref: { type: 'ref/resource', uri: 'test://places/{country}/{city}' },
      argument: { name: 'city', value: 'p' },
      context: { arguments: { country: 'italy' } },
    });
    expect(completion.values).toEqual(['pisa']);
  });

  test('says what its own schema forbids, and what only the protocol may', async () => {
    const client = await connect(era, way);
    const call = (name: string) =>
      client.request({ method: 'tools/call', params: { name } }, anything);
    expect(await call('wrong_weather')).toMatchObject({ structuredContent: { celsius: 'warm' } });
    await expect(call('protocol_error')).rejects.toMatchObject({
      code: -32000,
      data: { why: 'for tests' },
    });
  });

  test('adds and removes a tool, a prompt and a resource', async () => {
    const client = await connect(era, way);
    for (const kind of ['tool', 'prompt', 'resource']) {
      const toggle = () =>
        client.callTool({ name: `toggle_${kind}`, arguments: { name: 'fresh' } });
      const listed = async () => {
        const method = `${kind}s/list`;
        return textOf(await client.request({ method, params: {} }, anything));
      };
      await toggle();
      expect(await listed()).toContain('"fresh"');
      await toggle();
      expect(await listed()).not.toContain('"fresh"');
    }
  });
});

describe.each(['stdio', 'HTTP'] as const)('over %s', (way) => {
  test('tells those who subscribed that a resource has changed', async () => {
    const legacy = await connect('legacy', way);
    await legacy.subscribeResource({ uri: WATCHED });
    const modern = await connect('modern', way);
    const told = [legacy, modern].map(
      (client) =>
        new Promise<unknown>((resolve) => {
          client.setNotificationHandler('notifications/resources/updated', ({ params }) =>
            resolve(params.uri),
          );
        }),
    );
    await modern.listen({ resourceSubscriptions: [WATCHED] });
    for (const client of [legacy, modern]) {
      await client.callTool({ name: 'touch_watched_resource' });
    }
    expect(await Promise.all(told)).toEqual([WATCHED, WATCHED]);
    const read = await modern.readResource({ uri: WATCHED });
    expect(textOf(read)).toContain('Changed 1 times');
  });

  test('runs tasks of the legacy era, and asks on their behalf', async () => {
    const client = await connect('legacy', way);
    client.setRequestHandler('elicitation/create', ({ params }) => {
      expect(textOf(params)).toContain('related-task');
      return { action: 'accept', content: { confirm: true } };
    });
    const ask = (method: string, params: object) =>
      client.request({ method, params: { ...params } }, anything);
    const start = async (name: string, args: object) => {
      const params = { name, arguments: args, task: { ttl: 60_000 } };
      const { task } = (await ask('tools/call', params)) as { task: { taskId: string } };
      return task;
    };
    const deleting = await start('confirm_delete', { filename: 'old.txt' });
    expect(deleting).toMatchObject({ status: 'input_required', ttl: 60_000 });
    expect(textOf(await ask('tasks/result', deleting))).toContain('old.txt would be deleted');
    expect(await ask('tasks/get', deleting)).toMatchObject({ status: 'completed' });

    const sleeping = await start('slow_compute', { seconds: 600 });
    expect(await ask('tasks/cancel', sleeping)).toMatchObject({ status: 'cancelled' });
    await expect(ask('tasks/result', sleeping)).rejects.toThrow('cancelled');
    const { tasks } = (await ask('tasks/list', {})) as { tasks: { taskId: string }[] };
    expect(tasks.map(({ taskId }) => taskId)).toEqual([deleting.taskId, sleeping.taskId]);
    await expect(ask('tools/call', { name: 'failing_job' })).rejects.toThrow('as a task only');
  });
});

test.each(['stdio', 'HTTP'] as const)('is of one era over %s, if it is told to', async (way) => {
  await expect(connect('modern', way, { ERA: 'legacy' })).rejects.toThrow();
  await expect(connect('legacy', way, { ERA: 'modern' })).rejects.toThrow();
  const client = await connect('legacy', way, { ERA: 'legacy' });
  expect((await client.listTools()).tools.length).toBeGreaterThan(50);
});
