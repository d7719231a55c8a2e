import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { Deadline } from '../../../../src/proxy/gate/deadline';
import { type GateOptions, passGate, StepFailure } from '../../../../src/proxy/gate/healthGate';
import { StepTracker } from '../../../../src/proxy/gate/stepTracker';
import { WakeUp } from '../../../../src/proxy/gate/wakeUp';
import { findFreePort } from '../../../../src/proxy/ports/portReservation';

/** Starts the gate; all of its steps are seen in `statuses`. */
function gate(url: string, options: Partial<GateOptions> = {}) {
  const deadline = options.deadline ?? new Deadline(10_000);
  const tracker = new StepTracker('1', ['tcp', 'http', 'mcp'], deadline, () => {});
  const passed = passGate({
    url,
    headers: {},
    tracker,
    deadline,
    signal: new AbortController().signal,
    awaited: true,
    wakeUp: new WakeUp(),
    onTimeout: (step, detail, facts) => Promise.reject(new StepFailure(step, detail, facts)),
    onConnected: () => {},
    onRefused: async () => undefined,
    ...options,
  });
  const statuses = () => tracker.snapshot().steps.map(({ status }) => status);
  return { passed, tracker, statuses };
}

async function serve(port: number, host = '127.0.0.1', status = 405): Promise<Server> {
  const server = createServer((_, response) => response.writeHead(status).end()).listen(port, host);
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  return server;
}
const portOf = (server: { address(): unknown }) => (server.address() as AddressInfo).port;

test.each([200, 401, 404, 405, 500])('any HTTP status passes: %i', async (status) => {
  const port = portOf(await serve(0, '127.0.0.1', status));
  const { passed, statuses } = gate(`http://127.0.0.1:${port}/mcp`);
  await passed;
  expect(statuses()).toEqual(['passed', 'passed', 'pending']);
});

test.each(['127.0.0.1', '::1'])(
  'localhost is tried on both families: bound to %s',
  async (host) => {
    const port = portOf(await serve(0, host));
    const { passed, tracker } = gate(`http://localhost:${port}/mcp`);
    const url = await passed;
    expect(tracker.snapshot().steps[0]?.detail).toContain(host);
    // Where the resolver does not know this family, the address stands in for the name.
    expect((await fetch(url!)).status).toBe(405);
  },
);

test('what waiting cures is waited for', async () => {
  const port = await findFreePort();
  let refusals = 0;
  const { passed, tracker } = gate(`http://127.0.0.1:${port}/mcp`, {
    onRefused: async () => {
      if (++refusals === 5) await serve(port);
      return undefined;
    },
  });
  await passed;
  expect(tracker.snapshot().steps[0]).toMatchObject({ status: 'passed', attempts: 6 });
});

test('with nothing of ours to wait for, the first refusal ends it', async () => {
  const { passed } = gate(`http://127.0.0.1:${await findFreePort()}/mcp`, { awaited: false });
  await expect(passed).rejects.toMatchObject({
    step: 'tcp',
    facts: { attempts: [{ error: 'ECONNREFUSED' }] },
  });
});

test('what waiting does not cure ends it at once', async () => {
  const server = createTcpServer((socket) =>
    socket.on('error', () => {}).end('220 mail ready\r\n'),
  ).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const { passed, statuses } = gate(`http://127.0.0.1:${portOf(server)}/mcp`);
  await expect(passed).rejects.toMatchObject({
    step: 'http',
    facts: { notHttpHead: expect.stringContaining('220') },
  });
  expect(statuses()[0]).toBe('passed');
});

test('a line of output makes it look again at once', async () => {
  const port = await findFreePort();
  const wakeUp = new WakeUp();
  const begun = performance.now();
  const { passed } = gate(`http://127.0.0.1:${port}/mcp`, {
    wakeUp: {
      // As if it had waited for long: the pause is an hour unless someone rings.
      pause: (_ms: number, least: number, signal: AbortSignal) =>
        wakeUp.pause(3_600_000, least, signal),
    } as WakeUp,
    onRefused: async () => {
      await serve(port);
      wakeUp.wake();
      return undefined;
    },
  });
  await passed;
  expect(performance.now() - begun).toBeLessThan(5_000);
});

test('the deadline asks once, and more time goes on', async () => {
  const port = await findFreePort();
  const deadline = new Deadline(60);
  let asked = 0;
  const { passed, statuses } = gate(`http://127.0.0.1:${port}/mcp`, {
    deadline,
    onTimeout: async () => {
      asked++;
      await serve(port);
      deadline.extend(5_000);
    },
  });
  await passed;
  expect(asked).toBe(1);
  expect(statuses()[1]).toBe('passed');
});

test('an abort ends it without a verdict, at any moment', async () => {
  const stop = new AbortController();
  const { passed, statuses } = gate(`http://127.0.0.1:${await findFreePort()}/mcp`, {
    signal: stop.signal,
    onRefused: async () => {
      stop.abort();
      return undefined;
    },
  });
  await passed;
  expect(statuses()).toEqual(['running', 'pending', 'pending']);
});
