import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { startListener } from '../../../src/proxy/relay/listener';
import { openTrafficLog } from '../../../src/proxy/traffic/trafficLog';
import { MB, memoryWatch, startHttp, temporaryFolder, UNHURRIED } from './support';

const EVENTS = 200;
const ALL = EVENTS * MB;
/** So far the client reads slowly. */
const SLOW_MB = 40;
/** What sockets, streams and the kernel may hold between the server and a client that does not read. */
const UNDERWAY = 40 * MB;

/** The relay before the hostile server, recording as the proxy does. */
async function startRelay() {
  const { url } = await startHttp(true);
  const log = openTrafficLog({ folder: temporaryFolder(), onProblem: () => {} });
  const recorder = log.recorder('hostile');
  const listener = await startListener({
    preferredPort: 0,
    log: () => {},
    lookup: (name) => (name === 'hostile' ? { url, headers: {}, recorder } : undefined),
  });
  onTestFinished(async () => {
    await listener.close();
    log.close();
  });
  const { port, token } = listener;
  const sent = async () => Number(await (await fetch(new URL('/sent', url))).text());
  return { sent, url: `http://127.0.0.1:${port}/servers/hostile/mcp?token=${token}` };
}

async function post(url: string, message: object): Promise<IncomingMessage> {
  const headers = {
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
  };
  const sent = request(url, { method: 'POST', headers });
  sent.end(JSON.stringify(message));
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  return response;
}

test(
  'a client that reads slowly holds the server back, and fills no memory',
  UNHURRIED,
  async () => {
    const { url, sent } = await startRelay();
    const grown = memoryWatch();
    const params = { name: 'stream', arguments: { events: EVENTS, bytes: MB } };
    const answer = await post(url, { jsonrpc: '2.0', id: 1, method: 'tools/call', params });
    let read = 0;
    let ahead = 0;
    let asked = 0;
    for await (const chunk of answer) {
      read += chunk.length;
      // Asking takes its time, in which the server could go on.
      if (read < (asked + 1) * MB || asked === SLOW_MB) continue;
      asked++;
      ahead = Math.max(ahead, (await sent()) - read);
    }
    expect(asked).toBe(SLOW_MB);
    expect(read).toBeGreaterThan(ALL);
    expect(ahead).toBeLessThan(UNDERWAY);
    expect(await sent()).toBe(ALL);
    expect(grown()).toBeLessThan(2 * ALL);
  },
);

test('others are served while one does not read', UNHURRIED, async () => {
  const { url, sent } = await startRelay();
  const params = { name: 'stream', arguments: { events: EVENTS, bytes: MB } };
  const idle = await post(url, { jsonrpc: '2.0', id: 1, method: 'tools/call', params });
  for (let id = 2; id < 200; id++) {
    const empty = { name: 'empty', arguments: {} };
    const answer = await post(url, { jsonrpc: '2.0', id, method: 'tools/call', params: empty });
    expect(await text(answer)).toContain(`"id":${id}`);
  }
  expect(await sent()).toBeLessThan(UNDERWAY);
  idle.destroy();
});
