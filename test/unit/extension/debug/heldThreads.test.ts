import { expect, test, vi } from 'vitest';
import type { DebugSession } from 'vscode';
import { HeldThreads } from '../../../../src/extension/debug/heldThreads';

const session = (name: string) => ({ name }) as DebugSession;
const STOPPED = { type: 'event', event: 'stopped', body: { threadId: 1 } };
const CONTINUED = { type: 'event', event: 'continued', body: { threadId: 1 } };

test('a server is held as long as any of its programs is', () => {
  const told = vi.fn();
  const held = new HeldThreads(told);
  const [one, other] = [session('one'), session('other')];
  const first = held.tracker(one);
  const second = held.tracker(other);
  first.onDidSendMessage?.(STOPPED);
  second.onDidSendMessage?.(STOPPED);
  first.onDidSendMessage?.(CONTINUED);
  expect(told.mock.calls).toEqual([[true]]);
  held.forget(other);
  expect(told.mock.calls).toEqual([[true], [false]]);
});

test.each(['onWillStopSession', 'onExit'] as const)('nothing holds it after %s', (end) => {
  const told = vi.fn();
  const tracker = new HeldThreads(told).tracker(session('one'));
  tracker.onDidSendMessage?.(STOPPED);
  tracker[end]?.(undefined, undefined);
  expect(told).toHaveBeenLastCalledWith(false);
});
