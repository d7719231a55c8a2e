import { expect, test } from 'vitest';
import { CallMemory } from '../../../../src/proxy/session/callMemory';
import type { CallRecord } from '../../../../src/shared/model/session';

const record = (id: string, change: Partial<CallRecord> = {}): CallRecord => ({
  id,
  serverId: 's',
  sessionId: 'one',
  method: 'm',
  params: {},
  status: 'running',
  startedAt: 0,
  ...change,
});
const MIB = 1024 * 1024;

function remember(memory: CallMemory, id: string, size: number): void {
  memory.put(record(id), 0);
  memory.change(id, { status: 'succeeded', result: { of: id } }, size);
}

test('the oldest that have ended are forgotten when there are too many', () => {
  const memory = new CallMemory();
  memory.put(record('runs'), 0);
  for (let count = 0; count < 1500; count++) remember(memory, `call ${count}`, 1);
  expect(memory.list()).toHaveLength(1000);
  expect(memory.get('runs')).toBeDefined();
  expect(memory.get('call 0')).toBeUndefined();
  expect(memory.get('call 1499')).toMatchObject({ result: { of: 'call 1499' } });
  expect(memory.change('call 0', { status: 'failed' })).toBeUndefined();
});

test('or too large, but never the one that has just come', () => {
  const memory = new CallMemory();
  for (const id of ['a', 'b', 'c']) remember(memory, id, 30 * MIB);
  expect(memory.get('a')).toBeUndefined();
  expect(memory.get('b')).toBeDefined();
  remember(memory, 'huge', 200 * MIB);
  expect(memory.list().map(({ id }) => id)).toEqual(['huge']);
  memory.put(record('next'), 0);
  expect(memory.list().map(({ id }) => id)).toEqual(['next']);
});

test('a list holds the latest results only, but all records', () => {
  const memory = new CallMemory();
  remember(memory, 'old', MIB);
  remember(memory, 'new', 1000);
  const [old, latest] = memory.list();
  expect(old).toMatchObject({ id: 'old', status: 'succeeded' });
  expect(old).not.toHaveProperty('result');
  expect(latest).toMatchObject({ id: 'new', result: { of: 'new' } });
  expect(memory.get('old')).toHaveProperty('result');
});

test('what a change takes away is gone, and the size is that of the latest result', () => {
  const memory = new CallMemory();
  memory.put(record('a'), 0);
  memory.change('a', { status: 'inputRequired', result: 'asks' }, 100);
  const after = memory.change('a', { status: 'running', result: undefined }, 0)!;
  expect(after).toEqual(record('a'));
  expect('result' in after).toBe(false);
});

test('a call that waits for input is not forgotten', () => {
  const memory = new CallMemory();
  memory.put(record('a', { status: 'inputRequired' }), 0);
  for (let n = 0; n < 1500; n++) memory.put(record(`b${n}`, { status: 'succeeded' }), 0);
  expect(memory.get('a')?.status).toBe('inputRequired');
  expect(memory.list()).toHaveLength(1000);
});
