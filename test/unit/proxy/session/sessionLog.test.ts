import { expect, test } from 'vitest';
import { Connection } from '../../../../src/proxy/session/connection';
import { SessionLog } from '../../../../src/proxy/session/sessionLog';
import { MemoryWire } from './memoryWire';

function logOver() {
  const wire = new MemoryWire(false);
  const log = new SessionLog();
  log.follow(new Connection(wire));
  const say = (params: object) =>
    wire.receive({ jsonrpc: '2.0', method: 'notifications/message', params });
  return { log, say };
}

test('keeps what the server logs as it was, and what befell the session, in order', () => {
  const { log, say } = logOver();
  say({ level: 'error', logger: 'db', data: { deep: [1] } });
  log.note('warning', 'The stream broke.');
  say({ level: 'odd' });
  say({});
  expect(log.list()).toMatchObject([
    { seq: 0, source: 'server', level: 'error', logger: 'db', data: { deep: [1] } },
    { seq: 1, source: 'session', level: 'warning', data: 'The stream broke.' },
    { seq: 2, source: 'server', level: 'odd' },
    { seq: 3, level: 'info' },
  ]);
});

test('forgets the oldest when there are too many, or too large ones', () => {
  const { log, say } = logOver();
  for (let n = 0; n < 2500; n++) say({ level: 'info', data: n });
  expect(log.list()).toHaveLength(2000);
  expect(log.list().at(-1)).toMatchObject({ seq: 2499, data: 2499 });
  say({ level: 'info', data: 'x'.repeat(5 * 1024 * 1024) });
  expect(log.list()).toHaveLength(1);
  log.clear();
  expect(log.list()).toEqual([]);
});

test('goes on where the one before ended', () => {
  const first = new SessionLog();
  first.note('info', 'one');
  const second = new SessionLog(first.list());
  second.note('info', 'two');
  expect(second.list().map(({ seq, data }) => [seq, data])).toEqual([
    [0, 'one'],
    [1, 'two'],
  ]);
});
