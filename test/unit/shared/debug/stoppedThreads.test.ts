import { expect, test } from 'vitest';
import { StoppedThreads } from '../../../../src/shared/debug/stoppedThreads';

const event = (name: string, body: object = {}) => ({ type: 'event', event: name, body });
const stopped = (threadId: number, more: object = {}) => event('stopped', { threadId, ...more });
const request = (command: string, seq: number, given: object = {}) => ({
  type: 'request',
  command,
  seq,
  arguments: given,
});
const response = (request_seq: number, body: object = {}, success = true) => ({
  type: 'response',
  request_seq,
  success,
  body,
});

test('a thread is stopped until an event says that it goes on', () => {
  const threads = new StoppedThreads();
  expect(threads.isStopped).toBe(false);
  threads.received(stopped(1));
  expect(threads.isStopped).toBe(true);
  threads.received(event('continued', { threadId: 1 }));
  expect(threads.isStopped).toBe(false);
});

test.each(['continue', 'next', 'stepIn', 'stepOut'])(
  'it goes on when %s is answered, not when it is asked for',
  (command) => {
    const threads = new StoppedThreads();
    threads.received(stopped(1, { allThreadsStopped: true }));
    threads.sent(request(command, 7, { threadId: 1 }));
    expect(threads.isStopped).toBe(true);
    threads.received(response(6));
    expect(threads.isStopped).toBe(true);
    threads.received(response(7));
    expect(threads.isStopped).toBe(false);
  },
);

test('a request that fails changes nothing', () => {
  const threads = new StoppedThreads();
  threads.received(stopped(1));
  threads.sent(request('continue', 1, { threadId: 1 }));
  threads.received(response(1, {}, false));
  expect(threads.isStopped).toBe(true);
});

test('other threads stay stopped when one alone goes on', () => {
  const threads = new StoppedThreads();
  threads.received(stopped(1));
  threads.received(stopped(2));
  threads.sent(request('continue', 1, { threadId: 1, singleThread: true }));
  threads.received(response(1, { allThreadsContinued: false }));
  expect(threads.isStopped).toBe(true);
  threads.received(event('thread', { reason: 'exited', threadId: 2 }));
  expect(threads.isStopped).toBe(false);
});

test.each(['exited', 'terminated'])('nothing is stopped after %s', (name) => {
  const threads = new StoppedThreads();
  threads.received(stopped(1));
  threads.received(event(name));
  expect(threads.isStopped).toBe(false);
});

test('nothing is held any more by a debugger that leaves', () => {
  const threads = new StoppedThreads();
  threads.received(stopped(1));
  threads.sent(request('disconnect', 3));
  expect(threads.isStopped).toBe(false);
});

test('what is no message of the protocol is passed over', () => {
  const threads = new StoppedThreads();
  threads.received({ type: 'event', event: 'stopped', body: null });
  expect(threads.isStopped).toBe(true);
  threads.received(event('continued', { allThreadsContinued: true }));
  threads.sent({});
  threads.received({});
  expect(threads.isStopped).toBe(false);
});
