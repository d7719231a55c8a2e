import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test, vi } from 'vitest';
import { ConnectedClients } from '../../../../src/proxy/relay/connectedClients';
import type { RelayedClient } from '../../../../src/shared/model/relayedClient';
import { ask, type Handler, PATH, start } from './support';

const ID = 'vscode/weather';
const INITIALIZE = JSON.stringify({
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { clientInfo: { name: 'Somebody', version: '1' } },
});

function follow(clients: ConnectedClients) {
  onTestFinished(() => clients.dispose());
  const told: (readonly RelayedClient[])[] = [];
  clients.onDidChange((change) => {
    expect(change.serverId).toBe(ID);
    told.push(change.clients);
  });
  return told;
}

/** A server of the legacy era with one session. */
const legacy: Handler = async (request, response) => {
  if (request.method === 'GET') {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(': open\n\n');
    return;
  }
  await text(request);
  response.writeHead(200, { 'mcp-session-id': 'S1', 'content-type': 'application/json' }).end('{}');
};

async function relayed(silenceMs?: number) {
  const clients = new ConnectedClients(silenceMs);
  const told = follow(clients);
  const { listener } = await start(legacy, {}, { presence: clients.presence(ID) });
  const say = async (method: string, body = '{}') => {
    const headers = method === 'POST' && body === INITIALIZE ? {} : { 'mcp-session-id': 'S1' };
    const path = `${PATH}?token=${listener.token}`;
    const { sent, answered } = ask(listener, { method, headers, path, body });
    const answer = await answered;
    if (method !== 'GET') await text(answer);
    else answer.on('error', () => {});
    return sent;
  };
  return { clients, told, say };
}

test('a client of the relay is there from its first word to its goodbye', async () => {
  const { clients, told, say } = await relayed();
  await say('POST', INITIALIZE);
  const stream = await say('GET');
  await vi.waitFor(() =>
    expect(clients.of(ID)).toMatchObject([{ name: 'Somebody', via: 'relay', sessions: 1 }]),
  );
  await say('DELETE');
  stream.destroy();
  await vi.waitFor(() => expect(clients.of(ID)).toEqual([]));
  const counts = told.map((list) => list.map(({ sessions }) => sessions));
  expect([counts[0], counts[1], counts.at(-1)]).toEqual([[0], [1], []]);
});

test('one that has said goodbye has left when its stream ends', () => {
  const clients = new ConnectedClients();
  const told = follow(clients);
  const presence = clients.presence(ID);
  const stream = presence.enter({ name: 'Somebody', session: 'S1' });
  presence.enter({ name: 'Somebody', session: 'S1' }).leave(true);
  expect(clients.of(ID)).toMatchObject([{ sessions: 0 }]);
  stream.leave(false);
  expect(told.map((list) => list.length)).toEqual([1, 1, 0]);
});

test('one that says nothing any more has left, but not while a stream is open', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const clients = new ConnectedClients(1_000);
  const told = follow(clients);
  const presence = clients.presence(ID);
  const stream = presence.enter({ name: 'Somebody', session: 'S1' });
  presence.enter({ name: 'Somebody', session: 'S1' }).leave(false);
  vi.advanceTimersByTime(5_000);
  expect(clients.of(ID)).toHaveLength(1);
  stream.leave(false);
  vi.advanceTimersByTime(999);
  expect(clients.of(ID)).toHaveLength(1);
  const again = presence.enter({ name: 'Somebody', session: 'S1' });
  vi.advanceTimersByTime(5_000);
  again.leave(false);
  vi.advanceTimersByTime(1_000);
  expect(told).toMatchObject([[{ sessions: 1 }], []]);
});

test('a client that says its name later, in another exchange, is there from then on', () => {
  const clients = new ConnectedClients();
  const told = follow(clients);
  const speaker: { name: string | undefined; session: string } = { name: undefined, session: 'x' };
  const stream = clients.presence(ID).enter(speaker);
  const message = clients.presence(ID).enter(speaker);
  expect(clients.of(ID)).toEqual([]);
  speaker.name = 'Somebody';
  message.named();
  message.leave(false);
  stream.leave(true);
  expect(told.map((list) => list.length)).toEqual([1, 0]);
});

test('nobody is connected to a server that does not run', () => {
  const clients = new ConnectedClients();
  const told = follow(clients);
  const visit = clients.presence(ID).enter({ name: 'Somebody', session: undefined });
  clients.tapped(ID, 'run 1', 'Another', 7);
  clients.disconnect(ID);
  visit.leave(false);
  clients.disconnect(ID);
  expect(told.at(-1)).toEqual([{ name: 'Another', via: 'tap', sessions: 1, since: 7 }]);
  expect(told).toHaveLength(3);
});

test('taps are counted by their clients', () => {
  const clients = new ConnectedClients();
  const told = follow(clients);
  clients.tapped(ID, 'run 1', 'Another', 7);
  clients.tapped(ID, 'run 1', 'Another', 7);
  clients.tapped(ID, 'run 2', 'Another', 9);
  clients.untapped('run 1');
  clients.untapped('run 1');
  clients.untapped('run 2');
  expect(told.map((list) => list.map(({ sessions }) => sessions))).toEqual([[1], [2], [1], []]);
});
